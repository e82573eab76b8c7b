package io.kontor.catalog;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.ledger.Recorded;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class CostSql {
    private final JdbcClient jdbc;
    private final AmountSql amounts;

    CostSql(JdbcClient jdbc, AmountSql amounts) {
        this.jdbc = jdbc;
        this.amounts = amounts;
    }

    Map<UUID, UUID> versions(Collection<UUID> costs, boolean lock) {
        return Tables.versions(jdbc, "catalog.costing", costs, lock);
    }

    /** The costings of products, by product. */
    Map<UUID, UUID> ofProducts(Collection<UUID> products) {
        var found = new HashMap<UUID, UUID>();
        jdbc.sql("select product_id, id from catalog.costing where product_id = any(:ids)")
                .param("ids", Rows.uuids(products))
                .query(row -> {
                    found.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        return found;
    }

    Optional<UUID> product(UUID id) {
        return jdbc.sql("select product_id from catalog.costing where id = :id")
                .param("id", id)
                .query(Rows.ID)
                .optional();
    }

    /** Costs are called by the product they are of. */
    Map<UUID, String> names(Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        jdbc.sql("""
                select c.id, p.name from catalog.costing c join catalog.product p on p.id = c.product_id
                where c.id = any(:ids)
                """).param("ids", Rows.uuids(ids)).query(row -> {
            names.put(row.getObject(1, UUID.class), row.getString(2));
        });
        return names;
    }

    void write(List<Recorded<Cost>> recorded) {
        jdbc.sql("""
                insert into catalog.costing (id, product_id, entry_id)
                select id, product, entry from unnest(:id, :product, :entry) as r (id, product, entry)
                on conflict (id) do update set entry_id = excluded.entry_id
                """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .uuid("product", one -> one.state().product())
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
        amounts.write(AmountSql.COST, recorded, one -> one.state().product(), Cost::costs);
    }
}
