package io.kontor.governance;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Said;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What holds changes back that could be published: their day, quiet hours, the quota of the day, another change at work. */
@Component
final class Waiting {
    private final Tx tx;
    private final ChangeSql sql;
    private final Releasing releasing;
    private final Company company;
    private final Clock clock;

    Waiting(Tx tx, ChangeSql sql, Releasing releasing, Company company, Clock clock) {
        this.tx = tx;
        this.sql = sql;
        this.releasing = releasing;
        this.company = company;
        this.clock = clock;
    }

    /** Why a scheduled change is not being published yet; empty when nothing holds it. */
    Optional<Said> why(Actor actor, UUID id, ProgrammeChange change) {
        var profile = company.profile(actor);
        var now = clock.instant().atZone(profile.zoneId());
        var rules = releasing.rules(actor);
        var day = change.effective();
        if (day != null && day.isAfter(now.toLocalDate())) {
            return Optional.of(Said.of("change.waits.day", "day", day));
        }
        if (rules.quiet(now.toLocalTime())) {
            return Optional.of(
                    Said.of("change.waits.quiet", "until", rules.over(now).toInstant()));
        }
        var today = now.toLocalDate().atStartOfDay(profile.zoneId()).toInstant();
        return tx.as(actor, () -> {
            if (sql.began(change.team(), today) >= rules.perDay()) {
                return Optional.of(Said.of("change.waits.quota", "most", rules.perDay()));
            }
            return sql.publishingAny(id, Drafts.codes(change)).map(other -> Said.of("change.waits.other"));
        });
    }
}
