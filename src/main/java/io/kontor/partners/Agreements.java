package io.kontor.partners;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Moves;
import io.kontor.ledger.Book;
import io.kontor.ledger.Chronicle;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Contracts with partners, by their dates. */
@Component
public final class Agreements {
    public static final String KIND = "agreement";
    static final SubjectType<Agreement> AGREEMENT = SubjectType.of(
                    KIND, Agreement.class, "created", "changed", "moved", "withdrawn", "restored", "undone")
            .shared("name", "number", "signed", "starts", "ends", "renews");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Partners partners;
    private final Book<Agreement> book;

    Agreements(Tx tx, Ledger ledger, JdbcClient jdbc, Partners partners, Ids ids) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.partners = partners;
        this.book = new Book<>(tx, ledger, ids, AGREEMENT, new Shelf());
    }

    public record Listed(
            UUID id,
            String name,
            @Nullable String number,
            @Nullable LocalDate signed,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            boolean renews) {}

    /** A firm's agreements, the ones that end last first. */
    public List<Listed> of(Actor actor, UUID partner) {
        actor.role(KIND, Verb.SEE, partners.visible(actor, partner));
        return tx.as(
                actor,
                () -> jdbc.sql("""
                select id, name, number, signed_on, starts_on, ends_on, renews from partners.agreement
                where partner_id = :partner and not withdrawn order by ends_on desc nulls first, id
                """)
                        .param("partner", partner)
                        .query((row, number) -> new Listed(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                row.getString("number"),
                                row.getObject("signed_on", LocalDate.class),
                                row.getObject("starts_on", LocalDate.class),
                                row.getObject("ends_on", LocalDate.class),
                                row.getBoolean("renews")))
                        .list());
    }

    public Book.Known<Agreement> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    public UUID create(Actor actor, Agreement agreement, @Nullable String reason) {
        return tx.as(
                actor,
                () -> book.create(actor, agreement.movedTo(partners.standing(actor, agreement.partner())), reason));
    }

    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Agreement> edit, @Nullable String reason) {
        book.change(actor, id, seen, edit, reason);
    }

    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "withdrawn", Verb.WITHDRAW, agreement -> agreement.withdrawn(true), reason);
    }

    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "restored", Verb.WITHDRAW, agreement -> agreement.withdrawn(false), reason);
    }

    /** Takes the last change back. Refuses: it was changed since; nothing is before it. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.undo(actor, id, seen, reason);
    }

    /** For telling what happened to many of them over a time, as the sample programme does; to be asked for inside the transaction. */
    public Chronicle<Agreement> chronicle(Actor actor) {
        return book.chronicle(actor);
    }

    /** A firm's agreements go along when it is merged into another. */
    Moves moves() {
        return book.moves(
                Set.of(Partners.KIND),
                (actor, firm) -> jdbc.sql("select id from partners.agreement where partner_id = :firm order by id")
                        .param("firm", firm.id())
                        .query(Rows.ID)
                        .list(),
                (agreement, from, to) -> agreement.movedTo(to));
    }

    Map<UUID, String> names(Actor actor, Collection<UUID> ids) {
        return tx.as(actor, () -> Tables.names(jdbc, "partners.agreement", ids));
    }

    private final class Shelf implements Book.Shelf<Agreement> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> agreements, boolean lock) {
            return Tables.versions(jdbc, "partners.agreement", agreements, lock);
        }

        @Override
        public void write(List<Recorded<Agreement>> recorded) {
            jdbc.sql("""
                    insert into partners.agreement (
                        id, partner_id, name, number, signed_on, starts_on, ends_on, renews, withdrawn, entry_id
                    )
                    select id, partner, name, number, signed, starts, ends, renews, withdrawn, entry
                    from unnest(:id, :partner, :name, :number, :signed, :starts, :ends, :renews, :withdrawn, :entry)
                        as r (id, partner, name, number, signed, starts, ends, renews, withdrawn, entry)
                    on conflict (id) do update set partner_id = excluded.partner_id, name = excluded.name,
                        number = excluded.number, signed_on = excluded.signed_on, starts_on = excluded.starts_on,
                        ends_on = excluded.ends_on, renews = excluded.renews, withdrawn = excluded.withdrawn,
                        entry_id = excluded.entry_id
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .uuid("partner", one -> one.state().partner())
                            .text("name", one -> one.state().name())
                            .text("number", one -> one.state().number())
                            .day("signed", one -> one.state().signed())
                            .day("starts", one -> one.state().starts())
                            .day("ends", one -> one.state().ends())
                            .truth("renews", one -> one.state().renews())
                            .truth("withdrawn", one -> one.state().withdrawn())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
        }

        @Override
        public Place place(Actor actor, UUID id, Agreement agreement) {
            return partners.place(actor, agreement.partner()).orElseThrow(() -> Refusal.notFound(Partners.KIND));
        }

        @Override
        public UUID partner(UUID id, Agreement agreement) {
            return agreement.partner();
        }
    }
}
