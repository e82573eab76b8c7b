package io.kontor.metrics;

import io.kontor.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Where partners stand: what was told, and the stretches of time that follow from it. */
@Component
class SpanSql {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS =
            "partner_id, from_day, to_day, member, gone, segment, tier, types, country, region_id";

    private final JdbcClient jdbc;

    SpanSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was last told, by the id of the partner or membership it is of. */
    Map<UUID, Told> told(Collection<UUID> partners) {
        return read("partner_id = any(:ids)", partners);
    }

    /** Which partners these memberships are of, as last told. */
    Map<UUID, Told> memberships(Collection<UUID> ids) {
        return read("id = any(:ids)", ids);
    }

    private Map<UUID, Told> read(String which, Collection<UUID> ids) {
        var told = new HashMap<UUID, Told>();
        jdbc.sql("select id, kind, state from metrics.told where " + which)
                .param("ids", Rows.uuids(ids))
                .query(row -> {
                    told.put(
                            row.getObject("id", UUID.class),
                            row.getString("kind").equals("partner")
                                    ? JSON.readValue(row.getString("state"), Told.Firm.class)
                                    : JSON.readValue(row.getString("state"), Told.Member.class));
                });
        return told;
    }

    void tell(Map<UUID, Told> told) {
        jdbc.sql("""
                insert into metrics.told (id, kind, partner_id, state) select * from unnest(:id, :kind, :partner, :state)
                on conflict (id) do update set partner_id = excluded.partner_id, state = excluded.state
                """)
                .params(Rows.of(List.copyOf(told.entrySet()))
                        .uuid("id", Map.Entry::getKey)
                        .text("kind", one -> one.getValue() instanceof Told.Firm ? "partner" : "membership")
                        .uuid("partner", one -> one.getValue().about())
                        .text("state", one -> JSON.writeValueAsString(one.getValue()))
                        .params())
                .update();
    }

    Map<UUID, List<Span>> now(Collection<UUID> partners) {
        var spans = new HashMap<UUID, List<Span>>();
        jdbc.sql("select " + COLUMNS + " from metrics.span_now where partner_id = any(:ids) order by partner_id, place")
                .param("ids", Rows.uuids(partners))
                .query(row -> {
                    add(spans, span(row));
                });
        return spans;
    }

    private static void add(Map<UUID, List<Span>> spans, Span span) {
        spans.computeIfAbsent(span.partner(), any -> new ArrayList<>()).add(span);
    }

    /** Every partner's, as known at a moment or now. */
    Map<UUID, List<Span>> all(@Nullable Instant asOf) {
        var spans = new LinkedHashMap<UUID, List<Span>>();
        var sql = asOf == null
                ? jdbc.sql("select 1 as sign, " + COLUMNS + " from metrics.span_now order by partner_id, place")
                : jdbc.sql("select sign, " + COLUMNS + " from metrics.span_fact where known_at <= :asof order by seq")
                        .param("asof", Rows.timestamp(asOf));
        sql.withFetchSize(2_000).query(row -> {
            var span = span(row);
            if (row.getInt("sign") > 0) {
                add(spans, span);
            } else {
                spans.getOrDefault(span.partner(), new ArrayList<>()).remove(span);
            }
        });
        return spans;
    }

    private static Span span(ResultSet row) throws SQLException {
        return new Span(
                row.getObject("partner_id", UUID.class),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class),
                row.getBoolean("member"),
                row.getBoolean("gone"),
                FactRows.dims(row));
    }

    /** One stretch more, or one less. */
    record Turn(UUID entry, int sign, Instant knownAt, Span span) {}

    void add(List<Turn> turns, Map<UUID, List<Span>> after) {
        jdbc.sql("insert into metrics.span_fact (entry_id, sign, known_at, " + COLUMNS
                        + ") select entry, sign, known, partner,"
                        + " since, until, member, gone, segment, tier, types, country, region from unnest(:entry, :sign, :known,"
                        + " :partner, :since, :until, :member, :gone, :segment, :tier, :types, :country, :region) with ordinality"
                        + " as r (entry, sign, known, partner, since, until, member, gone, segment, tier, types, country, region,"
                        + " place) order by place")
                .params(fill(
                                Rows.of(turns)
                                        .uuid("entry", Turn::entry)
                                        .whole("sign", Turn::sign)
                                        .moment("known", Turn::knownAt),
                                Turn::span)
                        .params())
                .update();
        jdbc.sql("delete from metrics.span_now where partner_id = any(:ids)")
                .param("ids", Rows.uuids(after.keySet()))
                .update();
        record Placed(int place, Span span) {}
        var placed = new ArrayList<Placed>();
        after.values().forEach(spans -> {
            for (int i = 0; i < spans.size(); i++) {
                placed.add(new Placed(i, spans.get(i)));
            }
        });
        jdbc.sql("insert into metrics.span_now (place, " + COLUMNS
                        + ") select * from unnest(:place, :partner, :since, :until,"
                        + " :member, :gone, :segment, :tier, :types, :country, :region)")
                .params(fill(Rows.of(placed).whole("place", Placed::place), Placed::span)
                        .params())
                .update();
    }

    private static <T> Rows<T> fill(Rows<T> rows, java.util.function.Function<T, Span> span) {
        return rows.uuid("partner", row -> span.apply(row).partner())
                .day("since", row -> span.apply(row).from())
                .day("until", row -> span.apply(row).to())
                .truth("member", row -> span.apply(row).member())
                .truth("gone", row -> span.apply(row).gone())
                .text("segment", row -> span.apply(row).dims().segment())
                .text("tier", row -> span.apply(row).dims().tier())
                .text("types", row -> span.apply(row).dims().types())
                .text("country", row -> span.apply(row).dims().country())
                .uuid("region", row -> span.apply(row).dims().region());
    }
}
