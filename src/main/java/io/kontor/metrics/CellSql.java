package io.kontor.metrics;

import io.kontor.database.Rows;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The kept sums. */
@Component
class CellSql {
    private static final List<String> NUMBERS = java.util.stream.Stream.concat(
                    Arrays.stream(Measures.Count.values()).map(Measures.Count::column),
                    Arrays.stream(Measures.Amount.values()).map(Measures.Amount::column))
            .toList();
    private static final List<String> DIMS = java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(""),
                    Dimension.OF_PARTNERS.stream().map(Dimension::code))
            .toList();
    private static final String GROW = """
            insert into metrics.cell (dim, level, bucket, value, relation, %s)
            select * from unnest(:dim, :level, :bucket, :key, :relation, %s)
            on conflict (dim, level, bucket, value, relation) do update set %s
            """.formatted(
                    String.join(", ", NUMBERS),
                    NUMBERS.stream().map(name -> ":" + name).collect(Collectors.joining(", ")),
                    NUMBERS.stream()
                            .map(name -> name + " = cell." + name + " + excluded." + name)
                            .collect(Collectors.joining(", ")));
    private final JdbcClient jdbc;

    CellSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void grow(Map<Cells.Key, Measures> cells) {
        if (cells.isEmpty()) {
            return;
        }
        var rows = Rows.of(List.copyOf(cells.entrySet()))
                .text("dim", cell -> cell.getKey().dim())
                .text("level", cell -> cell.getKey().level())
                .day("bucket", cell -> cell.getKey().bucket())
                .text("key", cell -> cell.getKey().value())
                .text("relation", cell -> cell.getKey().relation().code());
        for (var count : Measures.Count.values()) {
            rows.large(count.column(), cell -> cell.getValue().count(count));
        }
        for (var amount : Measures.Amount.values()) {
            rows.number(amount.column(), cell -> cell.getValue().amount(amount));
        }
        jdbc.sql(GROW).params(rows.params()).update();
    }

    /** Takes away all sums of a month, for them to be made anew. */
    void clear(LocalDate month) {
        jdbc.sql("""
                delete from metrics.cell
                where dim = any(:dims) and level = any('{day,month}') and bucket >= :from and bucket < :to
                """)
                .param("dims", Rows.texts(DIMS))
                .param("from", month)
                .param("to", month.plusMonths(1))
                .update();
    }

    /** The months any sum or deal is of. */
    List<LocalDate> months() {
        return jdbc.sql("""
                select bucket from metrics.cell where dim = '' and level = 'month'
                union select distinct date_trunc('month', occurred_on)::date from metrics.deal_now order by 1
                """)
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .list();
    }

    /** Whole months in the middle, and days at both ends, of a period. */
    record Span(
            @Nullable LocalDate from,
            @Nullable LocalDate firstMonth,
            @Nullable LocalDate lastMonth,
            @Nullable LocalDate to) {
        boolean monthsOnly() {
            return java.util.Objects.equals(from, firstMonth) && java.util.Objects.equals(to, lastMonth);
        }
    }

    /** A month of which nothing counts outside of the period is as good as a whole one. */
    Span span(@Nullable LocalDate from, @Nullable LocalDate to) {
        var first = from == null || from.getDayOfMonth() == 1
                ? from
                : nothing(from.withDayOfMonth(1), from) ? from.withDayOfMonth(1) : next(from);
        var last = to == null || to.getDayOfMonth() == 1 ? to : nothing(to, next(to)) ? next(to) : to.withDayOfMonth(1);
        if (first != null && last != null && !first.isBefore(last)) {
            return new Span(from, null, null, to);
        }
        return new Span(
                from != null && first != null && first.isBefore(from) ? first : from,
                first,
                last,
                to != null && last != null && last.isAfter(to) ? last : to);
    }

    private static LocalDate next(LocalDate day) {
        return day.withDayOfMonth(1).plusMonths(1);
    }

    private boolean nothing(LocalDate from, LocalDate to) {
        return jdbc.sql("""
                select not exists (select from metrics.cell where dim = '' and level = 'day' and bucket >= :from and bucket < :to
                    and (won <> 0 or lost <> 0 or open <> 0))
                """)
                .param("from", from)
                .param("to", to)
                .query(Boolean.class)
                .single();
    }

    /** How sums are put together. */
    enum By {
        NOTHING("''"),
        VALUE("c.value"),
        MONTH("to_char(c.bucket, 'YYYY-MM-01')");

        private final String sql;

        By(String sql) {
            this.sql = sql;
        }
    }

    /**
     * The sums of a period.
     *
     * @param dim the dimension whose sums these are, or empty
     * @param value only of this value, or none for all
     * @param among only of these values, or none for all
     * @param metrics what is to be made of them; only so much is read
     * @return by value, or by first of month, or under one empty key
     */
    Map<String, Sums> read(
            String dim, @Nullable String value, @Nullable Set<UUID> among, Span span, By by, Set<Metric> metrics) {
        var columns = Measures.columns(metrics);
        var sums = new TreeMap<String, Sums>();
        jdbc.sql("select " + by.sql + " as key, c.relation, "
                        + columns.stream()
                                .map(name -> "sum(c." + name + ") as " + name)
                                .collect(Collectors.joining(", "))
                        + """
                 from metrics.cell c
                where c.dim = :dim and c.relation = any(:relations) and (:value::text is null or c.value = :value)
                    and (:among::text[] is null or c.value = any(:among))
                    and ((c.level = 'month' and not :daily
                            and (:first::date is null or c.bucket >= :first) and (:last::date is null or c.bucket < :last))
                        or (c.level = 'day' and :edges
                            and (:from::date is null or c.bucket >= :from) and (:to::date is null or c.bucket < :to)
                            and (:daily or c.bucket < :first or c.bucket >= :last)))
                group by 1, 2
                """)
                .param("dim", dim)
                .param("relations", Rows.texts(relations(metrics)))
                .param("value", value, Types.VARCHAR)
                .param(
                        "among",
                        among == null
                                ? null
                                : Rows.texts(among.stream().map(UUID::toString).toList()))
                .param("daily", daily(span))
                .param("edges", !span.monthsOnly())
                .param("first", span.firstMonth(), Types.DATE)
                .param("last", span.lastMonth(), Types.DATE)
                .param("from", span.from(), Types.DATE)
                .param("to", span.to(), Types.DATE)
                .query(row -> {
                    sums.merge(row.getString("key"), sums(row, columns), Sums::plus);
                });
        return sums;
    }

    /** No whole month lies in it. */
    private static boolean daily(Span span) {
        return span.firstMonth() == null && span.lastMonth() == null && (span.from() != null || span.to() != null);
    }

    /** What partners have to do with the deals these figures go over. */
    private static Set<String> relations(Set<Metric> metrics) {
        var relations = new TreeSet<String>();
        for (var metric : metrics) {
            if (metric == Metric.PARTNER_INFLUENCED_REVENUE) {
                relations.add(Cells.Relation.INFLUENCING.code());
            } else if (metric == Metric.PARTNER_INVOLVED_REVENUE) {
                relations.add(Cells.Relation.ALSO.code());
            }
            if (metric.whose() == Metric.Whose.ALL && metric != Metric.PARTNER_SOURCED_REVENUE) {
                relations.add(Cells.Relation.DIRECT.code());
            }
            relations.add(
                    metric.whose() == Metric.Whose.DIRECT
                            ? Cells.Relation.DIRECT.code()
                            : Cells.Relation.STANDING.code());
        }
        return relations;
    }

    private static Sums sums(ResultSet row, Set<String> columns) throws SQLException {
        var read = new Measures();
        for (var count : Measures.Count.values()) {
            if (columns.contains(count.column())) {
                read.add(count, row.getLong(count.column()));
            }
        }
        for (var amount : Measures.Amount.values()) {
            if (columns.contains(amount.column())) {
                read.add(amount, row.getBigDecimal(amount.column()));
            }
        }
        var none = new Measures();
        return switch (Cells.Relation.of(row.getString("relation"))) {
            case STANDING -> new Sums(read, none, none, read);
            case DIRECT -> new Sums(none, read, none, none);
            case INFLUENCING -> new Sums(none, none, read, none);
            case ALSO -> new Sums(none, none, none, read);
        };
    }

    /** Of every partner with a part in a won deal of these months. */
    Map<UUID, DealReads.Won> sellers(@Nullable LocalDate from, @Nullable LocalDate to) {
        var won = new HashMap<UUID, DealReads.Won>();
        jdbc.sql("""
                select value, coalesce(sum(sourced) filter (where relation = 's'), 0) as sourced, sum(won) as won
                from metrics.cell
                where dim = 'partner' and level = 'month' and relation in ('s', 'v') and won > 0
                    and (:from::date is null or bucket >= :from) and (:to::date is null or bucket < :to)
                group by value
                """)
                .param("from", from, Types.DATE)
                .param("to", to, Types.DATE)
                .query(row -> {
                    won.put(
                            UUID.fromString(row.getString("value")),
                            new DealReads.Won(row.getLong("sourced"), row.getLong("won")));
                });
        return won;
    }

    /** All sums of a month that are not empty. */
    Map<Cells.Key, Map<String, BigDecimal>> of(LocalDate month) {
        var all = new HashMap<Cells.Key, Map<String, BigDecimal>>();
        var sql = jdbc.sql("""
                select * from metrics.cell
                where dim = any(:dims) and level = any('{day,month}') and bucket >= :from and bucket < :to
                """)
                .param("dims", Rows.texts(DIMS))
                .param("from", month)
                .param("to", month.plusMonths(1));
        sql.query(row -> {
            var numbers = new HashMap<String, BigDecimal>();
            for (var name : NUMBERS) {
                var number = row.getBigDecimal(name);
                if (number.signum() != 0) {
                    numbers.put(name, number.stripTrailingZeros());
                }
            }
            if (!numbers.isEmpty()) {
                all.put(
                        new Cells.Key(
                                row.getString("dim"),
                                row.getString("level").equals("month"),
                                row.getObject("bucket", LocalDate.class),
                                row.getString("value"),
                                Cells.Relation.of(row.getString("relation"))),
                        numbers);
            }
        });
        return all;
    }
}
