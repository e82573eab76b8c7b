package io.kontor.tiers;

import io.kontor.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps where memberships stand with the numbers of the day, and how looking at them went. */
@Component
class ProgressSql {
    static final String COLUMNS = """
            g.membership_id, g.partner_id, g.programme_id, g.day, g.tier, g.tier_since, g.suggested, g.outcome, g.move_on,
            g.next_tier, g.keeps::text as keeps, g.needs::text as needs, g.reached, g.grace_until, g.warn_on, g.warn_tier,
            g.revenue, g.deals, g.engagement, g.unpriced, g.rules""";

    /** One look at a programme at a time. */
    private static final long LOOKING = 0x74696572736cL;

    private final JdbcClient jdbc;

    ProgressSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void alone() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOOKING).query(row -> {});
    }

    void write(List<Progress> all) {
        jdbc.sql("""
                insert into tiers.progress (
                    membership_id, partner_id, programme_id, day, tier, tier_since, suggested, outcome, move_on, next_tier, keeps,
                    needs, reached, grace_until, warn_on, warn_tier, revenue, deals, engagement, unpriced, rules
                )
                select membership, partner, programme, day, tier, since, suggested, outcome, move_on, next_tier, keeps::jsonb,
                    needs::jsonb, reached, grace, warn_on, warn_tier, revenue, deals, engagement, unpriced, rules
                from unnest(:membership, :partner, :programme, :day, :tier, :since, :suggested, :outcome, :move, :next, :keeps,
                        :needs, :reached, :grace, :warn, :lower, :revenue, :deals, :engagement, :unpriced, :rules)
                    as r (membership, partner, programme, day, tier, since, suggested, outcome, move_on, next_tier, keeps,
                        needs, reached, grace, warn_on, warn_tier, revenue, deals, engagement, unpriced, rules)
                on conflict (membership_id) do update set partner_id = excluded.partner_id, day = excluded.day,
                    tier = excluded.tier, tier_since = excluded.tier_since, suggested = excluded.suggested,
                    outcome = excluded.outcome, move_on = excluded.move_on, next_tier = excluded.next_tier,
                    keeps = excluded.keeps, needs = excluded.needs, reached = excluded.reached,
                    grace_until = excluded.grace_until, warn_on = excluded.warn_on, warn_tier = excluded.warn_tier,
                    revenue = excluded.revenue, deals = excluded.deals, engagement = excluded.engagement,
                    unpriced = excluded.unpriced, rules = excluded.rules
                """)
                .params(Rows.of(all)
                        .uuid("membership", Progress::membership)
                        .uuid("partner", Progress::partner)
                        .uuid("programme", Progress::programme)
                        .day("day", Progress::day)
                        .text("tier", Progress::tier)
                        .day("since", Progress::since)
                        .text("suggested", Progress::suggested)
                        .text("outcome", one -> one.outcome().code())
                        .day("move", Progress::moveOn)
                        .text("next", Progress::next)
                        .text("keeps", one -> Json.needs(one.keeps()))
                        .text("needs", one -> Json.needs(one.needs()))
                        .number("reached", Progress::reached)
                        .day("grace", Progress::graceUntil)
                        .day("warn", Progress::warnOn)
                        .text("lower", Progress::warnTier)
                        .number("revenue", Progress::revenue)
                        .number("deals", Progress::deals)
                        .number("engagement", Progress::engagement)
                        .whole("unpriced", Progress::unpriced)
                        .text("rules", Progress::rules)
                        .params())
                .update();
    }

    /** Lets go of those who are no members any more. */
    void keepOnly(UUID programme, Collection<UUID> members) {
        jdbc.sql("delete from tiers.progress where programme_id = :programme and membership_id <> all(:members)")
                .param("programme", programme)
                .param("members", Rows.uuids(members))
                .update();
    }

    void went(Evaluations.Evaluated how, Instant at) {
        jdbc.sql("""
                insert into tiers.evaluation (programme_id, day, at, judged, rose, fell, stopped, unknown, rules)
                values (:programme, :day, :at, :judged, :rose, :fell, :stopped, :unknown, :rules)
                on conflict (programme_id, day) do update set at = excluded.at, judged = excluded.judged,
                    rose = evaluation.rose + excluded.rose, fell = evaluation.fell + excluded.fell,
                    stopped = excluded.stopped, unknown = excluded.unknown, rules = excluded.rules
                """)
                .param("programme", how.programme())
                .param("day", how.day())
                .param("at", Rows.timestamp(at))
                .param("judged", how.judged())
                .param("rose", how.rose())
                .param("fell", how.fell())
                .param("stopped", how.stopped())
                .param("unknown", how.unknown())
                .param("rules", how.rules())
                .update();
    }

    /** The last look at a programme, or none. */
    Evaluations.@Nullable Evaluated last(UUID programme) {
        return jdbc
                .sql("""
                select day, judged, rose, fell, stopped, unknown, rules from tiers.evaluation
                where programme_id = :programme order by day desc limit 1
                """)
                .param("programme", programme)
                .query((row, number) -> new Evaluations.Evaluated(
                        programme,
                        row.getObject("day", LocalDate.class),
                        row.getInt("judged"),
                        row.getInt("rose"),
                        row.getInt("fell"),
                        row.getInt("stopped"),
                        row.getInt("unknown"),
                        row.getString("rules")))
                .list()
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** Programmes that were looked at on a day. */
    Set<UUID> done(LocalDate day) {
        return Set.copyOf(jdbc.sql("select programme_id from tiers.evaluation where day = :day")
                .param("day", day)
                .query(Rows.ID)
                .list());
    }

    List<Progress> ofPartner(UUID partner) {
        return jdbc.sql("select " + COLUMNS
                        + " from tiers.progress g where g.partner_id = :partner order by g.day desc, g.membership_id")
                .param("partner", partner)
                .query(ProgressSql::read)
                .list();
    }

    List<Progress> ofMembership(UUID membership) {
        return jdbc.sql("select " + COLUMNS + " from tiers.progress g where g.membership_id = :membership")
                .param("membership", membership)
                .query(ProgressSql::read)
                .list();
    }

    static Progress read(ResultSet row, int number) throws SQLException {
        return new Progress(
                row.getObject("membership_id", UUID.class),
                row.getObject("partner_id", UUID.class),
                row.getObject("programme_id", UUID.class),
                row.getObject("day", LocalDate.class),
                row.getString("tier"),
                row.getObject("tier_since", LocalDate.class),
                row.getString("suggested"),
                Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                row.getObject("move_on", LocalDate.class),
                row.getString("next_tier"),
                Json.needs(row.getString("keeps")),
                Json.needs(row.getString("needs")),
                row.getBigDecimal("reached"),
                row.getObject("grace_until", LocalDate.class),
                row.getObject("warn_on", LocalDate.class),
                row.getString("warn_tier"),
                row.getBigDecimal("revenue"),
                row.getBigDecimal("deals"),
                row.getBigDecimal("engagement"),
                row.getInt("unpriced"),
                row.getString("rules"));
    }
}
