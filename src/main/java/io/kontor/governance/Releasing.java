package io.kontor.governance;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.time.LocalTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rules of publishing: the usual ones until somebody changes them. */
@Component
public final class Releasing {
    public static final String KIND = "releasing";
    static final SubjectType<ReleaseRules> RULES = SubjectType.of(KIND, ReleaseRules.class, "changed");

    private final Tx tx;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Ids ids;

    Releasing(Tx tx, Ledger ledger, JdbcClient jdbc, Ids ids) {
        this.tx = tx;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.ids = ids;
    }

    private record Kept(UUID id, UUID version, ReleaseRules rules) {}

    public ReleaseRules rules(Actor actor) {
        return tx.as(actor, () -> kept("").map(Kept::rules).orElse(ReleaseRules.USUAL));
    }

    /** Refuses: not allowed; numbers out of bounds; half a window. */
    public void change(Actor actor, ReleaseRules rules, @Nullable String reason) {
        var role = actor.role(KIND, Verb.CHANGE);
        tx.as(actor, () -> {
            var kept = kept(" for update");
            if (rules.equals(kept.map(Kept::rules).orElse(ReleaseRules.USUAL))) {
                return;
            }
            var recorded = ledger.append(
                    actor,
                    Change.of(RULES, kept.map(Kept::id).orElseGet(ids::next), "changed", role, rules)
                            .after(kept.map(Kept::version).orElse(null))
                            .because(reason));
            jdbc.sql("""
                    insert into governance.releasing (id, per_day, quiet_from, quiet_to, watch_days, tries, entry_id)
                    values (:id, :perDay, :from, :to, :watchDays, :tries, :entry)
                    on conflict (id) do update set per_day = excluded.per_day, quiet_from = excluded.quiet_from,
                        quiet_to = excluded.quiet_to, watch_days = excluded.watch_days, tries = excluded.tries,
                        entry_id = excluded.entry_id
                    """)
                    .param("id", recorded.id())
                    .param("perDay", rules.perDay())
                    .param("from", rules.quietFrom())
                    .param("to", rules.quietTo())
                    .param("watchDays", rules.watchDays())
                    .param("tries", rules.tries())
                    .param("entry", recorded.entryId())
                    .update();
        });
    }

    private Optional<Kept> kept(String lock) {
        return jdbc.sql("""
                select id, entry_id, per_day, quiet_from, quiet_to, watch_days, tries from governance.releasing
                """ + lock)
                .query((row, number) -> new Kept(
                        row.getObject("id", UUID.class),
                        row.getObject("entry_id", UUID.class),
                        new ReleaseRules(
                                row.getInt("per_day"),
                                row.getObject("quiet_from", LocalTime.class),
                                row.getObject("quiet_to", LocalTime.class),
                                row.getInt("watch_days"),
                                row.getInt("tries"))))
                .optional();
    }
}
