package io.kontor.company;

import io.kontor.database.Rows;
import io.kontor.ledger.Recorded;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class RateSql {
    private final JdbcClient jdbc;

    RateSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these pairs and days there are, held until the transaction ends. */
    List<Rates.Known> lock(List<Rate> rates) {
        return jdbc.sql("""
                select r.id, r.entry_id, r.base, r.quote, r.day, r.rate, r.source from company.rate r
                join unnest(:base, :quote, :day) as g (base, quote, day)
                    on g.base = r.base and g.quote = r.quote and g.day = r.day
                order by r.id for update of r
                """)
                .params(Rows.of(rates)
                        .text("base", Rate::base)
                        .text("quote", Rate::quote)
                        .day("day", Rate::day)
                        .params())
                .query((row, number) -> new Rates.Known(
                        row.getObject("id", UUID.class), row.getObject("entry_id", UUID.class), rate(row)))
                .list();
    }

    Optional<Rates.Known> find(UUID id, boolean lock) {
        return jdbc.sql("select id, entry_id, base, quote, day, rate, source from company.rate where id = :id"
                        + (lock ? " for update" : ""))
                .param("id", id)
                .query((row, number) -> new Rates.Known(
                        row.getObject("id", UUID.class), row.getObject("entry_id", UUID.class), rate(row)))
                .optional();
    }

    Map<UUID, String> names(Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        jdbc.sql("select id, base || '/' || quote || ' ' || day from company.rate where id = any(:ids)")
                .param("ids", Rows.uuids(ids))
                .query(row -> {
                    names.put(row.getObject(1, UUID.class), row.getString(2));
                });
        return names;
    }

    List<String> currencies() {
        return jdbc.sql("select base from company.rate union select quote from company.rate order by 1")
                .query(Rows.TEXT)
                .list();
    }

    void write(List<Recorded<Rate>> recorded) {
        jdbc.sql("""
                insert into company.rate (id, base, quote, day, rate, source, entry_id)
                select id, base, quote, day, rate, source, entry
                from unnest(:id, :base, :quote, :day, :rate, :source, :entry)
                    as r (id, base, quote, day, rate, source, entry)
                on conflict (id) do update set rate = excluded.rate, source = excluded.source,
                    entry_id = excluded.entry_id
                """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .text("base", one -> one.state().base())
                        .text("quote", one -> one.state().quote())
                        .day("day", one -> one.state().day())
                        .number("rate", one -> one.state().rate())
                        .text("source", one -> one.state().source())
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
    }

    Optional<BigDecimal> at(String from, String to, LocalDate day) {
        return jdbc.sql("select company.rate_at(:from, :to, :day)")
                .param("from", from)
                .param("to", to)
                .param("day", day)
                .query((row, number) -> Optional.ofNullable(row.getBigDecimal(1)))
                .single();
    }

    /** Those of these currencies that have no rate on that day. */
    List<String> lacking(Collection<String> from, String to, LocalDate day) {
        return jdbc.sql(
                        "select c.code from unnest(:from) as c (code) where company.rate_at(c.code, :to, :day) is null order by 1")
                .param("from", Rows.texts(from))
                .param("to", to)
                .param("day", day)
                .query(Rows.TEXT)
                .list();
    }

    List<Rate> newest(int most) {
        return jdbc.sql("""
                select base, quote, day, rate, source from company.rate order by day desc, base, quote limit :most
                """)
                .param("most", most)
                .query((row, number) -> rate(row))
                .list();
    }

    private static Rate rate(ResultSet row) throws SQLException {
        return new Rate(
                row.getString("base"),
                row.getString("quote"),
                row.getDate("day").toLocalDate(),
                row.getBigDecimal("rate"),
                row.getString("source"));
    }
}
