package io.kontor.lists;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists people keep under a name: their own, and those shared with everybody. */
@Component
final class SavedViews {
    static final String KIND = "view";
    static final SubjectType<SavedView> VIEW =
            SubjectType.of(KIND, SavedView.class, "created", "changed", "withdrawn", "erased");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Book<SavedView> book;

    SavedViews(Tx tx, Ledger ledger, Ids ids, JdbcClient jdbc) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.book = new Book<>(tx, ledger, ids, VIEW, new Shelf());
    }

    record Listed(UUID id, String name, String query, boolean shared, boolean own) {}

    private record Views(String list) {}

    /** The views of a list this actor may use: their own and the shared ones. */
    List<Listed> of(Actor actor, String list) {
        if (actor.person() == null) {
            return List.of();
        }
        return tx.unchangedList(
                actor,
                new Views(list),
                () -> jdbc.sql("""
                select id, name, query, shared, owner = :me as own from lists.saved_view
                where list = :list and not withdrawn and (owner = :me or shared)
                order by shared, lower(name), id
                """)
                        .param("me", actor.person())
                        .param("list", list)
                        .query((row, number) -> new Listed(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                row.getString("query"),
                                row.getBoolean("shared"),
                                row.getBoolean("own")))
                        .list());
    }

    UUID create(Actor actor, String list, String name, String query, boolean shared) {
        var owner = actor.person();
        if (owner == null) {
            throw Refusal.forbidden(KIND, Verb.CREATE);
        }
        return book.create(actor, new SavedView(list, name, query, owner, shared, false), null);
    }

    void withdraw(Actor actor, UUID id) {
        book.changeNow(
                actor,
                id,
                "withdrawn",
                Verb.CHANGE,
                view -> new SavedView(view.list(), view.name(), view.query(), view.owner(), view.shared(), true),
                null);
    }

    Book<SavedView> book() {
        return book;
    }

    private final class Shelf implements Book.Shelf<SavedView> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> views, boolean lock) {
            return Tables.versions(jdbc, "lists.saved_view", views, lock);
        }

        @Override
        public void write(List<Recorded<SavedView>> recorded) {
            jdbc.sql("""
                    insert into lists.saved_view (id, list, name, query, owner, shared, withdrawn, entry_id)
                    select id, list, name, query, owner, shared, withdrawn, entry
                    from unnest(:id, :list, :name, :query, :owner, :shared, :withdrawn, :entry)
                        as r (id, list, name, query, owner, shared, withdrawn, entry)
                    on conflict (id) do update set name = excluded.name, query = excluded.query,
                        shared = excluded.shared, withdrawn = excluded.withdrawn, entry_id = excluded.entry_id
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .text("list", one -> one.state().list())
                            .text("name", one -> one.state().name())
                            .text("query", one -> one.state().query())
                            .uuid("owner", one -> one.state().owner())
                            .truth("shared", one -> one.state().shared())
                            .truth("withdrawn", one -> one.state().withdrawn())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
        }

        /** A view belongs to who made it; who may change all views may change it, too. */
        @Override
        public Place place(Actor actor, UUID id, SavedView view) {
            return new Place(false, null, null, null, Set.of(view.owner()));
        }

        @Override
        public @Nullable UUID partner(UUID id, SavedView view) {
            return null;
        }
    }
}
