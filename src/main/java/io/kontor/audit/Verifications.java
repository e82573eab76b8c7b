package io.kontor.audit;

import io.kontor.company.Company;
import io.kontor.database.Job;
import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.Seals;
import io.kontor.ledger.SubjectType;
import io.kontor.verify.Flaw;
import io.kontor.verify.SignedNote;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Checks the whole ledger once a night, against the last checkpoint kept outside where there is one. What it found is an entry;
 * what does not hold is an anomaly that nobody overlooks.
 */
@Component
public final class Verifications {
    static final String KIND = "verification";
    static final SubjectType<Verification> VERIFICATION = SubjectType.of(KIND, Verification.class, "passed", "failed");

    private static final Logger log = LoggerFactory.getLogger(Verifications.class);
    private static final int NIGHT = 2;

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Seals seals;
    private final Anomalies anomalies;
    private final CheckpointFiles files;
    private final Company company;
    private final Ids ids;
    private final Clock clock;

    Verifications(
            Tx tx,
            JdbcClient jdbc,
            Ledger ledger,
            Seals seals,
            Anomalies anomalies,
            CheckpointFiles files,
            Company company,
            Ids ids,
            Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.seals = seals;
        this.anomalies = anomalies;
        this.files = files;
        this.company = company;
        this.ids = ids;
        this.clock = clock;
    }

    /** The last one; empty when there never was one. */
    public Optional<Verification> last(Actor actor) {
        return tx.as(
                actor,
                () -> jdbc.sql("""
                        select began_at, ended_at, entries, problem from audit.verification
                        order by ended_at desc, id desc limit 1
                        """)
                        .query((row, number) -> new Verification(
                                row.getTimestamp(1).toInstant(),
                                row.getTimestamp(2).toInstant(),
                                row.getLong(3),
                                row.getString(4)))
                        .optional());
    }

    /** Checks now. Refuses: who may not explain anomalies. */
    public Verification verifyNow(Actor actor) {
        actor.role(Anomalies.KIND, Verb.CHANGE);
        return verify();
    }

    void round() {
        var zone = company.profile(Purpose.SETTINGS.actor()).zoneId();
        var now = clock.instant().atZone(zone);
        var last = last(house()).map(one -> one.ended().atZone(zone).toLocalDate());
        if (now.getHour() >= NIGHT && (last.isEmpty() || last.get().isBefore(now.toLocalDate()))) {
            verify();
        }
    }

    private static Actor house() {
        return Purpose.HOUSEKEEPING.actor(Anomalies.KIND);
    }

    /** Nothing signed cannot be checked; then nothing is kept either. */
    Verification verify() {
        var began = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var found = check(began);
        if (found.entries() > 0 || !found.passed()) {
            tx.as(house(), () -> keep(found));
        }
        return found;
    }

    private Verification check(Instant began) {
        try {
            var checked = seals.verify(null, kept());
            return new Verification(began, now(), checked.size(), null);
        } catch (Flaw flaw) {
            log.error("The ledger does not verify: {}", flaw.getMessage());
            return new Verification(began, now(), seals.state().size(), flaw.getMessage());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The last checkpoint outside the database. */
    private @Nullable SignedNote kept() throws Flaw {
        var note = files.newest().orElse(null);
        return note == null ? null : SignedNote.parse(note);
    }

    private void keep(Verification found) {
        var actor = house();
        var change = Change.of(VERIFICATION, ids.next(), found.passed() ? "passed" : "failed", "system", found);
        write(ledger.append(actor, change));
        if (!found.passed() && !known(actor, found.problem())) {
            anomalies.found(
                    actor,
                    new Anomaly(
                            Anomaly.Kind.NOT_VERIFIED,
                            null,
                            found.began(),
                            found.ended(),
                            1,
                            null,
                            found.problem(),
                            null,
                            null));
        }
    }

    /** The same night after night is one anomaly. */
    private boolean known(Actor actor, @Nullable String problem) {
        return anomalies.open(actor, 100).stream()
                .anyMatch(open -> open.state().kind() == Anomaly.Kind.NOT_VERIFIED
                        && java.util.Objects.equals(open.state().act(), problem));
    }

    private void write(Recorded<Verification> recorded) {
        var state = recorded.state();
        jdbc.sql("""
                insert into audit.verification (id, passed, entries, problem, began_at, ended_at, entry_id)
                values (:id, :passed, :entries, :problem, :began, :ended, :entry)
                """)
                .param("id", recorded.id())
                .param("passed", state.passed())
                .param("entries", state.entries())
                .param("problem", state.problem())
                .param("began", Rows.timestamp(state.began()))
                .param("ended", Rows.timestamp(state.ended()))
                .param("entry", recorded.entryId())
                .update();
    }

    @Configuration(proxyBeanMethods = false)
    static class Nightly {
        @Bean
        Job auditVerification(Verifications verifications) {
            return new Job("audit-verification", Duration.ofMinutes(15), verifications::round);
        }
    }
}
