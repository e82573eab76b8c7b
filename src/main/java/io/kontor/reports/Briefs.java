package io.kontor.reports;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** One-page briefs that were kept, with what people found and ask for; every version of it stands in the ledger. */
@Component
public final class Briefs {
    public static final String KIND = "brief";
    static final SubjectType<Brief> BRIEF =
            SubjectType.of(KIND, Brief.class, "created", "changed", "withdrawn", "restored", "undone");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Book<Brief> book;

    Briefs(Tx tx, Ledger ledger, JdbcClient jdbc, Ids ids) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.book = new Book<>(tx, ledger, ids, BRIEF, new Shelf());
    }

    public Book.Known<Brief> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    public UUID create(Actor actor, Brief brief, @Nullable String reason) {
        return book.create(actor, brief, reason);
    }

    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Brief> edit, @Nullable String reason) {
        book.change(actor, id, seen, edit, reason);
    }

    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "withdrawn", Verb.WITHDRAW, brief -> brief.withdrawn(true), reason);
    }

    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "restored", Verb.WITHDRAW, brief -> brief.withdrawn(false), reason);
    }

    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.undo(actor, id, seen, reason);
    }

    Map<UUID, String> names(Actor actor, Collection<UUID> ids) {
        return tx.as(actor, () -> Tables.names(jdbc, "reports.brief", ids));
    }

    private final class Shelf implements Book.Shelf<Brief> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> briefs, boolean lock) {
            return Tables.versions(jdbc, "reports.brief", briefs, lock);
        }

        @Override
        public void write(List<Recorded<Brief>> recorded) {
            jdbc.sql("""
                    insert into reports.brief (
                        id, name, name_key, search, from_on, last_on, narrowed, as_today, known_at, findings, ask, withdrawn,
                        entry_id
                    )
                    select id, name, key, search, first, last, narrowed::jsonb, today, known, findings, ask, withdrawn, entry
                    from unnest(:id, :name, :key, :search, :first, :last, :narrowed, :today, :known, :findings, :ask, :withdrawn,
                            :entry)
                        as r (id, name, key, search, first, last, narrowed, today, known, findings, ask, withdrawn, entry)
                    on conflict (id) do update set name = excluded.name, name_key = excluded.name_key,
                        search = excluded.search, from_on = excluded.from_on, last_on = excluded.last_on,
                        narrowed = excluded.narrowed, as_today = excluded.as_today, known_at = excluded.known_at,
                        findings = excluded.findings, ask = excluded.ask, withdrawn = excluded.withdrawn,
                        entry_id = excluded.entry_id
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .text("name", one -> one.state().name())
                            .bytes("key", one -> SortKeys.of(one.state().name()))
                            .text("search", one -> SortKeys.folded(one.state().name()))
                            .day("first", one -> one.state().from())
                            .day("last", one -> one.state().last())
                            .text(
                                    "narrowed",
                                    one -> JSON.writeValueAsString(one.state().where()))
                            .truth("today", one -> one.state().current())
                            .moment("known", one -> one.state().knownAt())
                            .text("findings", one -> one.state().findings())
                            .text("ask", one -> one.state().ask())
                            .truth("withdrawn", one -> one.state().withdrawn())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
        }

        @Override
        public Place place(Actor actor, UUID id, Brief brief) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, Brief brief) {
            return null;
        }

        @Override
        public void check(Actor actor, UUID id, Brief brief) {
            // Nothing of it refers to anything that must exist.
        }
    }
}
