package io.kontor.catalog;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.kernel.SortKeys;
import io.kontor.ledger.ExternalIds;
import io.kontor.ledger.Recorded;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class ProductSql {
    private final JdbcClient jdbc;
    private final ExternalIds ids;
    private final AmountSql amounts;

    ProductSql(JdbcClient jdbc, AmountSql amounts) {
        this.jdbc = jdbc;
        this.ids = new ExternalIds(jdbc, "catalog", "product");
        this.amounts = amounts;
    }

    ExternalIds ids() {
        return ids;
    }

    Map<UUID, UUID> versions(Collection<UUID> products, boolean lock) {
        return Tables.versions(jdbc, "catalog.product", products, lock);
    }

    boolean exists(UUID id) {
        return jdbc.sql("select exists (select from catalog.product where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    Map<UUID, String> names(Collection<UUID> ids) {
        return Tables.names(jdbc, "catalog.product", ids);
    }

    List<Products.Named> search(String words, int most) {
        return jdbc.sql("""
                select id, sku, name from catalog.product
                where not withdrawn and status = 'active' and search like :words order by name_key, id limit :most
                """)
                .param("words", SortKeys.holding(words))
                .param("most", most)
                .query((row, number) ->
                        new Products.Named(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .list();
    }

    Map<String, UUID> bySkus(Collection<String> skus) {
        var found = new HashMap<String, UUID>();
        jdbc.sql("select sku, id from catalog.product where sku = any(:skus) and not withdrawn")
                .param("skus", Rows.texts(skus))
                .query(row -> {
                    found.put(row.getString(1), row.getObject(2, UUID.class));
                });
        return found;
    }

    List<String> units() {
        return jdbc.sql("select distinct unit from catalog.product where unit is not null and not withdrawn order by 1")
                .query(Rows.TEXT)
                .list();
    }

    /** Which of these are families in use. */
    Set<UUID> knownFamilies(Collection<UUID> families) {
        return new HashSet<>(jdbc.sql("select id from catalog.family where id = any(:ids) and not withdrawn")
                .param("ids", Rows.uuids(families))
                .query(Rows.ID)
                .list());
    }

    void write(List<Recorded<Product>> recorded) {
        jdbc.sql("""
                insert into catalog.product (
                    id, sku, name, name_key, search, family_id, unit, status, withdrawn, entry_id
                )
                select id, sku, name, name_key, search, family, unit, status, withdrawn, entry
                from unnest(:id, :sku, :name, :key, :search, :family, :unit, :status, :withdrawn, :entry)
                    as r (id, sku, name, name_key, search, family, unit, status, withdrawn, entry)
                on conflict (id) do update set
                    sku = excluded.sku, name = excluded.name, name_key = excluded.name_key, search = excluded.search,
                    family_id = excluded.family_id, unit = excluded.unit, status = excluded.status,
                    withdrawn = excluded.withdrawn, entry_id = excluded.entry_id
                """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .text("sku", one -> one.state().sku())
                        .text("name", one -> one.state().name())
                        .bytes("key", one -> SortKeys.of(one.state().name()))
                        .text("search", one -> search(one.state()))
                        .uuid("family", one -> one.state().family())
                        .text("unit", one -> one.state().unit())
                        .text("status", one -> one.state().status().code())
                        .truth("withdrawn", one -> one.state().withdrawn())
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
        ids.rewrite(recorded, Product::externalIds, Product::withdrawn);
        amounts.write(AmountSql.PRICE, recorded, Recorded::id, Product::prices);
    }

    private static String search(Product product) {
        var words = new StringBuilder(product.name()).append(' ').append(product.sku());
        product.externalIds().forEach(id -> words.append(' ').append(id.id()));
        return SortKeys.folded(words.toString());
    }
}
