package io.kontor.deals;

import static io.kontor.deals.DealBooks.guarded;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partners;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is done to one deal; {@link Deals} says what each act means and refuses. */
@Component
class DealActs {
    private final Tx tx;
    private final DealBooks books;
    private final Partners partners;
    private final Contacts contacts;
    private final Book<Deal> book;

    DealActs(Tx tx, DealBooks books, Partners partners, Contacts contacts) {
        this.tx = tx;
        this.partners = partners;
        this.contacts = contacts;
        this.books = books;
        this.book = books.one();
    }

    UUID create(Actor actor, Deal deal, @Nullable String reason) {
        refuseUnexplained(deal);
        refuseUnseenPartners(actor, List.of(), deal);
        refuseUnseenContact(actor, null, deal);
        return guarded(() -> book.create(actor, DealCosts.priced(actor, null, deal), reason));
    }

    void change(
            Actor actor,
            UUID id,
            UUID seen,
            String act,
            Verb right,
            UnaryOperator<Deal> edit,
            @Nullable String reason) {
        guarded(() -> book.change(actor, id, seen, act, right, base -> seen(actor, base, edit, reason), reason));
    }

    private Deal seen(Actor actor, Deal base, UnaryOperator<Deal> edit, @Nullable String reason) {
        var deal = edited(actor, base, edit, reason);
        refuseUnseenPartners(actor, base.partners(), deal);
        refuseUnseenContact(actor, base.contactId(), deal);
        return deal;
    }

    /** Nobody names a partner they may not see; whoever is on the deal already stays. */
    private void refuseUnseenPartners(Actor actor, List<DealShare> before, Deal deal) {
        var known = before.stream().map(DealShare::partnerId).toList();
        for (var share : deal.partners()) {
            var partner = share.partnerId();
            if (!known.contains(partner)
                    && partners.place(actor, partner)
                            .filter(place -> actor.may(Partners.KIND, Verb.SEE, place))
                            .isEmpty()) {
                throw Refusal.invalid("reference-unknown").at("partners");
            }
        }
    }

    /** Nobody names a contact they may not see. */
    private void refuseUnseenContact(Actor actor, @Nullable UUID before, Deal deal) {
        var contact = deal.contactId();
        if (contact != null
                && !contact.equals(before)
                && contacts.firms(actor, List.of(contact)).isEmpty()) {
            throw Refusal.invalid("reference-unknown").at("contact");
        }
    }

    /** What an editor makes of a deal; they see, and set, costs only where they may. */
    static Deal edited(Actor actor, Deal base, UnaryOperator<Deal> edit, @Nullable String reason) {
        var wanted = edit.apply(DealCosts.shown(actor, base));
        if (wanted.stage() != base.stage()) {
            base.stage().allow(wanted.stage(), reason);
        }
        if (base.lossReason() != null || wanted.stage() != base.stage()) {
            refuseUnexplained(wanted);
        }
        return DealCosts.priced(actor, base, wanted);
    }

    private static void refuseUnexplained(Deal deal) {
        if (deal.stage() == Stage.LOST && deal.lossReason() == null) {
            throw Refusal.invalid("loss-without-reason").at("lossReason");
        }
    }

    void moveOn(Actor actor, UUID id, UUID seen, Stage to, @Nullable LocalDate day, @Nullable String reason) {
        var closing = day == null ? books.today(actor) : day;
        tx.as(actor, () -> {
            var closed = book.find(actor, id).state().stage().closed();
            book.change(actor, id, seen, to.act(closed), Verb.CHANGE, deal -> deal.moved(to, closing, reason), reason);
        });
    }

    void share(Actor actor, UUID id, UUID seen, DealShare share, @Nullable String reason) {
        UnaryOperator<Deal> edit = deal -> {
            var shares = new ArrayList<>(deal.partners());
            shares.add(share);
            return deal.builder().partners(shares).build();
        };
        change(actor, id, seen, "shared", Verb.CHANGE, edit, reason);
    }

    void unshare(Actor actor, UUID id, UUID seen, UUID partner, PartnerRole role, @Nullable String reason) {
        UnaryOperator<Deal> edit = deal -> deal.builder()
                .partners(deal.partners().stream()
                        .filter(share -> !share.partnerId().equals(partner) || share.role() != role)
                        .toList())
                .build();
        change(actor, id, seen, "unshared", Verb.CHANGE, edit, reason);
    }

    void settleCredit(Actor actor, UUID id, UUID seen, @Nullable String why) {
        change(actor, id, seen, "credit_settled", Verb.CHANGE, deal -> deal.creditSettled(why), why);
    }

    void askCreditAgain(Actor actor, UUID id, UUID seen) {
        UnaryOperator<Deal> edit = deal -> deal.builder().creditSettled(null).build();
        change(actor, id, seen, "credit_asked", Verb.CHANGE, edit, null);
    }

    void withdraw(Actor actor, UUID id, UUID seen, boolean withdrawn, @Nullable String reason) {
        change(
                actor,
                id,
                seen,
                withdrawn ? "withdrawn" : "restored",
                Verb.WITHDRAW,
                deal -> deal.builder().withdrawn(withdrawn).build(),
                reason);
    }

    void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        guarded(() -> {
            book.undo(actor, id, seen, reason);
            return id;
        });
    }
}
