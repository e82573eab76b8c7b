package io.kontor.metrics;

import io.kontor.database.Rows;
import io.kontor.kernel.Scope;
import io.kontor.lists.Reach;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads partners as figures see them, what happened with them, and what people call them. */
@Component
class FirmReads {
    static final Reach REACH = new Reach("p.id", "p.region_id", "p.segment", "p.manager_id");

    private final JdbcClient jdbc;
    private final SpanSql spans;
    private final SettingSql settings;

    /** Kept from one question to the next while nothing changes. */
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    FirmReads(JdbcClient jdbc, SpanSql spans, SettingSql settings) {
        this.jdbc = jdbc;
        this.spans = spans;
        this.settings = settings;
    }

    private record Kept(SettingSql.Version version, Map<UUID, Firm> firms) {}

    /** Every partner that is not withdrawn, as known at a moment or now. */
    Map<UUID, Firm> all(@Nullable Instant asOf) {
        if (asOf != null) {
            return firms(spans.all(asOf), firstDeals(asOf));
        }
        var version = settings.version();
        var before = kept.get();
        if (before != null && before.version().partners() == version.partners()) {
            return before.firms();
        }
        var firms = firms(spans.all(null), firstDeals(null));
        kept.set(new Kept(version, firms));
        return firms;
    }

    private static Map<UUID, Firm> firms(Map<UUID, java.util.List<Span>> spans, Map<UUID, LocalDate> firstDeals) {
        var firms = new LinkedHashMap<UUID, Firm>();
        spans.forEach((id, list) -> {
            var firm = Firm.of(id, list, firstDeals.get(id));
            if (!list.isEmpty() && !firm.gone()) {
                firms.put(id, firm);
            }
        });
        return firms;
    }

    private Map<UUID, LocalDate> firstDeals(@Nullable Instant asOf) {
        var days = new HashMap<UUID, LocalDate>();
        var sql = asOf == null
                ? jdbc.sql("select partner_id, first_on from metrics.first_deal")
                : jdbc.sql("""
                        select partner_id, min(occurred_on) as first_on from (
                            select distinct on (deal_id) partner_id, occurred_on, outcome, roles, sign
                            from metrics.deal_fact where known_at <= :asof order by deal_id, seq desc
                        ) d
                        where sign = 1 and outcome = 'won' and roles & 1 = 1 group by partner_id
                        """).param("asof", Rows.timestamp(asOf));
        sql.query(row -> {
            days.put(row.getObject("partner_id", UUID.class), row.getObject("first_on", LocalDate.class));
        });
        return days;
    }

    /** The partners a scope reaches; none for everything. */
    @Nullable Set<UUID> reached(Scope scope) {
        if (scope.all()) {
            return null;
        }
        var reach = REACH.of(scope, "see");
        return new HashSet<>(
                jdbc.sql("select p.id from partners.partner_v p where not p.withdrawn and (" + reach.sql() + ")")
                        .params(reach.params())
                        .query(Rows.ID)
                        .list());
    }

    /** What happened with whom from one day to another, both included. */
    Map<UUID, Set<ActivitySql.Kind>> activity(LocalDate first, LocalDate last, @Nullable Instant asOf) {
        var found = new HashMap<UUID, Set<ActivitySql.Kind>>();
        var into = folded();
        if (asOf == null) {
            kept(first, last, found, into);
        } else {
            jdbc.sql("""
                    select distinct partner_id, kind from (
                        select partner_id, kind, day from metrics.activity_fact
                        where known_at <= :asof and day >= :first and day <= :last
                        group by 1, 2, 3 having sum(sign) > 0
                    ) a
                    """)
                    .param("asof", Rows.timestamp(asOf), Types.TIMESTAMP)
                    .param("first", first)
                    .param("last", last)
                    .query(row -> {
                        var partner = row.getObject("partner_id", UUID.class);
                        put(found, into.getOrDefault(partner, partner), kind(row.getString("kind")));
                    });
        }
        return found;
    }

    private void kept(LocalDate first, LocalDate last, Map<UUID, Set<ActivitySql.Kind>> found, Map<UUID, UUID> into) {
        var columns = new EnumMap<ActivitySql.Kind, String>(ActivitySql.Kind.class);
        for (var kind : ActivitySql.Kind.values()) {
            columns.put(kind, "bit_or(" + kind.code() + " & m.bits) <> 0 as " + kind.code());
        }
        jdbc.sql("select partner_id, " + String.join(", ", columns.values()) + """
                 from metrics.activity_month a
                cross join lateral (select
                    case when a.month = :firstmonth then :firstbits else -1 end
                    & case when a.month = :lastmonth then :lastbits else -1 end as bits) m
                where a.month >= :firstmonth and a.month <= :lastmonth group by partner_id
                """)
                .param("firstmonth", first.withDayOfMonth(1))
                .param("lastmonth", last.withDayOfMonth(1))
                .param("firstbits", -1 << (first.getDayOfMonth() - 1))
                .param("lastbits", (int) ((1L << last.getDayOfMonth()) - 1))
                .query(row -> {
                    var partner = row.getObject("partner_id", UUID.class);
                    for (var kind : ActivitySql.Kind.values()) {
                        if (row.getBoolean(kind.code())) {
                            put(found, into.getOrDefault(partner, partner), kind);
                        }
                    }
                });
    }

    private static void put(Map<UUID, Set<ActivitySql.Kind>> found, UUID partner, ActivitySql.Kind kind) {
        found.computeIfAbsent(partner, any -> EnumSet.noneOf(ActivitySql.Kind.class))
                .add(kind);
    }

    private static ActivitySql.Kind kind(String code) {
        return ActivitySql.Kind.valueOf(code.toUpperCase(java.util.Locale.ROOT));
    }

    /** What happened with a firm that is part of another now happened with that one. */
    private Map<UUID, UUID> folded() {
        var into = new HashMap<UUID, UUID>();
        jdbc.sql("select id, kept_id from partners.folded_v").query(row -> {
            into.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
        });
        return into;
    }

    Map<UUID, String> partnerNames(Collection<UUID> ids) {
        return names("select id, name from partners.partner_v where id = any(:ids)", ids);
    }

    Map<UUID, String> regionNames(Collection<UUID> ids) {
        return names("select id, name from company.region_v where id = any(:ids)", ids);
    }

    Map<UUID, String> dealNames(Collection<UUID> ids) {
        return names("select id, name from deals.deal_v where id = any(:ids)", ids);
    }

    private Map<UUID, String> names(String sql, Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        if (!ids.isEmpty()) {
            jdbc.sql(sql).param("ids", Rows.uuids(ids)).query(row -> {
                names.put(row.getObject(1, UUID.class), row.getString(2));
            });
        }
        return names;
    }
}
