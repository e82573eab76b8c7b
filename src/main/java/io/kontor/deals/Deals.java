package io.kontor.deals;

import io.kontor.database.Tx;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Chronicle;
import io.kontor.ledger.SubjectType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opportunities and orders.
 *
 * <p>Who may not see costs gets deals without them, and what they save keeps the costs it had.
 */
@Component
public final class Deals {
    public static final String KIND = "deal";
    public static final SubjectType<Deal> DEAL = SubjectType.of(
                    KIND,
                    Deal.class,
                    "created",
                    "changed",
                    "moved_on",
                    "won",
                    "lost",
                    "reopened",
                    "shared",
                    "unshared",
                    "credit_settled",
                    "credit_asked",
                    "moved",
                    "withdrawn",
                    "restored",
                    "undone")
            .shared("name", "currency", "stage", "amount", "openedOn", "expectedCloseOn", "closedOn")
            .guarded("lines.cost", DealCosts.COST);

    private final Tx tx;
    private final DealSql sql;
    private final DealFinder finder;
    private final DealSight sight;
    private final DealBooks books;
    private final DealActs acts;
    private final ManyDeals many;
    private final CustomFields fields;

    Deals(
            Tx tx,
            DealSql sql,
            DealFinder finder,
            DealSight sight,
            DealBooks books,
            DealActs acts,
            ManyDeals many,
            CustomFields fields) {
        this.tx = tx;
        this.sql = sql;
        this.finder = finder;
        this.sight = sight;
        this.books = books;
        this.acts = acts;
        this.many = many;
        this.fields = fields;
    }

    /** A deal's name with its id, for choices and links. */
    public record Named(UUID id, String name) {}

    /** Today, where the company is. */
    public LocalDate today(Actor actor) {
        return books.today(actor);
    }

    /** Refuses: no such deal, or not one the actor may see. */
    public Book.Known<Deal> find(Actor actor, UUID id) {
        return sight.find(actor, id);
    }

    /** The states of those of many deals that the actor may see, in no order. */
    public List<Deal> states(Actor actor, Collection<UUID> deals) {
        return sight.states(actor, deals);
    }

    /** Those of these the actor may see. */
    public Map<UUID, Book.Known<Deal>> findAll(Actor actor, Collection<UUID> ids) {
        return sight.findAll(actor, ids);
    }

    /** A deal as it was known at the end of a day; the actor may see it now. */
    public Optional<Deal> asOf(Actor actor, UUID id, LocalDate day) {
        return sight.asOf(actor, id, day);
    }

    /** Where it stands. Refuses: no such deal, or not one the actor may see. */
    public Place visible(Actor actor, UUID id) {
        return sight.visible(actor, id);
    }

    /** Names of deals, also of withdrawn ones. */
    public Map<UUID, String> names(Actor actor, Collection<UUID> deals) {
        return deals.isEmpty() ? Map.of() : tx.as(actor, () -> finder.names(deals));
    }

    /** Deals whose name or external id holds these words, as far as the actor may see them, the newest first. */
    public List<Named> search(Actor actor, String words, int most) {
        return tx.as(actor, () -> finder.search(actor, words, most));
    }

    /** The deal another system calls so. */
    public Optional<UUID> byExternalId(Actor actor, String system, String id) {
        return tx.as(actor, () -> sql.externalIds().find(system, id));
    }

    /** The deals another system calls so, by what it calls them; those there are none of are left out. */
    public Map<String, UUID> byExternalIds(Actor actor, String system, Collection<String> externalIds) {
        return externalIds.isEmpty()
                ? Map.of()
                : tx.as(actor, () -> sql.externalIds().findAll(system, externalIds));
    }

    /** Currencies deals were ever made in. */
    public List<String> currencies(Actor actor) {
        return tx.as(actor, finder::currencies);
    }

    /** Which custom fields a deal has. */
    public List<CustomField> fields(Actor actor) {
        return fields.of(actor, KIND);
    }

    /** How deals with a partner, of a customer or of a contact sum up. */
    public record Sum(Stage stage, String currency, long deals, BigDecimal amount) {}

    /** What a partner takes part in, a customer buys or a contact works on, by stage and currency; only what the actor may see. */
    public List<Sum> sums(Actor actor, String holder, UUID id) {
        return tx.as(actor, () -> finder.sums(actor, holder, id));
    }

    /**
     * A deal on the page of one of its partners, of its customer or of its contact.
     *
     * @param roles of that partner; none on other pages
     * @param with the customer on a partner's page, the partner it stands with on others
     */
    public record Listed(
            UUID id,
            String name,
            Stage stage,
            @Nullable BigDecimal amount,
            String currency,
            @Nullable LocalDate closesOn,
            List<PartnerRole> roles,
            @Nullable UUID withId,
            @Nullable String with) {}

