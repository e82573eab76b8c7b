package io.kontor.partners;

import io.kontor.company.Company;
import io.kontor.company.Regions;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Chronicle;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The firms we work with. */
@Component
public final class Partners {
    public static final String KIND = "partner";
    public static final SubjectType<Partner> PARTNER = SubjectType.of(
                    KIND,
                    Partner.class,
                    "created",
                    "changed",
                    "moved_on",
                    "withdrawn",
                    "restored",
                    "undone",
                    "moved",
                    "merged",
                    "folded",
                    "taken_apart")
            .shared("name", "status", "country", "subdivision", "city", "types", "domains");

    private final Tx tx;
    private final Ledger ledger;
    private final PartnerSql sql;
    private final PartnerFinder finder;
    private final PartnerDays days;
    private final PartnerMeasures measures;
    private final Company company;
    private final Regions regions;
    private final CustomFields fields;
    private final PartnerShelf shelf;
    private final Book<Partner> book;

    Partners(
            Tx tx,
            Ledger ledger,
            PartnerSql sql,
            PartnerFinder finder,
            PartnerDays days,
            PartnerMeasures measures,
            PartnerShelf shelf,
            Company company,
            Regions regions,
            CustomFields fields,
            Ids ids) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.finder = finder;
        this.days = days;
        this.measures = measures;
        this.company = company;
        this.regions = regions;
        this.fields = fields;
        this.shelf = shelf;
        this.book = new Book<>(tx, ledger, ids, PARTNER, shelf);
    }

    /**
     * A firm's name with its id, for choices and links.
     *
     * @param where town and country, to tell it from another of that name; empty when they are not asked for
     */
    public record Named(UUID id, String name, String where) {}

    /** Today, where the company is. */
    public LocalDate today(Actor actor) {
        return shelf.today(actor);
    }

    /** Refuses: no such partner, or not one the actor may see. A folded id finds the kept partner. */
    public Book.Known<Partner> find(Actor actor, UUID id) {
        return tx.as(actor, () -> book.find(actor, sql.folded().kept(id).orElse(id)));
    }

    /** Those of these the actor may see. */
    public Map<UUID, Book.Known<Partner>> findAll(Actor actor, Collection<UUID> ids) {
        return book.findAll(actor, ids);
    }

    /** A partner as it was known at the end of a day; the actor may see it now. */
    public Optional<Partner> asOf(Actor actor, UUID id, LocalDate day) {
        visible(actor, id);
        var end = company.profile(actor).endOf(day);
        return tx.as(actor, () -> ledger.asOf(PARTNER, id, end));
    }

    /** The partner a folded id answers with; the id itself when it was never folded. */
    public UUID kept(Actor actor, UUID id) {
        return tx.as(actor, () -> sql.folded().kept(id).orElse(id));
    }

    /** Where a partner stands today, for the actor's rights; empty when there is none. */
    public Optional<Place> place(Actor actor, UUID id) {
        return tx.as(actor, () -> finder.place(id));
    }

    /** Where it stands. Refuses: no such partner, or not one the actor may see. */
    public Place visible(Actor actor, UUID id) {
        return place(actor, id)
                .filter(place -> actor.may(KIND, Verb.SEE, place))
                .orElseThrow(() -> Refusal.notFound(KIND));
    }

    /** Names of partners, also of withdrawn ones. */
    public Map<UUID, String> names(Actor actor, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : tx.as(actor, () -> finder.names(ids));
    }

    /** Partners whose name holds these words, the first ones by name. */
    public List<Named> search(Actor actor, String words, int most) {
        return tx.as(actor, () -> finder.search(actor, words, most));
    }

    /** The partners within the actor's reach; empty when that is all of them. */
    public Optional<Set<UUID>> within(Actor actor) {
        var scope = actor.rights().over(KIND, Verb.SEE);
        return scope.all() ? Optional.empty() : Optional.of(tx.read(actor, () -> finder.within(scope)));
    }

    /** Whether there is any partner at all. */
    public boolean none(Actor actor) {
        return tx.read(actor, finder::none);
    }

    private record Segments(List<String> names) {}

    /** Segments in use, by name. */
    public List<String> segments(Actor actor) {
        return tx.read(
                actor,
                () -> tx.unchanged(actor, "partners.segments", Segments.class, () -> new Segments(finder.segments()))
                        .names());
    }

    /** The partner another system calls so. */
    public Optional<UUID> byExternalId(Actor actor, String system, String id) {
        return tx.as(actor, () -> sql.externalIds().find(system, id));
    }

    /**
     * Adds a firm; its region follows its country unless it has one. Refuses: an external id another firm has; a parent that
     * makes a circle; not allowed there.
     */
    public UUID create(Actor actor, Partner partner, @Nullable String reason) {
        return PartnerShelf.guarded(() -> book.create(actor, placed(actor, partner), reason));
    }

    private Partner placed(Actor actor, Partner partner) {
        var country = partner.country();
        if (!partner.regions().isEmpty() || country == null) {
            return partner;
        }
        var day = today(actor);
        return regions.of(actor, country, day)
                .map(region -> partner.withRegion(region, day))
                .orElse(partner);
    }

    /** Changes a firm as an editor saw it. Refuses as adding does. */
    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Partner> edit, @Nullable String reason) {
        PartnerShelf.guarded(() -> book.change(actor, id, seen, edit, reason));
    }

    /** Moves a firm along its status. Refuses: no such way; a reason is asked for and none given. */
    public void moveOn(Actor actor, UUID id, UUID seen, PartnerStatus to, @Nullable String reason) {
        book.change(actor, id, seen, "moved_on", Verb.CHANGE, partner -> partner.moved(to, reason), reason);
    }

    /** Takes a firm out of lists and numbers; nothing of it is lost. */
    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(
                actor,
                id,
                seen,
                "withdrawn",
                Verb.WITHDRAW,
                partner -> partner.builder().withdrawn(true).build(),
                reason);
    }

    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(
                actor,
                id,
                seen,
                "restored",
                Verb.WITHDRAW,
                partner -> partner.builder().withdrawn(false).build(),
                reason);
    }

    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        PartnerShelf.guarded(() -> {
            book.undo(actor, id, seen, reason);
            return id;
        });
    }

    /** Changes many firms at once, or only shows what that would do. */
    public List<Book.Effect<Partner>> changeMany(
            Actor actor, Collection<UUID> ids, UnaryOperator<Partner> edit, @Nullable String reason, boolean write) {
        return book.changeMany(actor, ids, "changed", Verb.CHANGE, edit, reason, write);
    }

    /** Moves many firms along their status at once. */
    public List<Book.Effect<Partner>> moveManyOn(
            Actor actor, Collection<UUID> ids, PartnerStatus to, @Nullable String reason, boolean write) {
        return book.changeMany(
                actor, ids, "moved_on", Verb.CHANGE, partner -> partner.moved(to, reason), reason, write);
    }

    /**
     * The partner to which something new may be added, held so that no merge passes it in this transaction: the one kept
     * when this one was folded. Rooms above ask this before they add what belongs to a partner.
     */
    public UUID standing(Actor actor, UUID id) {
        return tx.as(actor, () -> sql.folded().standing(id));
    }

    /** A partner and everything that was folded into it; together they have its history. */
    public List<UUID> withFolded(Actor actor, UUID id) {
        return tx.as(
                actor,
                () -> Stream.concat(Stream.of(id), sql.folded().into(id).stream())
                        .toList());
    }

    /** For telling what happened to many of them over a time, as the sample programme does; to be asked for inside the transaction. */
    public Chronicle<Partner> chronicle(Actor actor) {
        return book.chronicle(actor);
    }

    /** The book itself, for merging and importing in this room. */
    Book<Partner> book() {
        return book;
    }

    /** A number somebody above computed, so that rules below can read it. */
    public record Measured(
            UUID partner,
            String measure,
            LocalDate asOf,
            @Nullable BigDecimal value) {}

    /** Keeps such numbers. */
    public void measure(Actor actor, List<Measured> measured) {
        tx.as(actor, () -> measures.measure(measured));
    }

    /** Lets go of numbers from before a day, but for those of the last days of months. */
    public void forgetMeasures(Actor actor, Set<String> names, LocalDate before) {
        tx.as(actor, () -> measures.forget(names, before));
    }

    /** Makes what is true today stand in the lists, once a day has begun. */
    void turnTheDay() {
        var actor = Purpose.HOUSEKEEPING.actor(KIND);
        tx.as(actor, () -> days.turn(today(actor)));
    }

    /** Which custom fields a partner has. */
    public List<CustomField> fields(Actor actor) {
        return fields.of(actor, "partner");
    }
}
