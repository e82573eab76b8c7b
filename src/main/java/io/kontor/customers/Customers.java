package io.kontor.customers;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import io.kontor.ledger.Chronicle;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import io.kontor.ui.Option;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The firms that buy in the end. They belong to no partner: whoever may see customers sees all of them. */
@Component
public final class Customers {
    public static final String KIND = "customer";
    static final SubjectType<Customer> CUSTOMER = SubjectType.of(
            KIND,
            Customer.class,
            "created",
            "changed",
            "linked",
            "unlinked",
            "withdrawn",
            "restored",
            "undone",
            "moved",
            "merged",
            "folded",
            "taken_apart");

    private final Tx tx;
    private final Ledger ledger;
    private final CustomerSql sql;
    private final CustomerShelf shelf;
    private final SameFirms sameFirms;
    private final Company company;
    private final CustomFields fields;
    private final Ids ids;
    private final Book<Customer> book;

    Customers(
            Tx tx,
            Ledger ledger,
            CustomerSql sql,
            CustomerShelf shelf,
            SameFirms sameFirms,
            Company company,
            CustomFields fields,
            Ids ids) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.shelf = shelf;
        this.sameFirms = sameFirms;
        this.company = company;
        this.fields = fields;
        this.ids = ids;
        this.book = new Book<>(tx, ledger, ids, CUSTOMER, shelf);
    }

    /**
     * A customer's name with its id, for choices and links.
     *
     * @param where town and country, to tell it from another of that name; empty when they are not asked for
     */
    public record Named(UUID id, String name, String where) {}

    /** Refuses: no such customer, or not one the actor may see. A folded id finds the kept customer. */
    public Book.Known<Customer> find(Actor actor, UUID id) {
        return tx.as(actor, () -> book.find(actor, sql.folded().kept(id).orElse(id)));
    }

    /** Those of these the actor may see. */
    public Map<UUID, Book.Known<Customer>> findAll(Actor actor, Collection<UUID> ids) {
        return book.findAll(actor, ids);
    }

    /** A customer as it was known at the end of a day; the actor may see it now. */
    public Optional<Customer> asOf(Actor actor, UUID id, LocalDate day) {
        find(actor, id);
        var end = company.profile(actor).endOf(day);
        return tx.as(actor, () -> ledger.asOf(CUSTOMER, id, end));
    }

    /** The customer a folded id answers with; the id itself when it was never folded. */
    public UUID kept(Actor actor, UUID id) {
        return tx.as(actor, () -> sql.folded().kept(id).orElse(id));
    }

    /** Where a customer stands, if there is one the actor may see. */
    Optional<Place> visible(Actor actor, UUID id) {
        return actor.may(KIND, Verb.SEE, Place.ANYWHERE) && tx.as(actor, () -> sql.exists(id))
                ? Optional.of(Place.ANYWHERE)
                : Optional.empty();
    }

    /** Names of customers, also of withdrawn ones; no question of rights, so only for ids the actor was given. */
    public Map<UUID, String> names(Actor actor, Collection<UUID> customers) {
        return customers.isEmpty() ? Map.of() : tx.as(actor, () -> sql.names(customers));
    }

    /** Customers whose name, domain, city or id elsewhere holds these words, the first ones by name. */
    public List<Named> search(Actor actor, String words, int most) {
        return actor.may(KIND, Verb.SEE, Place.ANYWHERE) ? tx.as(actor, () -> sql.search(words, most)) : List.of();
    }

    /**
     * The customer somebody means: by the id a picker put behind the name, or by the name. Refuses: none fits; several do.
     *
     * @param field where the mistake is shown
     */
    public UUID named(Actor actor, String typed, String field) {
        var picked = Option.id(typed);
        if (picked.isPresent()) {
            return picked.get();
        }
        var found = search(actor, typed.strip(), 20);
        var exact = found.stream()
                .filter(one -> one.name().equalsIgnoreCase(typed.strip()))
                .toList();
        var fitting = exact.isEmpty() ? found : exact;
        if (fitting.size() != 1) {
            throw (fitting.isEmpty()
                            ? Refusal.invalid("customer-unknown", "name", typed)
                            : Refusal.invalid("customer-ambiguous", "name", typed, "count", fitting.size()))
                    .at(field);
        }
        return fitting.getFirst().id();
    }

    /** The customers that belong to this one, by name. */
    public List<Named> children(Actor actor, UUID id) {
        return tx.as(actor, () -> sql.children(id));
    }

    /** The customers that are the same firm as a partner, by name. */
    public List<Named> ofPartner(Actor actor, UUID partner) {
        return actor.may(KIND, Verb.SEE, Place.ANYWHERE) ? tx.as(actor, () -> sql.ofPartner(partner)) : List.of();
    }

    /** The customer another system calls so. */
    public Optional<UUID> byExternalId(Actor actor, String system, String id) {
        return Optional.ofNullable(byExternalIds(actor, system, List.of(id)).get(id));
    }

    /** The same for many ids of one system; those nobody has are left out. */
    public Map<String, UUID> byExternalIds(Actor actor, String system, Collection<String> externalIds) {
        return tx.as(actor, () -> sql.externalIds().findAll(system, externalIds));
    }

    /** Which custom fields a customer has. */
    public List<CustomField> fields(Actor actor) {
        return fields.of(actor, KIND);
    }

    /**
     * Adds a customer. Refuses: an external id another customer has; a parent or partner there is not; a parent that makes a
     * circle; a custom value that is none.
     */
    public UUID create(Actor actor, Customer customer, @Nullable String reason) {
        return CustomerShelf.guarded(() -> book.create(actor, customer, reason));
    }

    /**
     * Adds many customers in one transaction, all or none; for imports.
     *
     * @return their ids in the same order
     */
    public List<UUID> createMany(Actor actor, List<Customer> customers, @Nullable String reason) {
        return CustomerShelf.guarded(() -> tx.as(actor, () -> {
            var role = actor.role(KIND, Verb.CREATE);
            shelf.checkStates(actor, customers);
            var changes = new ArrayList<Change<Customer>>();
            for (var customer : customers) {
                changes.add(Change.of(CUSTOMER, ids.next(), "created", role, customer)
                        .because(reason));
            }
            book.record(actor, changes);
            return changes.stream().map(Change::subject).toList();
        }));
    }

    /** Changes a customer as an editor saw it. Refuses as adding does. */
    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Customer> edit, @Nullable String reason) {
        CustomerShelf.guarded(() -> book.change(actor, id, seen, edit, reason));
    }

    /** Changes many customers at once, or only shows what that would do. */
    public List<Book.Effect<Customer>> changeMany(
            Actor actor,
            Collection<UUID> customers,
            UnaryOperator<Customer> edit,
            @Nullable String reason,
            boolean write) {
        return CustomerShelf.guarded(
                () -> book.changeMany(actor, customers, "changed", Verb.CHANGE, edit, reason, write));
    }

    /** Says that a customer and a partner are the same firm. Refuses: no such partner. */
    public void link(Actor actor, UUID id, UUID seen, UUID partner, @Nullable String reason) {
        book.change(actor, id, seen, "linked", Verb.CHANGE, customer -> customer.withPartner(partner), reason);
    }

    /** Takes that back. */
    public void unlink(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "unlinked", Verb.CHANGE, customer -> customer.withPartner(null), reason);
    }

    /**
     * Partners that may be the same firm, the surest first: those with a domain in common, then those of the same name in the
     * same country. Only partners the actor may see.
     */
    public List<SameFirm> sameFirms(Actor actor, Customer customer) {
        return sameFirms.of(actor, customer);
    }

    /** Takes a customer out of lists and choices; nothing of it is lost. */
    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "withdrawn", Verb.WITHDRAW, customer -> customer.withWithdrawn(true), reason);
    }

    /** Takes many out at once, or only shows what that would do. */
    public List<Book.Effect<Customer>> withdrawMany(
            Actor actor, Collection<UUID> customers, @Nullable String reason, boolean write) {
        return book.changeMany(
                actor, customers, "withdrawn", Verb.WITHDRAW, customer -> customer.withWithdrawn(true), reason, write);
    }

    /** Brings a customer back. Refuses: an external id another customer has by now. */
    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        CustomerShelf.guarded(() -> book.change(
                actor, id, seen, "restored", Verb.WITHDRAW, customer -> customer.withWithdrawn(false), reason));
    }

    /** Takes the last change back. Refuses: it was changed since; there is nothing before it. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        CustomerShelf.guarded(() -> {
            book.undo(actor, id, seen, reason);
            return id;
        });
    }

    /** A customer and everything that was folded into it; together they have its history. */
    public List<UUID> withFolded(Actor actor, UUID id) {
        return tx.as(actor, () -> {
            var all = new ArrayList<>(List.of(id));
            all.addAll(sql.folded().into(id));
            return List.copyOf(all);
        });
    }

    /**
     * The customer to which something new may be added, held so that no merge passes it in this transaction: the one kept
     * when this one was folded.
     */
    public UUID standing(Actor actor, UUID id) {
        return tx.as(actor, () -> sql.folded().standing(id));
    }

    /** For telling what happened to many of them over a time, as the sample programme does; to be asked for inside the transaction. */
    public Chronicle<Customer> chronicle(Actor actor) {
        return book.chronicle(actor);
    }

    /** The book itself, for merging in this room. */
    Book<Customer> book() {
        return book;
    }
}