    /** The newest deals of a {@code partner}, {@code customer} or {@code contact} that the actor may see. */
    public List<Listed> of(Actor actor, String holder, UUID id, int most) {
        return tx.as(actor, () -> finder.of(actor, holder, id, most));
    }

    /**
     * Adds a deal. Refuses: what it refers to is not there; an external id another deal has; not allowed there; costs from
     * somebody who may not set them; lost without a reason; closed on a day to come.
     */
    public UUID create(Actor actor, Deal deal, @Nullable String reason) {
        return acts.create(actor, deal, reason);
    }

    /**
     * A deal to be added with many others.
     *
     * @param id none for a new one
     * @param occurredAt when it came about in the world, or none for now
     */
    public record Draft(
            @Nullable UUID id, Deal deal, @Nullable Instant occurredAt) {
        public static Draft of(Deal deal) {
            return new Draft(null, deal, null);
        }
    }

    /**
     * Adds many deals in one transaction, as quickly as they can be written; their ids come back in the same order. Refuses as
     * adding one does, and then adds none; that a lost one says why is left to whoever imports.
     */
    public List<UUID> createMany(Actor actor, List<Draft> drafts, @Nullable String reason) {
        return many.create(actor, drafts, reason);
    }

    /** Changes a deal as an editor saw it. Refuses as adding does; a stage that cannot follow. */
    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Deal> edit, @Nullable String reason) {
        acts.change(actor, id, seen, "changed", Verb.CHANGE, edit, reason);
    }

    /**
     * Moves a deal to another stage.
     *
     * @param day when it was won or lost; today when none is given
     * @param reason asked for when it was lost or is opened again
     */
    public void moveOn(Actor actor, UUID id, UUID seen, Stage to, @Nullable LocalDate day, @Nullable String reason) {
        acts.moveOn(actor, id, seen, to, day, reason);
    }

    /** Puts a partner on a deal. Refuses: a second sourcing partner; one who has that part already. */
    public void share(Actor actor, UUID id, UUID seen, DealShare share, @Nullable String reason) {
        acts.share(actor, id, seen, share, reason);
    }

    /** Takes a partner's part in a deal away. */
    public void unshare(Actor actor, UUID id, UUID seen, UUID partner, PartnerRole role, @Nullable String reason) {
        acts.unshare(actor, id, seen, partner, role, reason);
    }

    /**
     * Says that a deal's credit is right as it stands, so that nothing asks about it until its customer, partners or contact
     * change. Refuses: no reason; a deal whose credit nothing asks about.
     */
    public void settleCredit(Actor actor, UUID id, UUID seen, @Nullable String why) {
        acts.settleCredit(actor, id, seen, why);
    }

    /** Lets a deal's credit be asked about again. */
    public void askCreditAgain(Actor actor, UUID id, UUID seen) {
        acts.askCreditAgain(actor, id, seen);
    }

    /** Takes a deal out of lists and numbers; nothing of it is lost. */
    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        acts.withdraw(actor, id, seen, true, reason);
    }

    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        acts.withdraw(actor, id, seen, false, reason);
    }

    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        acts.undo(actor, id, seen, reason);
    }

    /** Changes many deals at once, or only shows what that would do. */
    public List<Book.Effect<Deal>> changeMany(
            Actor actor, Collection<UUID> deals, UnaryOperator<Deal> edit, @Nullable String reason, boolean write) {
        return many.change(actor, deals, "changed", edit, reason, write);
    }

    /** Moves many deals to another stage at once. */
    public List<Book.Effect<Deal>> moveManyOn(
            Actor actor,
            Collection<UUID> deals,
            Stage to,
            @Nullable LocalDate day,
            @Nullable String reason,
            boolean write) {
        return many.moveOn(actor, deals, to, day, reason, write);
    }

    /**
     * Replaces the states of many deals by others, e.g. when an import brings newer ones; those that say the same as before
     * get no entry. Refuses as adding does, and then changes none.
     *
     * @param states what each should be, from what it is; asked once for each
     * @return the deals that changed
     */
    public List<UUID> replaceMany(
            Actor actor, Map<UUID, Deal> states, BinaryOperator<Deal> merged, @Nullable String reason) {
        return many.replace(actor, states, merged, reason);
    }

    /**
     * For telling what happened to many deals over a time, as the sample programme does; to be asked for inside the
     * transaction. Refuses: somebody who may not set costs.
     */
    public Chronicle<Deal> chronicle(Actor actor) {
        actor.role(DealCosts.COST, Verb.CHANGE);
        return books.many(books.references()).chronicle(actor);
    }
}
