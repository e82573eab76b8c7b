package io.kontor.tiers;

import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
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
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The library of what tiers bring. */
@Component
public final class Benefits {
    public static final String KIND = "benefit";
    static final SubjectType<Benefit> BENEFIT =
            SubjectType.of(KIND, Benefit.class, "created", "changed", "withdrawn", "restored", "undone");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Book<Benefit> book;

    Benefits(Tx tx, Ledger ledger, JdbcClient jdbc, Ids ids) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.book = new Book<>(tx, ledger, ids, BENEFIT, new Shelf());
    }

    /** Those in use, by name. */
    public List<Book.Known<Benefit>> all(Actor actor) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> {
            var ids = jdbc.sql("select id from tiers.benefit where not withdrawn order by name_key, id limit 1000")
                    .query(Rows.ID)
                    .list();
            var known = book.load(ids, false);
            return ids.stream()
                    .map(known::get)
                    .filter(java.util.Objects::nonNull)
                    .toList();
        });
    }

    /** The library as simulations need it, whoever asks for one. */
    List<Benefit> library(Actor actor) {
        return all(actor.with(Purpose.HOUSEKEEPING.actor(KIND).rights())).stream()
                .map(Book.Known::state)
                .toList();
    }

    /** One value of a benefit. */
    public record Value(UUID programme, String programmeName, String benefit, String tier, String value) {}

    /** What programmes say benefits are worth in their tiers, by programme, benefit and rank. */
    public List<Value> values(Actor actor) {
        actor.role(KIND, Verb.SEE);
        return tx.as(
                actor,
                () -> jdbc.sql("""
                        select b.programme_id, g.name as programme, b.name, t.name as tier, b.value
                        from partners.benefit_v b
                        join partners.programme_v g on g.id = b.programme_id and not g.withdrawn
                        join partners.tier_v t on t.programme_id = b.programme_id and t.code = b.tier
                        order by g.name_key, g.id, b.place, t.rank
                        """)
                        .query((row, number) -> new Value(
                                row.getObject("programme_id", UUID.class),
                                row.getString("programme"),
                                row.getString("name"),
                                row.getString("tier"),
                                row.getString("value")))
                        .list());
    }

    public Book.Known<Benefit> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    /** Refuses: a name another one has. */
    public UUID create(Actor actor, Benefit benefit, @Nullable String reason) {
        return guarded(benefit.name(), () -> book.create(actor, benefit, reason));
    }

    /** Refuses: a name another one has. */
    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Benefit> edit, @Nullable String reason) {
        guarded("", () -> book.change(actor, id, seen, edit, reason));
    }

    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "withdrawn", Verb.WITHDRAW, benefit -> benefit.withdrawn(true), reason);
    }

    /** Refuses: another one has its name by now. */
    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        guarded(
                "",
                () -> book.change(
                        actor, id, seen, "restored", Verb.WITHDRAW, benefit -> benefit.withdrawn(false), reason));
    }

    /** Takes the last change back. Refuses: it was changed since; nothing is before it; another one has its name by now. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        guarded("", () -> {
            book.undo(actor, id, seen, reason);
            return id;
        });
    }

    private static <T> T guarded(String name, Supplier<T> work) {
        try {
            return work.get();
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict("tiers-benefit-there", "name", name).at("name");
        }
    }

    Map<UUID, String> names(Actor actor, Collection<UUID> ids) {
        return tx.as(actor, () -> Tables.names(jdbc, "tiers.benefit", ids));
    }

    private final class Shelf implements Book.Shelf<Benefit> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> benefits, boolean lock) {
            return Tables.versions(jdbc, "tiers.benefit", benefits, lock);
        }

        @Override
        public void write(List<Recorded<Benefit>> recorded) {
            jdbc.sql("""
                    insert into tiers.benefit (id, name, name_key, search, description, kind, yearly, withdrawn, entry_id)
                    select id, name, key, search, description, kind, yearly, withdrawn, entry
                    from unnest(:id, :name, :key, :search, :description, :kind, :yearly, :withdrawn, :entry)
                        as r (id, name, key, search, description, kind, yearly, withdrawn, entry)
                    on conflict (id) do update set name = excluded.name, name_key = excluded.name_key,
                        search = excluded.search, description = excluded.description, kind = excluded.kind,
                        yearly = excluded.yearly, withdrawn = excluded.withdrawn, entry_id = excluded.entry_id
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .text("name", one -> one.state().name())
                            .bytes("key", one -> SortKeys.of(one.state().name()))
                            .text("search", one -> SortKeys.folded(one.state().name()))
                            .text("description", one -> one.state().description())
                            .text("kind", one -> one.state().kind().code())
                            .number("yearly", one -> one.state().yearly())
                            .truth("withdrawn", one -> one.state().withdrawn())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
        }

        @Override
        public Place place(Actor actor, UUID id, Benefit benefit) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, Benefit benefit) {
            return null;
        }
    }
}
