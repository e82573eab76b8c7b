package io.kontor.audit;

import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rules of the audit: the usual ones until somebody changes them. */
@Component
public final class Auditing {
    public static final String KIND = "auditing";
    static final SubjectType<AuditRules> RULES = SubjectType.of(KIND, AuditRules.class, "changed");

    private final Tx tx;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Ids ids;

    Auditing(Tx tx, Ledger ledger, JdbcClient jdbc, Ids ids) {
        this.tx = tx;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.ids = ids;
    }

    private record Kept(UUID id, UUID version, AuditRules rules) {}

    public AuditRules rules(Actor actor) {
        return tx.as(actor, () -> kept("").map(Kept::rules).orElse(AuditRules.USUAL));
    }

    /** Whether anybody may read the log from outside; asked without a session. */
    public boolean publicLog() {
        var house = Purpose.SETTINGS.actor();
        return tx.read(
                house,
                () -> tx.unchanged(
                        house, Auditing.class, Boolean.class, () -> rules(house).publicLog()));
    }

    /** Refuses: not allowed; numbers out of bounds. */
    public void change(Actor actor, AuditRules rules, @Nullable String reason) {
        var role = actor.role(KIND, Verb.CHANGE);
        tx.as(actor, () -> {
            var kept = kept(" for update");
            if (!rules.equals(kept.map(Kept::rules).orElse(AuditRules.USUAL))) {
                var change = Change.of(RULES, kept.map(Kept::id).orElseGet(ids::next), "changed", role, rules)
                        .after(kept.map(Kept::version).orElse(null))
                        .because(reason);
                write(ledger.append(actor, change));
            }
        });
    }

    private Optional<Kept> kept(String lock) {
        return jdbc.sql("""
                select id, entry_id, review_months, reviewer_id, clock_seconds, burst_count, burst_minutes, public_log, webhook,
                    digest, witnesses
                from audit.rules
                """ + lock).query((row, number) -> kept(row)).optional();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                row.getObject("entry_id", UUID.class),
                new AuditRules(
                        row.getInt("review_months"),
                        row.getObject("reviewer_id", UUID.class),
                        row.getInt("clock_seconds"),
                        row.getInt("burst_count"),
                        row.getInt("burst_minutes"),
                        row.getBoolean("public_log"),
                        row.getString("webhook"),
                        List.of((UUID[]) row.getArray("digest").getArray()),
                        List.of((String[]) row.getArray("witnesses").getArray())));
    }

    private void write(Recorded<AuditRules> recorded) {
        var rules = recorded.state();
        jdbc.sql("""
                insert into audit.rules (
                    id, review_months, reviewer_id, clock_seconds, burst_count, burst_minutes, public_log, webhook, digest, witnesses,
                    entry_id
                )
                values (:id, :months, :reviewer, :clock, :count, :minutes, :public, :webhook, :digest, :witnesses, :entry)
                on conflict (id) do update set review_months = excluded.review_months,
                    reviewer_id = excluded.reviewer_id, clock_seconds = excluded.clock_seconds,
                    burst_count = excluded.burst_count, burst_minutes = excluded.burst_minutes,
                    public_log = excluded.public_log, webhook = excluded.webhook, digest = excluded.digest,
                    witnesses = excluded.witnesses, entry_id = excluded.entry_id
                """)
                .param("id", recorded.id())
                .param("months", rules.reviewMonths())
                .param("reviewer", rules.reviewer())
                .param("clock", rules.clockSeconds())
                .param("count", rules.burstCount())
                .param("minutes", rules.burstMinutes())
                .param("public", rules.publicLog())
                .param("webhook", rules.webhook())
                .param("digest", Rows.uuids(rules.digest()))
                .param("witnesses", Rows.texts(rules.witnesses()))
                .param("entry", recorded.entryId())
                .update();
    }
}
