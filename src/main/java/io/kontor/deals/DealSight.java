package io.kontor.deals;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Deals as somebody may see them: only those they may, without costs where those are not theirs to see, now or on a day. */
@Component
class DealSight {
    private final Tx tx;
    private final Ledger ledger;
    private final DealBooks books;
    private final Company company;
    private final Book<Deal> book;

    DealSight(Tx tx, Ledger ledger, DealBooks books, Company company) {
        this.tx = tx;
        this.ledger = ledger;
        this.books = books;
        this.company = company;
        this.book = books.one();
    }

    Book.Known<Deal> find(Actor actor, UUID id) {
        var known = book.find(actor, id);
        return new Book.Known<>(known.id(), known.version(), DealCosts.shown(actor, known.state()));
    }

    List<Deal> states(Actor actor, Collection<UUID> deals) {
        return tx.read(actor, () -> {
            var references = books.references();
            return book.load(deals, false).values().stream()
                    .map(Book.Known::state)
                    .filter(deal -> actor.may(Deals.KIND, Verb.SEE, references.place(deal)))
                    .map(deal -> DealCosts.shown(actor, deal))
                    .toList();
        });
    }

    Map<UUID, Book.Known<Deal>> findAll(Actor actor, Collection<UUID> ids) {
        var found = book.findAll(actor, ids);
        found.replaceAll((id, known) -> new Book.Known<>(id, known.version(), DealCosts.shown(actor, known.state())));
        return found;
    }

    Optional<Deal> asOf(Actor actor, UUID id, LocalDate day) {
        visible(actor, id);
        var end = company.profile(actor).endOf(day);
        return tx.as(actor, () -> ledger.asOf(Deals.DEAL, id, end)).map(deal -> DealCosts.shown(actor, deal));
    }

    Place visible(Actor actor, UUID id) {
        return tx.as(actor, () -> {
            var known = book.find(actor, id);
            return book.place(actor, id, known.state());
        });
    }
}
