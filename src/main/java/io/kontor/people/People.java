package io.kontor.people;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Everybody who acts, in the office and at the partners.
 *
 * <p>People of the office belong to no partner; people of a partner stand where their firm stands, and a right reaches them as
 * it reaches the firm. Nobody takes over, or gives away, more than they may do themselves.
 */
@Component
public final class People {
    public static final String KIND = "person";
    public static final SubjectType<Person> PERSON = SubjectType.of(
                    KIND,
                    Person.class,
                    "created",
                    "changed",
                    "assigned",
                    "moved",
                    "withdrawn",
                    "restored",
                    "undone",
                    "erased")
            .shared("name", "email", "language", "zone", "withdrawn");

    private final Tx tx;
    private final Ledger ledger;
    private final PeopleSql sql;
    private final PersonChanges changes;
    private final Grants grants;
    private final Ids ids;

    People(Tx tx, Ledger ledger, PeopleSql sql, PersonChanges changes, Grants grants, Ids ids) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.changes = changes;
        this.grants = grants;
        this.ids = ids;
    }

    /** A person, the entry they stand at, and who they are. */
    public record Known(UUID id, UUID version, Person person) {}

    /** A name with its id, for choices and sentences. */
    public record Named(UUID id, String name) {}

    /** Refuses: no such person, or not one the actor may see. */
    public Known find(Actor actor, UUID id) {
        return tx.as(
                actor, () -> changes.visible(actor, sql.find(id, false).orElseThrow(() -> Refusal.notFound(KIND))));
    }

    /** Names of people, also of those who left. */
    public Map<UUID, String> names(Actor actor, Collection<UUID> people) {
        return people.isEmpty() ? Map.of() : tx.as(actor, () -> sql.names(people));
    }

    /** Somebody of the office whom partners may know. */
    public record Facing(String name, @Nullable String email) {}

    /** Who of the office looks after a partner, if partners may know. */
    public Optional<Facing> facing(Actor actor, UUID id) {
        return tx.as(actor, () -> sql.facing(id));
    }

    /** Who the actor is. */
    public Known self(Actor actor) {
        var own = actor.person();
        if (own == null) {
            throw Refusal.notFound(KIND);
        }
        return tx.as(actor, () -> sql.find(own, false).orElseThrow(() -> Refusal.notFound(KIND)));
    }

    /** Where somebody stands for the actor's rights: with their firm, or nowhere in particular. */
    public Place place(Actor actor, Person person) {
        return grants.place(actor, person);
    }

    /** The role by which the actor may do this to somebody. Refuses: no such person, not allowed. */
    public String role(Actor actor, Verb right, UUID id) {
        return tx.as(
                actor,
                () -> actor.role(KIND, right, place(actor, find(actor, id).person())));
    }

    /**
     * Whether the actor could do everything somebody may do. Whoever gives out a link to an account, or changes the address
     * its mail goes to, could take the account over; so only those may who gain nothing by it.
     */
    public boolean within(Actor actor, UUID id) {
        return tx.as(actor, () -> {
            var person = find(actor, id).person();
            return person.firm() != null || grants.covers(actor, id, person.assignments());
        });
    }

    /** Changes one's own name, language, zone or hours; nothing else of oneself may be changed so. */
    public void changeSelf(Actor actor, UnaryOperator<Person> edit) {
        tx.as(actor, () -> {
            var known = self(actor);
            var edited = edit.apply(known.person());
            var state = known.person()
                    .withProfile(
                            edited.name(),
                            known.person().email(),
                            edited.language(),
                            edited.zone(),
                            known.person().partnerFacing())
                    .with(edited.hours());
            if (!state.equals(known.person())) {
                sql.write(ledger.append(
                        actor,
                        Change.of(PERSON, known.id(), "changed", "self", state)
                                .ofPartner(state.firm())
                                .after(known.version())));
            }
        });
    }

    /** Everybody in the office who has not left, by name. */
    public List<Named> ofOffice(Actor actor) {
        return tx.unchangedList(actor, "people.office", () -> sql.ofSide(Side.OFFICE, null));
    }

    /** Everybody of one firm who has not left, by name. */
    public List<Named> ofFirm(Actor actor, UUID firm) {
        return tx.as(actor, () -> sql.ofSide(Side.PORTAL, firm));
    }

    /** Everybody who holds a role, or will, by name. */
    public List<Named> holders(Actor actor, String role) {
        actor.role("assignment", Verb.SEE);
        return tx.as(actor, () -> sql.holders(role));
    }

    /** Refuses: an address somebody else has; not allowed there; roles the actor may not give. */
    public UUID create(Actor actor, Person person, @Nullable String reason) {
        return tx.as(actor, () -> {
            var role = actor.role(KIND, Verb.CREATE, place(actor, person));
            return created(actor, person, role, reason);
        });
    }

    /**
     * Adds somebody of a partner who is about to be invited; it takes the right to invite there, not the one to add people.
     * Refuses: an address somebody else has; not allowed there; roles that are not for partners.
     */
    public UUID admit(Actor actor, Person person, @Nullable String reason) {
        if (person.firm() == null) {
            throw Refusal.forbidden(KIND, Verb.CREATE);
        }
        return tx.as(actor, () -> {
            var role = actor.role(KIND, Verb.INVITE, place(actor, person));
            return created(actor, person, role, reason);
        });
    }

    private UUID created(Actor actor, Person person, String role, @Nullable String reason) {
        if (actor.side() == Side.PORTAL && !Objects.equals(actor.firm(), person.firm())) {
            throw Refusal.forbidden(KIND, Verb.CREATE);
        }
        var id = ids.next();
        grants.refuseAddressTaken(person.email(), null);
        grants.grantable(actor, id, List.of(), person);
        sql.write(ledger.append(
                actor,
                Change.of(PERSON, id, "created", role, person)
                        .ofPartner(person.firm())
                        .because(reason)));
        return id;
    }

    /** Creates many at once, e.g. the owners of imported deals. */
    public List<UUID> createAll(Actor actor, List<Person> people) {
        var role = actor.role(KIND, Verb.CREATE);
        return tx.as(actor, () -> {
            var created = people.stream()
                    .map(person -> Change.of(PERSON, ids.next(), "created", role, person)
                            .ofPartner(person.firm()))
                    .toList();
            sql.write(ledger.append(actor, created));
            return created.stream().map(Change::subject).toList();
        });
    }

    /** Changes who somebody is. Refuses: as creating does; a new address for somebody who may do more than the actor. */
    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Person> edit, @Nullable String reason) {
        changes.revise(actor, id, seen, edit, "changed", Verb.CHANGE, reason);
    }

    /** Changes the roles somebody holds. Refuses: roles that reach further than the actor's own; the last administrator's. */
    public void assign(Actor actor, UUID id, UUID seen, UnaryOperator<List<Assignment>> edit, @Nullable String reason) {
        changes.revise(
                actor,
                id,
                seen,
                person -> person.with(edit.apply(person.assignments())),
                "assigned",
                Verb.CHANGE,
                reason);
    }

    /** Takes somebody out: their sign-ins end at once, what they did stays theirs. Refuses: oneself, the last administrator. */
    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        PersonChanges.refuseSelf(actor, id);
        changes.revise(actor, id, seen, person -> person.withdrawn(true), "withdrawn", Verb.WITHDRAW, reason);
    }

    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        changes.revise(actor, id, seen, person -> person.withdrawn(false), "restored", Verb.WITHDRAW, reason);
    }

    /** Gives back what somebody was before the last change of them. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        tx.as(actor, () -> {
            var known = changes.visible(actor, sql.find(id, true).orElseThrow(() -> Refusal.notFound(KIND)));
            var before = ledger.undone(PERSON, id, known.version(), seen);
            if (before.withdrawn()) {
                PersonChanges.refuseSelf(actor, id);
            }
            changes.record(actor, known, before, "undone", Verb.CHANGE, reason);
        });
    }

    /** Changes many people at once, or only shows what that would do; whoever the actor does not see is left out. */
    public List<Book.Effect<Person>> changeMany(
            Actor actor, Collection<UUID> people, UnaryOperator<Person> edit, @Nullable String reason, boolean write) {
        return changes.many(actor, people, "changed", Verb.CHANGE, edit, reason, write);
    }

    /** Takes many people out at once, or only shows what that would do. */
    public List<Book.Effect<Person>> withdrawMany(
            Actor actor, Collection<UUID> people, @Nullable String reason, boolean write) {
        return changes.many(actor, people, "withdrawn", Verb.WITHDRAW, person -> person.withdrawn(true), reason, write);
    }
}
