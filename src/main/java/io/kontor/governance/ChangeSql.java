package io.kontor.governance;

import io.kontor.database.Rows;
import io.kontor.governance.spi.Batch;
import io.kontor.kernel.SortKeys;
import io.kontor.ledger.Entry;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.States;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class ChangeSql {
    private final JdbcClient jdbc;

    ChangeSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record ItemRow(Recorded<ProgrammeChange> of, int place, ProgrammeChange.Item item) {}

    void write(List<Recorded<ProgrammeChange>> recorded) {
        jdbc.sql("""
                insert into governance.change (
                    id, title, title_key, search, life, author_id, team_id, effective_on, began_at, back, next_try_at,
                    watched_until, opened_at, changed_at, entry_id
                )
                select id, title, title_key, search, life, author, team, effective, began, back, next_try, watched, at, at, entry
                from unnest(:id, :title, :key, :search, :life, :author, :team, :effective, :began, :back, :next, :watched, :at,
                    :entry) as r (
                        id, title, title_key, search, life, author, team, effective, began, back, next_try, watched, at, entry)
                on conflict (id) do update set title = excluded.title, title_key = excluded.title_key, search = excluded.search,
                    life = excluded.life, effective_on = excluded.effective_on, began_at = excluded.began_at,
                    back = excluded.back, next_try_at = excluded.next_try_at, watched_until = excluded.watched_until,
                    changed_at = excluded.changed_at, entry_id = excluded.entry_id
                """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .text("title", one -> one.state().title())
                        .bytes("key", one -> SortKeys.of(one.state().title()))
                        .text("search", one -> SortKeys.folded(one.state().title()))
                        .text("life", one -> one.state().life().code())
                        .uuid("author", one -> one.state().author())
                        .uuid("team", one -> one.state().team())
                        .day("effective", one -> one.state().effective())
                        .moment("began", one -> {
                            var publishing = one.state().publishing();
                            return publishing == null ? null : publishing.began();
                        })
                        .truth("back", one -> {
                            var publishing = one.state().publishing();
                            return publishing != null && publishing.back();
                        })
                        .moment("next", one -> {
                            var publishing = one.state().publishing();
                            return publishing == null ? null : publishing.next();
                        })
                        .day("watched", one -> one.state().watchedUntil())
                        .moment("at", one -> one.entry().recordedAt())
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
        items(recorded);
    }

    private void items(List<Recorded<ProgrammeChange>> recorded) {
        jdbc.sql("delete from governance.change_item where change_id = any(:ids)")
                .param("ids", Rows.uuids(recorded.stream().map(Recorded::id).toList()))
                .update();
        var rows = new ArrayList<ItemRow>();
        for (var one : recorded) {
            for (var item : one.state().items()) {
                rows.add(new ItemRow(one, rows.size(), item));
            }
        }
        jdbc.sql("""
                insert into governance.change_item (
                    change_id, id, place, type, scope, base_major, base_minor, published_major, published_minor, entry_id
                )
                select change, id, place, type, scope, base_major, base_minor, published_major, published_minor, entry
                from unnest(:change, :id, :place, :type, :scope, :baseMajor, :baseMinor, :publishedMajor, :publishedMinor,
                    :entry) as r (
                        change, id, place, type, scope, base_major, base_minor, published_major, published_minor, entry)
                """)
                .params(Rows.of(rows)
                        .uuid("change", row -> row.of().id())
                        .uuid("id", row -> row.item().id())
                        .whole("place", ItemRow::place)
                        .text("type", row -> row.item().type())
                        .text("scope", row -> row.item().scope().code())
                        .whole("baseMajor", row -> major(row.item().base()))
                        .whole("baseMinor", row -> minor(row.item().base()))
                        .whole("publishedMajor", row -> major(row.item().published()))
                        .whole("publishedMinor", row -> minor(row.item().published()))
                        .uuid("entry", row -> row.of().entryId())
                        .params())
                .update();
    }

    private static @Nullable Integer major(@Nullable DocumentVersion version) {
        return version == null ? null : version.major();
    }

    private static @Nullable Integer minor(@Nullable DocumentVersion version) {
        return version == null ? null : version.minor();
    }

    /** Changes in one of these states that speak of a document, the newest first. */
    List<UUID> of(String type, String scope, Collection<Life> lives) {
        return jdbc.sql("""
                select c.id from governance.change c
                join governance.change_item i on i.change_id = c.id
                where i.type = :type and i.scope = :scope and c.life = any(:lives)
                order by c.changed_at desc, c.id desc
                """)
                .param("type", type)
                .param("scope", scope)
                .param("lives", Rows.texts(lives.stream().map(Life::code).toList()))
                .query(Rows.ID)
                .list();
    }

    /** Changes the publisher has to look at: due, under way, to be taken back, or watched long enough. */
    List<UUID> due(LocalDate today, Instant now) {
        return jdbc.sql("""
                select id from governance.change
                where (life = 'scheduled' and (effective_on is null or effective_on <= :today))
                    or (life = 'publishing' and (next_try_at is null or next_try_at <= :now))
                    or life = 'published'
                    or (life = 'watched' and (back or watched_until is null or watched_until < :today))
                    or (life = 'settled' and back)
                order by effective_on nulls first, id
                """)
                .param("today", today)
                .param("now", Rows.timestamp(now))
                .query(Rows.ID)
                .list();
    }

    /** Serialises the beginnings of all publishing until the transaction ends. */
    void lockBeginnings() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('governance.publishing'))")
                .query(row -> {});
    }

    /** Another change that is publishing one of these documents now. */
    Optional<UUID> publishingAny(UUID change, Collection<String> documents) {
        return jdbc.sql("""
                select c.id from governance.change c
                join governance.change_item i on i.change_id = c.id
                where c.id <> :id
                    and (c.life = 'publishing' or (c.back and c.life in ('published', 'watched', 'settled')))
                    and i.type || ':' || i.scope = any(:documents)
                limit 1
                """)
                .param("id", change)
                .param("documents", Rows.texts(documents))
                .query(Rows.ID)
                .optional();
    }

    /** How many changes of a team began to be published since then. */
    int began(@Nullable UUID team, Instant since) {
        return jdbc.sql("""
                select count(*) from governance.change where team_id is not distinct from :team and began_at >= :since
                """)
                .param("team", team, java.sql.Types.OTHER)
                .param("since", Rows.timestamp(since))
                .query(Integer.class)
                .single();
    }

    /** Changes in force that speak of one of these documents, none of whose versions is the newest of its document. */
    List<UUID> overtaken(Collection<String> documents) {
        return jdbc.sql("""
                select c.id from governance.change c
                where c.life in ('published', 'watched', 'settled') and not c.back
                    and exists (select from governance.change_item i where i.change_id = c.id
                        and i.type || ':' || i.scope = any(:documents))
                    and not exists (select from governance.change_item i
                        join governance.document d on d.type = i.type and d.scope = i.scope
                        where i.change_id = c.id and d.major = i.published_major and d.minor = i.published_minor)
                order by c.id
                """)
                .param("documents", Rows.texts(documents))
                .query(Rows.ID)
                .list();
    }

    /** A version, and the change it became one by, or none when it was adopted. */
    record Source(DocumentVersion version, @Nullable UUID change) {}

    /**
     * The version that first said what a document says now: a rollback writes one that says again what another said. Empty when
     * it says nothing.
     */
    Optional<Source> source(String document) {
        return jdbc.sql("""
                with recursive said as (
                    select v.* from governance.document d
                    join governance.version v on v.document_id = d.id and v.major = d.major and v.minor = d.minor
                    where d.type || ':' || d.scope = :document
                    union all
                    select v.* from said s
                    join governance.version v on v.document_id = s.document_id and v.major = s.restores_major
                        and v.minor = s.restores_minor
                )
                select major, minor, change_id from said where restores_major is null and content is not null
                """)
                .param("document", document)
                .query((row, number) -> new Source(
                        new DocumentVersion(row.getInt("major"), row.getInt("minor")),
                        row.getObject("change_id", UUID.class)))
                .optional();
    }

    /** A part of publishing. */
    record Planned(int place, UUID item, Batch batch) {}

    void plan(Entry entry, List<Planned> batches) {
        jdbc.sql("""
                insert into governance.batch (change_id, place, item_id, number, of_count, size, what, state, entry_id)
                select :change, place, item, number, of_count, size, what::jsonb, 'planned', :entry
                from unnest(:place, :item, :number, :of, :size, :what) as r (place, item, number, of_count, size, what)
                """)
                .param("change", entry.subject().id())
                .param("entry", entry.id())
                .params(Rows.of(batches)
                        .whole("place", Planned::place)
                        .uuid("item", Planned::item)
                        .whole("number", planned -> planned.batch().number())
                        .whole("of", planned -> planned.batch().of())
                        .whole("size", planned -> planned.batch().size())
                        .text("what", planned -> planned.batch().what().toString())
                        .params())
                .update();
    }

    /** The next part to do, or with {@code back} the last one done. */
    Optional<Planned> next(UUID change, boolean back) {
        return jdbc.sql("""
                select place, item_id, number, of_count, size, what from governance.batch
                where change_id = :change and state = :state
                """ + (back ? " order by place desc limit 1" : " order by place limit 1"))
                .param("change", change)
                .param("state", back ? "done" : "planned")
                .query((row, number) -> new Planned(
                        row.getInt("place"),
                        row.getObject("item_id", UUID.class),
                        new Batch(
                                row.getInt("number"),
                                row.getInt("of_count"),
                                row.getInt("size"),
                                States.tree("{\"what\":" + row.getString("what") + "}")
                                        .get("what"))))
                .optional();
    }

    void mark(Entry entry, int place, String state) {
        jdbc.sql(
                        "update governance.batch set state = :state, entry_id = :entry where change_id = :change and place = :place")
                .param("state", state)
                .param("entry", entry.id())
                .param("change", entry.subject().id())
                .param("place", place)
                .update();
    }

    java.util.Map<UUID, String> titles(Collection<UUID> changes) {
        var titles = new java.util.HashMap<UUID, String>();
        jdbc.sql("select id, title from governance.change where id = any(:ids)")
                .param("ids", Rows.uuids(changes))
                .query(row -> {
                    titles.put(row.getObject(1, UUID.class), row.getString(2));
                });
        return titles;
    }
}
