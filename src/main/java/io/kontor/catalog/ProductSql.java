package io.kontor.catalog;

import io.kontor.database.Rows;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.SortKeys;
import io.kontor.ledger.Recorded;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class ProductSql {
    private final JdbcClient jdbc;
    private final AmountSql amounts;

    ProductSql(JdbcClient jdbc, AmountSql amounts) {
        this.jdbc = jdbc;
        this.amounts = amounts;
    }

    Map<UUID, UUID> versions(Collection<UUID> products, boolean lock) {
        var versions = new LinkedHashMap<UUID, UUID>();
        jdbc.sql("select id, entry_id from catalog.product where id = any(:ids) order by id"
                        + (lock ? " for update" : ""))
                .param("ids", Rows.uuids(products))
                .query(row -> {
                    versions.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        return versions;
    }

    boolean exists(UUID id) {
        return jdbc.sql("select exists (select from catalog.product where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    Map<UUID, String> names(Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        jdbc.sql("select id, name from catalog.product where id = any(:ids)")
                .param("ids", Rows.uuids(Set.copyOf(ids)))
                .query(row -> {
                    names.put(row.getObject(1, UUID.class), row.getString(2));
                });
        return names;
    }

    List<Products.Named> search(String words, int most) {
        return jdbc.sql("""
                select id, sku, name from catalog.product
                where not withdrawn and status = 'active' and search like :words order by name_key, id limit :most
                """)
                .param(
                        "words",
                        "%"
                                + SortKeys.folded(words)
                                        .replace("\\", "\\\\")
                                        .replace("%", "\\%")
                                        .replace("_", "\\_")
                                + "%")
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

    /** For ids nobody has, the most similar one that somebody has. */
    Map<String, String> alike(String system, Collection<String> keys) {
        var alike = new HashMap<String, String>();
        jdbc.sql("""
                select r.key, (
                    select e.external_id from catalog.external_id e
                    where e.system = :system and kontor.alike(e.external_id, r.key) >= 0.4
                    order by kontor.alike(e.external_id, r.key) desc, e.external_id limit 1
                ) from unnest(:keys) as r (key) where r.key !~ '^[0-9]+$'
                """).param("system", system).param("keys", Rows.texts(keys)).query(row -> {
            var found = row.getString(2);
            if (found != null) {
                alike.put(row.getString(1), found);
            }
        });
        return alike;
    }

    Map<String, UUID> byExternalIds(String system, Collection<String> ids) {
        var found = new HashMap<String, UUID>();
        jdbc.sql("""
                select external_id, product_id from catalog.external_id
                where system = :system and external_id = any(:ids)
                """).param("system", system).param("ids", Rows.texts(ids)).query(row -> {
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
        jdbc.sql("delete from catalog.external_id where product_id = any(:ids)")
                .param("ids", Rows.uuids(recorded.stream().map(Recorded::id).toList()))
                .update();
        externalIds(recorded);
        amounts.write(AmountSql.PRICE, recorded, Recorded::id, Product::prices);
    }

    private static String search(Product product) {
        var words = new StringBuilder(product.name()).append(' ').append(product.sku());
        product.externalIds().forEach(id -> words.append(' ').append(id.id()));
        return SortKeys.folded(words.toString());
    }

    private record Outside(Recorded<Product> of, ExternalId id) {}

    private void externalIds(List<Recorded<Product>> recorded) {
        var ids = recorded.stream()
                .filter(one -> !one.state().withdrawn())
                .flatMap(one -> one.state().externalIds().stream().map(id -> new Outside(one, id)))
                .toList();
        jdbc.sql("""
                insert into catalog.external_id (system, external_id, product_id, entry_id)
                select system, external_id, product, entry
                from unnest(:system, :external_id, :product, :entry) as r (system, external_id, product, entry)
                """)
                .params(Rows.of(ids)
                        .text("system", one -> one.id().system())
                        .text("external_id", one -> one.id().id())
                        .uuid("product", one -> one.of().id())
                        .uuid("entry", one -> one.of().entryId())
                        .params())
                .update();
    }
}
