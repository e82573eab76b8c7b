package io.kontor.governance.decisions;

import io.kontor.company.Company;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where the office strays from its charter: what fewer decided than it asks for, what was let through in an emergency, what no
 * clause speaks of.
 */
@Component
public final class Drift {
    private static final int MOST = 500;

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Company company;

    Drift(Tx tx, JdbcClient jdbc, Company company) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.company = company;
    }

    /** Why a decision is in the report. */
    public enum Why {
        SOLE,
        EMERGENCY,
        GAP,
        OUTSIDE;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One decision.
     *
     * @param id of the request or of the decision
     * @param link the page of the request or of the decision
     * @param by who asked, or whose decision it is, or none
     * @param state of a request, or empty
     * @param ratified whether somebody looked at it since: {@code yes}, {@code no}, {@code open}, or empty where nobody has to
     */
    public record Strayed(
            Why why,
            UUID id,
            String title,
            String link,
            @Nullable UUID by,
            Instant at,
            String state,
            String ratified) {}

    /** The newest first. Refuses: a period the wrong way round. */
    public List<Strayed> of(Actor actor, LocalDate from, LocalDate last) {
        actor.role(Decisions.KIND, Verb.SEE);
        if (last.isBefore(from)) {
            throw Refusal.invalid("period-backwards", "from", from, "to", last).at("last");
        }
        var zone = company.profile(actor).zoneId();
        return tx.read(
                actor,
                () -> jdbc.sql("""
                        select 'sole' as why, r.id, r.title, r.requester_id as by_id, r.decided_at as at, r.state,
                            case when r.unratified then 'open' else 'yes' end as ratified, true as request
                        from governance.request r where r.sole and r.state = 'approved' and r.decided_at >= :from
                            and r.decided_at < :until
                        union all
                        select 'emergency', r.id, r.title, r.requester_id, r.decided_at, r.state,
                            case when r.state <> 'approved' then 'no' when r.waits then 'open' else 'yes' end, true
                        from governance.request r where r.emergency and r.decided_at >= :from and r.decided_at < :until
                        union all
                        select 'gap', r.id, r.title, r.requester_id, r.asked_at, r.state, '', true
                        from governance.request r where r.gap and r.asked_at >= :from and r.asked_at < :until
                        union all
                        select 'outside', d.id, d.title, d.owner_id, d.decided_on::timestamptz, '', '', false
                        from governance.decision d where d.clause is null and d.approval_id is null and not d.withdrawn
                            and d.decided_on between :first and :last
                        order by at desc, id desc limit :most
                        """)
                        .param("from", Rows.timestamp(from.atStartOfDay(zone).toInstant()))
                        .param(
                                "until",
                                Rows.timestamp(
                                        last.plusDays(1).atStartOfDay(zone).toInstant()))
                        .param("first", from)
                        .param("last", last)
                        .param("most", MOST)
                        .query((row, number) -> new Strayed(
                                Why.valueOf(row.getString("why").toUpperCase(java.util.Locale.ROOT)),
                                row.getObject("id", UUID.class),
                                row.getString("title"),
                                (row.getBoolean("request") ? "/approvals/" : "/decisions/")
                                        + row.getObject("id", UUID.class),
                                row.getObject("by_id", UUID.class),
                                row.getTimestamp("at").toInstant(),
                                row.getString("state"),
                                row.getString("ratified")))
                        .list());
    }
}
