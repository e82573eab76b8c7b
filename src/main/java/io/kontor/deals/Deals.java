package io.kontor.deals;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import io.kontor.kernel.spi.Moves;
import io.kontor.ledger.Arrival;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Opportunities and orders.
 *
 * <p>Who may not see costs gets deals without them, and what they save keeps the costs it had.
 */
@Component
public final class Deals {
    public static final String KIND = "deal";
    private static final String COST = "cost";
    private static final int AT_ONCE = 2_000;
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
                    "moved",
                    "withdrawn",
                    "restored",
                    "undone")
            .shared("name", "currency", "stage", "amount", "openedOn", "expectedCloseOn", "closedOn")
            .guarded("lines.cost", COST);

    private final Tx tx;
    private final Ledger ledger;
    private final DealSql sql;
    private final DealFinder finder;
    private final JdbcClient jdbc;
    private final Company company;
    private final CustomFields fields;
    private final Ids ids;
    private final Clock clock;
    private final Book<Deal> book;

    Deals(
            Tx tx,
            Ledger ledger,
            DealSql sql,
            DealFinder finder,
            JdbcClient jdbc,
            Company company,
            CustomFields fields,
            Ids ids,
            Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.finder = finder;
        this.jdbc = jdbc;
        this.company = company;
        this.fields = fields;
        this.ids = ids;
        this.clock = clock;
        this.book = new Book<>(tx, ledger, ids, DEAL, new Shelf(null, false));
    }

    /** A deal's name with its id, for choices and links. */
    public record Named(UUID id, String name) {}

    /** Today, where the company is. */
    public LocalDate today(Actor actor) {
        return company.profile(actor).today(clock);
    }

    /** Refuses: no such deal, or not one the actor may see. */
    public Book.Known<Deal> find(Actor actor, UUID id) {
        var known = book.find(actor, id);
        return new Book.Known<>(known.id(), known.version(), shown(actor, known.state()));
    }

    /** The states of those of many deals that the actor may see, in no order. */
    public List<Deal> states(Actor actor, Collection<UUID> deals) {
        return tx.read(actor, () -> {
            var references = new References(jdbc);
            return book.load(deals, false).values().stream()
                    .map(Book.Known::state)
                    .filter(deal -> actor.may(KIND, Verb.SEE, references.place(deal)))
                    .map(deal -> shown(actor, deal))
                    .toList();
        });
    }

    /** Those of these the actor may see. */
    public Map<UUID, Book.Known<Deal>> findAll(Actor actor, Collection<UUID> ids) {
        var found = book.findAll(actor, ids);
        found.replaceAll((id, known) -> new Book.Known<>(id, known.version(), shown(actor, known.state())));
        return found;
    }

    /** A deal as it was known at the end of a day; the actor may see it now. */
    public Optional<Deal> asOf(Actor actor, UUID id, LocalDate day) {
        visible(actor, id);
        var zone = company.profile(actor).zoneId();
        return tx.as(
                        actor,
                        () -> ledger.asOf(
                                DEAL,
                                id,
                                day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1_000)))
                .map(deal -> shown(actor, deal));
    }

    private static Deal shown(Actor actor, Deal deal) {
        return actor.may(COST, Verb.SEE) ? deal : deal.withoutCosts();
    }

    /** Where it stands. Refuses: no such deal, or not one the actor may see. */
    public Place visible(Actor actor, UUID id) {
        return tx.as(actor, () -> {
            var known = book.find(actor, id);
            return book.place(actor, id, known.state());
        });
    }

    /** Names of deals, also of withdrawn ones. */
    public Map<UUID, String> names(Actor actor, Collection<UUID> deals) {
        return deals.isEmpty() ? Map.of() : tx.as(actor, () -> sql.names(deals));
    }

    /** Deals whose name or external id holds these words, as far as the actor may see them, the newest first. */
    public List<Named> search(Actor actor, String words, int most) {
        return tx.as(actor, () -> finder.search(actor, words, most));
    }

    /** The deal another system calls so. */
    public Optional<UUID> byExternalId(Actor actor, String system, String id) {
        return tx.as(actor, () -> sql.byExternalId(system, id));
    }

    /** The deals another system calls so, by what it calls them; those there are none of are left out. */
    public Map<String, UUID> byExternalIds(Actor actor, String system, Collection<String> externalIds) {
        return externalIds.isEmpty() ? Map.of() : tx.as(actor, () -> sql.byExternalIds(system, externalIds));
    }

    /** Currencies deals were ever made in. */
    public List<String> currencies(Actor actor) {
        return tx.as(actor, sql::currencies);
    }

    /** Which custom fields a deal has. */
    public List<CustomField> fields(Actor actor) {
        return fields.of(actor, KIND);
    }

    /** How deals with a partner or of a customer sum up. */
    public record Sum(Stage stage, String currency, long deals, BigDecimal amount) {}

    /** What a partner takes part in, or a customer buys, by stage and currency; only what the actor may see. */
    public List<Sum> sums(Actor actor, String holder, UUID id) {
        return tx.as(actor, () -> finder.sums(actor, holder, id));
    }

    /**
     * A deal on the page of one of its partners or of its customer.
     *
     * @param roles of that partner; none on a customer's page
     * @param with the customer on a partner's page, the partner it stands with on a customer's
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

    /** The newest deals of a partner ({@code partner}) or customer ({@code customer}) that the actor may see. */
    public List<Listed> of(Actor actor, String holder, UUID id, int most) {
        return tx.as(actor, () -> finder.of(actor, holder, id, most));
    }

    /**
     * An open deal that waits for somebody.
     *
     * @param day the day it was expected to close, or the last day anything of it changed
     */
    public record Waiting(UUID id, String name, @Nullable UUID ownerId, LocalDate day) {}

    /** Open deals past the day they were expected to close, the longest overdue first. */
    public List<Waiting> pastClose(Actor actor, int most) {
        var today = today(actor);
        return tx.as(actor, () -> finder.pastClose(actor, today, most));
    }

    /** How many those are, counted no further than asked. */
    public int countPastClose(Actor actor, int most) {
        var today = today(actor);
        return tx.as(actor, () -> finder.countPastClose(actor, today, most));
    }

    /** Open deals nothing changed of for thirty days, the longest still ones first. */
    public List<Waiting> stalled(Actor actor, int most) {
        return tx.as(
                actor,
                () -> finder.stalled(
                        actor, clock.instant(), company.profile(actor).zoneId(), most));
    }

    /** How many those are, counted no further than asked. */
    public int countStalled(Actor actor, int most) {
        return tx.as(actor, () -> finder.countStalled(actor, clock.instant(), most));
    }

    /**
     * Adds a deal. Refuses: what it refers to is not there; an external id another deal has; not allowed there; costs from
     * somebody who may not set them; lost without a reason; closed on a day to come.
     */
    public UUID create(Actor actor, Deal deal, @Nullable String reason) {
        refuseUnexplained(deal);
        return guarded(() -> book.create(actor, priced(actor, null, deal), reason));
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
        var known = fields.of(actor, KIND);
        return guarded(() -> tx.as(actor, () -> {
            var references = new References(jdbc);
            var bulk = new Book<>(tx, ledger, ids, DEAL, new Shelf(references, true));
            var made = new ArrayList<UUID>(drafts.size());
            for (int from = 0; from < drafts.size(); from += AT_ONCE) {
                var some = drafts.subList(from, Math.min(drafts.size(), from + AT_ONCE));
                references.prepare(some.stream().map(Draft::deal).toList());
                var changes = new ArrayList<Change<Deal>>(some.size());
                for (var draft : some) {
                    var deal = priced(actor, null, draft.deal());
                    var role = actor.role(KIND, Verb.CREATE, references.place(deal));
                    references.check(deal);
                    CustomFields.checked(known, deal.custom());
                    var id = draft.id() == null ? ids.next() : draft.id();
                    made.add(id);
                    changes.add(Change.of(DEAL, id, "created", role, deal)
                            .ofPartner(deal.sourcing())
                            .occurred(draft.occurredAt())
                            .because(reason));
                }
                bulk.record(actor, changes);
            }
            return made;
        }));
    }

    /** Changes a deal as an editor saw it. Refuses as adding does; a stage that cannot follow. */
    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Deal> edit, @Nullable String reason) {
        change(actor, id, seen, "changed", Verb.CHANGE, edit, reason);
    }

    private void change(
            Actor actor,
            UUID id,
            UUID seen,
            String act,
            Verb right,
            UnaryOperator<Deal> edit,
            @Nullable String reason) {
        guarded(() -> book.change(actor, id, seen, act, right, base -> edited(actor, base, edit, reason), reason));
    }

    private static Deal edited(Actor actor, Deal base, UnaryOperator<Deal> edit, @Nullable String reason) {
        var wanted = edit.apply(shown(actor, base));
        if (wanted.stage() != base.stage()) {
            base.stage().allow(wanted.stage(), reason);
        }
        if (base.lossReason() != null || wanted.stage() != base.stage()) {
            refuseUnexplained(wanted);
        }
        return priced(actor, base, wanted);
    }

    private static void refuseUnexplained(Deal deal) {
        if (deal.stage() == Stage.LOST && deal.lossReason() == null) {
            throw Refusal.invalid("loss-without-reason").at("lossReason");
        }
    }

    /** Costs are changed by those who may; what others save keeps the costs the lines had. */
    private static Deal priced(Actor actor, @Nullable Deal base, Deal wanted) {
        if (actor.may(COST, Verb.SEE) && actor.may(COST, Verb.CHANGE)) {
            return wanted;
        }
        var kept = base == null ? wanted.withoutCosts() : wanted.withCostsOf(base);
        for (int i = 0; i < wanted.lines().size(); i++) {
            var cost = wanted.lines().get(i).cost();
            var had = kept.lines().get(i).cost();
            if (cost != null && (had == null || cost.compareTo(had) != 0)) {
                throw Refusal.forbidden(COST, Verb.CHANGE);
            }
        }
        return kept;
    }

    /**
     * Moves a deal to another stage.
     *
     * @param day when it was won or lost; today when none is given
     * @param reason asked for when it was lost or is opened again
     */
    public void moveOn(Actor actor, UUID id, UUID seen, Stage to, @Nullable LocalDate day, @Nullable String reason) {
        var closing = day == null ? today(actor) : day;
        tx.as(actor, () -> {
            var closed = book.find(actor, id).state().stage().closed();
            book.change(actor, id, seen, act(to, closed), Verb.CHANGE, deal -> deal.moved(to, closing, reason), reason);
        });
    }

    private static String act(Stage to, boolean closed) {
        return switch (to) {
            case WON -> "won";
            case LOST -> "lost";
            case PROSPECTING, QUALIFIED, PROPOSAL, NEGOTIATION -> closed ? "reopened" : "moved_on";
        };
    }

    /** Puts a partner on a deal. Refuses: a second sourcing partner; one who has that part already. */
    public void share(Actor actor, UUID id, UUID seen, Deal.Share share, @Nullable String reason) {
        change(
                actor,
                id,
                seen,
                "shared",
                Verb.CHANGE,
                deal -> {
                    var shares = new ArrayList<>(deal.partners());
                    shares.add(share);
                    return deal.builder().partners(shares).build();
                },
                reason);
    }

    /** Takes a partner's part in a deal away. */
    public void unshare(Actor actor, UUID id, UUID seen, UUID partner, PartnerRole role, @Nullable String reason) {
        change(
                actor,
                id,
                seen,
                "unshared",
                Verb.CHANGE,
                deal -> deal.builder()
                        .partners(deal.partners().stream()
                                .filter(share -> !share.partnerId().equals(partner) || share.role() != role)
                                .toList())
                        .build(),
                reason);
    }

    /** Takes a deal out of lists and numbers; nothing of it is lost. */
    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        change(
                actor,
                id,
                seen,
                "withdrawn",
                Verb.WITHDRAW,
                deal -> deal.builder().withdrawn(true).build(),
                reason);
    }

    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        change(
                actor,
                id,
                seen,
                "restored",
                Verb.WITHDRAW,
                deal -> deal.builder().withdrawn(false).build(),
                reason);
    }

    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        guarded(() -> {
            book.undo(actor, id, seen, reason);
            return id;
        });
    }

    /** Changes many deals at once, or only shows what that would do. */
    public List<Book.Effect<Deal>> changeMany(
            Actor actor, Collection<UUID> deals, UnaryOperator<Deal> edit, @Nullable String reason, boolean write) {
        return many(actor, deals, "changed", edit, reason, write);
    }

    /** Moves many deals to another stage at once. */
    public List<Book.Effect<Deal>> moveManyOn(
            Actor actor,
            Collection<UUID> deals,
            Stage to,
            @Nullable LocalDate day,
            @Nullable String reason,
            boolean write) {
        var closing = day == null ? today(actor) : day;
        UnaryOperator<Deal> edit = deal -> deal.stage() == to ? deal : deal.moved(to, closing, reason);
        return many(actor, deals, act(to, false), edit, reason, write);
    }

    private List<Book.Effect<Deal>> many(
            Actor actor,
            Collection<UUID> deals,
            String act,
            UnaryOperator<Deal> edit,
            @Nullable String reason,
            boolean write) {
        return guarded(() -> tx.as(
                        actor,
                        () -> bulk(new References(jdbc))
                                .changeMany(
                                        actor,
                                        deals,
                                        act,
                                        Verb.CHANGE,
                                        deal -> edited(actor, deal, edit, reason),
                                        reason,
                                        write)))
                .stream()
                .map(effect -> new Book.Effect<>(
                        effect.id(), shown(actor, effect.before()), shown(actor, effect.after()), effect.refusal()))
                .toList();
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
        return guarded(() -> tx.as(actor, () -> {
            var references = new References(jdbc);
            var bulk = bulk(references);
            var changes = new ArrayList<Change<Deal>>();
            bulk.load(states.keySet(), true).forEach((id, known) -> {
                var deal = priced(
                        actor, known.state(), merged.apply(known.state(), Objects.requireNonNull(states.get(id))));
                if (!deal.equals(known.state())) {
                    actor.role(KIND, Verb.CHANGE, references.place(known.state()));
                    var role = actor.role(KIND, Verb.CHANGE, references.place(deal));
                    bulk.check(actor, id, deal);
                    changes.add(Change.of(DEAL, id, "changed", role, deal)
                            .ofPartner(deal.sourcing())
                            .after(known.version())
                            .because(reason));
                }
            });
            bulk.record(actor, changes);
            return changes.stream().map(Change::subject).toList();
        }));
    }

    /** Deals go along when a partner on them, or their customer, is merged into another. */
    Moves moves() {
        return book.moves(
                Set.of("partner", "customer"), (actor, from) -> sql.belonging(from.type(), from.id()), Deal::replacing);
    }

    /** Takes deals in as files bring them; the references of all of them are looked up at once. */
    List<Importable.Outcome> take(Actor actor, List<Arrival<Deal>> arrivals, @Nullable String reason) {
        return guarded(() -> tx.as(actor, () -> bulk(new References(jdbc)).take(actor, arrivals, reason)));
    }

    private Book<Deal> bulk(References references) {
        return new Book<>(tx, ledger, ids, DEAL, new Shelf(references, false));
    }

    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (DuplicateKeyException e) {
            if (String.valueOf(e.getMessage()).contains("external_id_pkey")) {
                throw Refusal.conflict("deal-external-id-taken").at("externalIds");
            }
            throw e;
        }
    }

    private final class Shelf implements Book.Shelf<Deal> {
        private final @Nullable References shared;
        private final boolean fresh;

        /**
         * @param shared answers remembered over many deals, or none to ask for each
         * @param fresh whether all that is written is new, so that nothing of it can be there already
         */
        Shelf(@Nullable References shared, boolean fresh) {
            this.shared = shared;
            this.fresh = fresh;
        }

        private References references() {
            return shared == null ? new References(jdbc) : shared;
        }

        @Override
        public Map<UUID, UUID> versions(Collection<UUID> deals, boolean lock) {
            return sql.versions(deals, lock);
        }

        @Override
        public void write(List<Recorded<Deal>> recorded) {
            var known = fields.of(Purpose.SETTINGS.actor(), KIND);
            for (int from = 0; from < recorded.size(); from += AT_ONCE) {
                sql.write(recorded.subList(from, Math.min(recorded.size(), from + AT_ONCE)), known, fresh);
            }
        }

        @Override
        public Place place(Actor actor, UUID id, Deal deal) {
            return references().place(deal);
        }

        @Override
        public @Nullable UUID partner(UUID id, Deal deal) {
            return deal.sourcing();
        }

        @Override
        public void check(Actor actor, UUID id, Deal deal) {
            CustomFields.checked(fields.of(actor, KIND), deal.custom());
            references().check(deal);
            var closed = deal.closedOn();
            if (closed != null
                    && closed.isAfter(today(actor))
                    && !actor.origin().history()) {
                throw Refusal.invalid("closed-in-the-future", "day", closed).at("closedOn");
            }
        }
    }
}
