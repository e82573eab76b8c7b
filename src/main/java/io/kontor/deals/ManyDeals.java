package io.kontor.deals;

import static io.kontor.deals.DealBooks.guarded;

import io.kontor.database.Tx;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import io.kontor.ledger.Arrival;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is done to many deals at once: what they refer to is looked up for all of them, and thousands take few statements. */
@Component
class ManyDeals {
    private final Tx tx;
    private final DealBooks books;
    private final CustomFields fields;
    private final Ids ids;

    ManyDeals(Tx tx, DealBooks books, CustomFields fields, Ids ids) {
        this.tx = tx;
        this.books = books;
        this.fields = fields;
        this.ids = ids;
    }

    List<UUID> create(Actor actor, List<Deals.Draft> drafts, @Nullable String reason) {
        var known = fields.of(actor, Deals.KIND);
        return guarded(() -> tx.as(actor, () -> {
            var references = books.references();
            var book = books.fresh(references);
            var made = new ArrayList<UUID>(drafts.size());
            for (int from = 0; from < drafts.size(); from += DealBooks.AT_ONCE) {
                var some = drafts.subList(from, Math.min(drafts.size(), from + DealBooks.AT_ONCE));
                references.prepare(some.stream().map(Deals.Draft::deal).toList());
                var changes = new ArrayList<Change<Deal>>(some.size());
                for (var draft : some) {
                    var deal = DealCosts.priced(actor, null, draft.deal());
                    var role = actor.role(Deals.KIND, Verb.CREATE, references.place(deal));
                    references.check(deal);
                    CustomFields.checked(known, deal.custom());
                    var id = draft.id() == null ? ids.next() : draft.id();
                    made.add(id);
                    changes.add(Change.of(Deals.DEAL, id, "created", role, deal)
                            .ofPartner(deal.sourcing())
                            .occurred(draft.occurredAt())
                            .because(reason));
                }
                book.record(actor, changes);
            }
            return made;
        }));
    }

    List<Book.Effect<Deal>> moveOn(
            Actor actor,
            Collection<UUID> deals,
            Stage to,
            @Nullable LocalDate day,
            @Nullable String reason,
            boolean write) {
        var closing = day == null ? books.today(actor) : day;
        UnaryOperator<Deal> edit = deal -> deal.stage() == to ? deal : deal.moved(to, closing, reason);
        return change(actor, deals, to.act(false), edit, reason, write);
    }

    List<Book.Effect<Deal>> change(
            Actor actor,
            Collection<UUID> deals,
            String act,
            UnaryOperator<Deal> edit,
            @Nullable String reason,
            boolean write) {
        UnaryOperator<Deal> edited = deal -> DealActs.edited(actor, deal, edit, reason);
        return guarded(() -> tx.as(
                        actor,
                        () -> books.many(books.references())
                                .changeMany(actor, deals, act, Verb.CHANGE, edited, reason, write)))
                .stream()
                .map(effect -> new Book.Effect<>(
                        effect.id(),
                        DealCosts.shown(actor, effect.before()),
                        DealCosts.shown(actor, effect.after()),
                        effect.refusal()))
                .toList();
    }

    List<UUID> replace(Actor actor, Map<UUID, Deal> states, BinaryOperator<Deal> merged, @Nullable String reason) {
        return guarded(() -> tx.as(actor, () -> {
            var references = books.references();
            var book = books.many(references);
            var changes = new ArrayList<Change<Deal>>();
            book.load(states.keySet(), true).forEach((id, known) -> {
                var before = known.state();
                var deal =
                        DealCosts.priced(actor, before, merged.apply(before, Objects.requireNonNull(states.get(id))));
                if (!deal.equals(before)) {
                    actor.role(Deals.KIND, Verb.CHANGE, references.place(before));
                    var role = actor.role(Deals.KIND, Verb.CHANGE, references.place(deal));
                    book.check(actor, id, deal);
                    changes.add(Change.of(Deals.DEAL, id, "changed", role, deal)
                            .ofPartner(deal.sourcing())
                            .after(known.version())
                            .because(reason));
                }
            });
            book.record(actor, changes);
            return changes.stream().map(Change::subject).toList();
        }));
    }

    List<Importable.Outcome> take(Actor actor, List<Arrival<Deal>> arrivals, @Nullable String reason) {
        return guarded(() -> tx.as(actor, () -> books.many(books.references()).take(actor, arrivals, reason)));
    }
}
