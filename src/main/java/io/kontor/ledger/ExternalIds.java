package io.kontor.ledger;

import io.kontor.database.Rows;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Refusal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What other systems call the objects of a room, in the table {@code external_id} of its schema. No two objects in use share
 * one; withdrawn ones have none.
 */
public final class ExternalIds {
    private final JdbcClient jdbc;
    private final String table;
    private final String object;

    /** @param object what the room keeps, e.g. {@code partner} for {@code partners.external_id (partner_id)} */
    public ExternalIds(JdbcClient jdbc, String schema, String object) {
        this.jdbc = jdbc;
        this.table = schema + ".external_id";
        this.object = object + "_id";
    }

    /** What another system calls so. */
    public Optional<UUID> find(String system, String id) {
        return Optional.ofNullable(findAll(system, List.of(id)).get(id));
    }

    /** What another system calls so, by what it calls it; those there are none of are left out. */
    public Map<String, UUID> findAll(String system, Collection<String> ids) {
        var found = new HashMap<String, UUID>();
        jdbc.sql("select external_id, %s from %s where system = :system and external_id = any(:ids)"
                        .formatted(object, table))
                .param("system", system)
                .param("ids", Rows.texts(ids))
                .query(row -> {
                    found.put(row.getString(1), row.getObject(2, UUID.class));
                });
        return found;
    }

    /** The ids of a system after one of them, in their order. */
    public List<String> after(String system, String id, int most) {
        return jdbc.sql("""
                select external_id from %s where system = :system and external_id > :id order by external_id limit :most
                """.formatted(table))
                .param("system", system)
                .param("id", id)
                .param("most", most)
                .query(Rows.TEXT)
                .list();
    }

    /** For ids nobody has, the most similar one that somebody has. Numbers are like no other number. */
    public Map<String, String> alike(String system, Collection<String> ids) {
        var alike = new HashMap<String, String>();
        jdbc.sql("""
                select r.key, (
                    select e.external_id from %s e
                    where e.system = :system and kontor.alike(e.external_id, r.key) >= 0.4
                    order by kontor.alike(e.external_id, r.key) desc, e.external_id limit 1
                ) from unnest(:keys) as r (key) where r.key !~ '^[0-9]+$'
                """.formatted(table))
                .param("system", system)
                .param("keys", Rows.texts(ids))
                .query(row -> {
                    var found = row.getString(2);
                    if (found != null) {
                        alike.put(row.getString(1), found);
                    }
                });
        return alike;
    }

    private record Row(UUID object, UUID entry, ExternalId id) {}

    /** Writes those of objects that have none written, or none any more. */
    public <S> void write(List<Recorded<S>> recorded, Function<S, List<ExternalId>> known, Predicate<S> withdrawn) {
        var rows = recorded.stream()
                .filter(one -> !withdrawn.test(one.state()))
                .flatMap(one -> known.apply(one.state()).stream().map(id -> new Row(one.id(), one.entryId(), id)))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into %s (system, external_id, %s, entry_id)
                select system, external_id, object, entry
                from unnest(:system, :external_id, :object, :entry) as r (system, external_id, object, entry)
                """.formatted(table, object))
                .params(Rows.of(rows)
                        .text("system", row -> row.id().system())
                        .text("external_id", row -> row.id().id())
                        .uuid("object", Row::object)
                        .uuid("entry", Row::entry)
                        .params())
                .update();
    }

    /** Writes those of objects anew. */
    public <S> void rewrite(List<Recorded<S>> recorded, Function<S, List<ExternalId>> known, Predicate<S> withdrawn) {
        jdbc.sql("delete from %s where %s = any(:ids)".formatted(table, object))
                .param("ids", Rows.uuids(recorded.stream().map(Recorded::id).toList()))
                .update();
        write(recorded, known, withdrawn);
    }

    /** Does what writes external ids. Refuses, with this code: one that another object has already. */
    public static <T> T unlessTaken(String code, Supplier<T> work) {
        try {
            return work.get();
        } catch (DuplicateKeyException e) {
            if (String.valueOf(e.getMessage()).contains("external_id")) {
                throw Refusal.conflict(code).at("externalIds");
            }
            throw e;
        }
    }
}
