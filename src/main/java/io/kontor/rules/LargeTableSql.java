package io.kontor.rules;

import io.kontor.database.Rows;
import io.kontor.ledger.States;
import io.kontor.rules.LargeTables.After;
import io.kontor.rules.LargeTables.Changed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class LargeTableSql {
    private static final int BATCH = 10_000;

    private final JdbcClient jdbc;

    LargeTableSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A row as it is kept.
     *
     * @param asks what it asks, as 128 bits of a hash; of rows that ask the same, the second and those after it are told apart
     * @param says all of it, likewise
     */
    record Line(String body, UUID asks, UUID says) {
        static List<Line> of(List<DecisionTable.Row> rows) {
            var before = new HashMap<String, Integer>();
            return rows.stream()
                    .map(row -> {
                        var cells = cells(row);
                        return of(row, cells + before.merge(cells, 1, Integer::sum));
                    })
                    .toList();
        }

        private static Line of(DecisionTable.Row row, String asks) {
            var body = States.write(row);
            return new Line(body, bits(asks), bits(body));
        }

        private static String cells(DecisionTable.Row row) {
            var cells = new StringBuilder();
            row.cells().forEach(cell -> cells.append(cell.text()).append('\n'));
            return cells.toString();
        }

        private static UUID bits(String text) {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                var buffer = ByteBuffer.wrap(digest);
                return new UUID(buffer.getLong(), buffer.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static String hash(List<Line> lines) {
        var all = new StringBuilder();
        lines.forEach(line -> all.append(line.body()).append('\n'));
        return TableReader.sha256(all.toString());
    }

    /** Whether the rows still have to be written; whoever comes second waits for the first. */
    boolean claim(String hash, int rows) {
        return jdbc.sql("""
                        insert into rules.kept_rows (hash, rows) values (:hash, :rows) on conflict (hash) do nothing
                        """).param("hash", hash).param("rows", rows).update() == 1;
    }

    void write(String hash, List<Line> lines) {
        for (int from = 0; from < lines.size(); from += BATCH) {
            var places = IntStream.range(from, Math.min(lines.size(), from + BATCH))
                    .boxed()
                    .toList();
            jdbc.sql("""
                    insert into rules.table_row (hash, place, asks, says, body)
                    select :hash, place, asks, says, body
                    from unnest(:place, :asks, :says, :body) as r (place, asks, says, body)
                    """)
                    .param("hash", hash)
                    .params(Rows.of(places)
                            .whole("place", place -> place)
                            .uuid("asks", place -> lines.get(place).asks())
                            .uuid("says", place -> lines.get(place).says())
                            .text("body", place -> lines.get(place).body())
                            .params())
                    .update();
        }
    }

    Optional<Integer> count(String hash) {
        return jdbc.sql("select rows from rules.kept_rows where hash = :hash")
                .param("hash", hash)
                .query(Integer.class)
                .optional();
    }

    List<DecisionTable.Row> rows(String hash, int after, int most) {
        return jdbc.sql("""
                select body from rules.table_row where hash = :hash and place > :after order by place limit :most
                """)
                .param("hash", hash)
                .param("after", after)
                .param("most", most)
                .query((row, number) -> States.read(DecisionTable.Row.class, row.getString(1)))
                .list();
    }

    List<Changed> difference(String before, String after, After seen, int most) {
        return jdbc.sql("""
                with o as materialized (select place, asks, says from rules.table_row where hash = :before),
                    n as materialized (select place, asks, says from rules.table_row where hash = :after),
                    d as (
                        select coalesce(n.place, o.place) as place, coalesce(n.asks, o.asks) as key, o.place as old, n.place as new
                        from o full join n on n.asks = o.asks
                        where o.says is distinct from n.says
                            and (coalesce(n.place, o.place), coalesce(n.asks, o.asks)) > (:place, :key)
                        order by 1, 2 limit :most
                    )
                select d.place, d.key, b.body as before, a.body as after
                from d
                left join rules.table_row b on b.hash = :before and b.place = d.old
                left join rules.table_row a on a.hash = :after and a.place = d.new
                order by 1, 2
                """)
                .param("before", before)
                .param("after", after)
                .param("place", seen.place())
                .param("key", seen.key())
                .param("most", most)
                .query((row, number) -> new Changed(
                        row.getInt("place"),
                        read(row.getString("before")),
                        read(row.getString("after")),
                        row.getObject("key", UUID.class)))
                .list();
    }

    boolean reordered(String before, String after) {
        return jdbc.sql("""
                select exists (
                    select from (
                        select n.place, lag(n.place) over (order by o.place) as previous
                        from rules.table_row o
                        join rules.table_row n on n.hash = :after and n.asks = o.asks
                        where o.hash = :before
                    ) as pairs
                    where previous > place
                )
                """)
                .param("before", before)
                .param("after", after)
                .query(Boolean.class)
                .single();
    }

    private static DecisionTable.@Nullable Row read(@Nullable String body) {
        return body == null ? null : States.read(DecisionTable.Row.class, body);
    }
}
