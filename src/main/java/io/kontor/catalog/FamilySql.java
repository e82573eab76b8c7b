package io.kontor.catalog;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.kernel.SortKeys;
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
class FamilySql {
    private final JdbcClient jdbc;

    FamilySql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<UUID, UUID> versions(Collection<UUID> families, boolean lock) {
        return Tables.versions(jdbc, "catalog.family", families, lock);
    }

    /** All families in use by name, each with the number of products standing directly under it. */
    List<Families.Listed> all() {
        return jdbc.sql("""
                select f.id, f.code, f.name, f.parent_id,
                    (select count(*) from catalog.product p where p.family_id = f.id and not p.withdrawn)
                from catalog.family f where not f.withdrawn order by f.name_key, f.id
                """)
                .query((row, number) -> new Families.Listed(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, UUID.class),
                        0,
                        row.getInt(5)))
                .list();
    }

    Map<UUID, String> names(Collection<UUID> ids) {
        return Tables.names(jdbc, "catalog.family", ids);
    }

    Map<String, UUID> byCodes(Collection<String> codes) {
        var found = new HashMap<String, UUID>();
        jdbc.sql("select code, id from catalog.family where code = any(:codes) and not withdrawn")
                .param("codes", Rows.texts(codes))
                .query(row -> {
                    found.put(row.getString(1), row.getObject(2, UUID.class));
                });
        return found;
    }

    boolean inUse(UUID id) {
        return jdbc.sql("select exists (select from catalog.family where id = :id and not withdrawn)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    boolean exists(UUID id) {
        return jdbc.sql("select exists (select from catalog.family where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Whether families or products in use stand under it. */
    boolean occupied(UUID id) {
        return jdbc.sql("""
                select exists (select from catalog.family where parent_id = :id and not withdrawn)
                    or exists (select from catalog.product where family_id = :id and not withdrawn)
                """).param("id", id).query(Boolean.class).single();
    }

    /** Holds back everybody else who changes the tree, until the transaction ends. */
    void lockTree() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('catalog.family'))")
                .query((row, number) -> 0)
                .single();
    }

    /** Whether going up from this parent comes to the family. */
    boolean circle(UUID id, UUID parent) {
        return jdbc.sql("""
                with recursive up (id) as (
                    select :parent::uuid
                    union
                    select f.parent_id from up join catalog.family f on f.id = up.id
                    where f.parent_id is not null and up.id <> :id
                )
                select exists (select from up where id = :id)
                """)
                .param("id", id)
                .param("parent", parent)
                .query(Boolean.class)
                .single();
    }

    Optional<UUID> parent(UUID id) {
        return jdbc.sql("select parent_id from catalog.family where id = :id and parent_id is not null")
                .param("id", id)
                .query(Rows.ID)
                .optional();
    }

    void write(List<Recorded<Family>> recorded) {
        jdbc.sql("""
                insert into catalog.family (id, code, name, name_key, parent_id, withdrawn, entry_id)
                select id, code, name, name_key, parent, withdrawn, entry
                from unnest(:id, :code, :name, :key, :parent, :withdrawn, :entry)
                    as r (id, code, name, name_key, parent, withdrawn, entry)
                on conflict (id) do update set code = excluded.code, name = excluded.name, name_key = excluded.name_key,
                    parent_id = excluded.parent_id, withdrawn = excluded.withdrawn, entry_id = excluded.entry_id
                """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .text("code", one -> one.state().code())
                        .text("name", one -> one.state().name())
                        .bytes("key", one -> SortKeys.of(one.state().name()))
                        .uuid("parent", one -> one.state().parent())
                        .truth("withdrawn", one -> one.state().withdrawn())
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
    }
}
