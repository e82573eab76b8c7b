package io.kontor.merging;

import io.kontor.database.Rows;
import io.kontor.ledger.Recorded;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which objects of a room were folded into others, in the table {@code folded} of its schema: into which, and which one answers
 * for it now, being the last kept.
 */
public final class Folded {
    private final JdbcClient jdbc;
    private final String table;
    private final String objects;

    /** @param objects the table of the objects themselves, e.g. {@code partner} */
    public Folded(JdbcClient jdbc, String schema, String objects) {
        this.jdbc = jdbc;
        this.table = schema + ".folded";
        this.objects = schema + "." + objects;
    }

    /** The object kept when this one was folded. */
    public Optional<UUID> kept(UUID id) {
        return jdbc.sql("select kept_id from " + table + " where id = :id")
                .param("id", id)
                .query(Rows.ID)
                .optional();
    }

    /** Everything folded into an object. */
    public List<UUID> into(UUID kept) {
        return jdbc.sql("select id from " + table + " where kept_id = :kept order by id")
                .param("kept", kept)
                .query(Rows.ID)
                .list();
    }

    /**
     * The object to which something new may belong, held so that no merge passes it: the one kept when this one was folded.
     */
    public UUID standing(UUID id) {
        return jdbc.sql("select id from " + objects + " where id = :id for key share")
                .param("id", id)
                .query(Rows.ID)
                .optional()
                .flatMap(this::kept)
                .orElse(id);
    }

    /** Writes which of these are folded; what was folded into one of them goes along. */
    public <S> void write(List<Recorded<S>> recorded, Function<S, @Nullable UUID> into) {
        var standing =
                recorded.stream().filter(one -> into.apply(one.state()) == null).toList();
        var again = jdbc.sql("delete from " + table + " where id = any(:ids)")
                .param("ids", Rows.uuids(standing.stream().map(Recorded::id).toList()))
                .update();
        if (again > 0) {
            comeBack(standing);
        }
        var folded =
                recorded.stream().filter(one -> into.apply(one.state()) != null).toList();
        if (folded.isEmpty()) {
            return;
        }
        var rows = Rows.of(folded)
                .uuid("id", Recorded::id)
                .uuid("kept", one -> into.apply(one.state()))
                .uuid("entry", Recorded::entryId)
                .params();
        jdbc.sql("""
                update %s f set kept_id = r.kept, entry_id = r.entry
                from unnest(:id, :kept, :entry) as r (id, kept, entry) where f.kept_id = r.id
                """.formatted(table)).params(rows).update();
        jdbc.sql("""
                insert into %s (id, kept_id, into_id, entry_id)
                select id, kept, kept, entry from unnest(:id, :kept, :entry) as r (id, kept, entry)
                on conflict (id) do update set kept_id = excluded.kept_id, into_id = excluded.into_id, entry_id = excluded.entry_id
                """.formatted(table)).params(rows).update();
    }

    /** What was folded into an object before that was folded itself is answered for by it again. */
    private <S> void comeBack(List<Recorded<S>> standing) {
        jdbc.sql("""
                with recursive below (id, kept, entry) as (
                    select f.id, r.id, r.entry
                    from unnest(:id, :entry) as r (id, entry) join %1$s f on f.into_id = r.id
                    union all
                    select f.id, b.kept, b.entry from below b join %1$s f on f.into_id = b.id
                )
                update %1$s f set kept_id = b.kept, entry_id = b.entry
                from below b where f.id = b.id and f.kept_id <> b.kept
                """.formatted(table))
                .params(Rows.of(standing)
                        .uuid("id", Recorded::id)
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
    }
}
