package io.kontor.catalog;

import io.kontor.database.Rows;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Money;
import io.kontor.ledger.Recorded;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of prices and costs: two tables of the same shape. */
@Component
class AmountSql {
    static final String PRICE = "catalog.price";
    static final String COST = "catalog.cost";

    private final JdbcClient jdbc;

    AmountSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What holds on a day in a currency, of many products; those without are left out. */
    Map<UUID, Money> at(String table, Collection<UUID> products, String currency, LocalDate day) {
        var found = new HashMap<UUID, Money>();
        jdbc.sql("""
                select product_id, amount from %s
                where product_id = any(:products) and currency = :currency and daterange(from_day, to_day) @> :day::date
                """.formatted(table))
                .param("products", Rows.uuids(products))
                .param("currency", currency)
                .param("day", day)
                .query(row -> {
                    found.put(row.getObject(1, UUID.class), new Money(row.getBigDecimal(2), currency));
                });
        return found;
    }

    private record Line(Recorded<?> of, UUID product, Dated<Money> row) {}

    /** Replaces the rows of these products by those of the recorded states. */
    <S> void write(
            String table,
            List<Recorded<S>> recorded,
            Function<Recorded<S>, UUID> product,
            Function<S, List<Dated<Money>>> amounts) {
        jdbc.sql("delete from %s where product_id = any(:ids)".formatted(table))
                .param("ids", Rows.uuids(recorded.stream().map(product).toList()))
                .update();
        var lines = recorded.stream()
                .flatMap(one -> amounts.apply(one.state()).stream().map(row -> new Line(one, product.apply(one), row)))
                .toList();
        jdbc.sql("""
                insert into %s (product_id, currency, amount, from_day, to_day, entry_id)
                select product, currency, amount, from_day, to_day, entry
                from unnest(:product, :currency, :amount, :from_day, :to_day, :entry)
                    as r (product, currency, amount, from_day, to_day, entry)
                """.formatted(table))
                .params(Rows.of(lines)
                        .uuid("product", Line::product)
                        .text("currency", line -> line.row().value().currency())
                        .number("amount", line -> line.row().value().amount())
                        .day("from_day", line -> line.row().from())
                        .day("to_day", line -> line.row().to())
                        .uuid("entry", line -> line.of().entryId())
                        .params())
                .update();
    }
}
