package io.kontor.people;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everybody who acts, in the office and at the partners. */
@Component
public final class People {
    public static final String KIND = "person";
    static final SubjectType<Person> PERSON = SubjectType.of(
                    KIND, Person.class, "created", "changed", "assigned", "moved", "withdrawn", "restored", "undone")
            .shared("name", "email", "language", "zone", "withdrawn");

    private final Tx tx;
    private final Ledger ledger;
    private final PeopleSql sql;
    private final Ids ids;

    People(Tx tx, Ledger ledger, PeopleSql sql, Ids ids) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.ids = ids;
    }

    /** A person, the entry they stand at, and who they are. */
    public record Known(UUID id, UUID version, Person person) {}

    /** A name with its id, for choices and sentences. */
    public record Named(UUID id, String name) {}

    /** Refuses: no such person, or not one the actor may see. */
    public Known find(Actor actor, UUID id) {
        return tx.as(
                actor, () -> visible(actor, Verb.SEE, sql.find(id, false).orElseThrow(() -> Refusal.notFound(KIND))));
    }

    /** Names of people, also of those who left. */
    public Map<UUID, String> names(Actor actor, Collection<UUID> people) {
        return people.isEmpty() ? Map.of() : tx.as(actor, () -> sql.names(people));
    }

    /** Who the actor is. */
    public Known self(Actor actor) {
        var own = actor.person();
        if (own == null) {
            throw Refusal.notFound(KIND);
        }
        return tx.as(actor, () -> sql.find(own, false).orElseThrow(() -> Refusal.notFound(KIND)));
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
        return tx.as(actor, () -> sql.ofSide(Side.OFFICE, null));
    }

    /** Everybody of one firm who has not left, by name. */
    public List<Named> ofFirm(Actor actor, UUID firm) {
        return tx.as(actor, () -> sql.ofSide(Side.PORTAL, firm));
    }

    /** Refuses: an address somebody else has; not allowed; a portal actor adding somebody to another firm. */
    public UUID create(Actor actor, Person person, @Nullable String reason) {
        var role = actor.role(KIND, Verb.CREATE, place(person));
        refuseAddressTaken(person.email(), null);
        grantable(actor, List.of(), person.assignments());
        var id = ids.next();
        tx.as(
                actor,
                () -> sql.write(ledger.append(
                        actor,
                        Change.of(PERSON, id, "created", role, person)
                                .ofPartner(person.firm())
                                .because(reason))));
        return id;
    }

    /** Creates many at once, e.g. the owners of imported deals. */
    public List<UUID> createAll(Actor actor, List<Person> people) {
        var role = actor.role(KIND, Verb.CREATE);
        return tx.as(actor, () -> {
            var changes = people.stream()
                    .map(person -> Change.of(PERSON, ids.next(), "created", role, person)
                            .ofPartner(person.firm()))
                    .toList();
            sql.write(ledger.append(actor, changes));
            return changes.stream().map(Change::subject).toList();
        });
    }

    /** Changes who somebody is. Refuses: as creating does; roles nobody allowed the actor to give. */
    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Person> edit, @Nullable String reason) {
        revise(actor, id, seen, edit, "changed", Verb.CHANGE, reason);
    }

    /** Takes somebody out: their sign-ins end at once, what they did stays theirs. */
    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        if (id.equals(actor.person())) {
            throw Refusal.conflict("cannot-withdraw-yourself");
        }
        revise(actor, id, seen, person -> person.withdrawn(true), "withdrawn", Verb.WITHDRAW, reason);
    }

    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        revise(actor, id, seen, person -> person.withdrawn(false), "restored", Verb.WITHDRAW, reason);
    }

    /** Gives back what somebody was before the last change of them. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        tx.as(actor, () -> {
            var before = ledger.undone(
                    PERSON,
                    id,
                    sql.find(id, true).orElseThrow(() -> Refusal.notFound(KIND)).version(),
                    seen);
            revise(actor, id, seen, person -> before, "undone", Verb.CHANGE, reason);
        });
    }

    private void revise(
            Actor actor,
            UUID id,
            UUID seen,
            UnaryOperator<Person> edit,
            String verb,
            Verb right,
            @Nullable String reason) {
        tx.as(actor, () -> {
            var known = sql.find(id, true).orElseThrow(() -> Refusal.notFound(KIND));
            visible(actor, Verb.SEE, known);
            var role = actor.role(KIND, right, place(known.person()));
            var state = actor.side() == Side.OFFICE
                    ? ledger.revise(PERSON, id, known.version(), seen, edit)
                    : edit.apply(known.person());
            refuseAddressTaken(state.withdrawn() ? null : state.email(), id);
            grantable(actor, known.person().assignments(), state.assignments());
            refuseLastAdministrator(known, state);
            sql.write(ledger.append(
                    actor,
                    Change.of(PERSON, id, verb, role, state)
                            .ofPartner(state.firm())
                            .after(known.version())
                            .because(reason)));
        });
    }

    private static Known visible(Actor actor, Verb verb, Known known) {
        if (!actor.may(KIND, verb, place(known.person()))
                || (actor.side() == Side.PORTAL
                        && !java.util.Objects.equals(
                                actor.firm(), known.person().firm()))) {
            throw Refusal.notFound(KIND);
        }
        return known;
    }

    private static Place place(Person person) {
        return person.firm() == null ? Place.ANYWHERE : Place.of(person.firm(), null, null, null);
    }

    private void refuseAddressTaken(@Nullable String email, @Nullable UUID but) {
        if (email != null && tx.ask(Purpose.TAKEN, () -> sql.taken(email, but))) {
            throw Refusal.conflict("email-taken", "email", email).at("email");
        }
    }

    /** Assignments change only by those who may assign; a firm's administrator gives roles of the portal only. */
    private static void grantable(Actor actor, List<Assignment> before, List<Assignment> after) {
        if (before.equals(after)) {
            return;
        }
        if (actor.side() == Side.PORTAL) {
            for (var assignment : after) {
                if (PermissionTable.side(assignment.role()) != Side.PORTAL) {
                    throw Refusal.forbidden("assignment", Verb.CHANGE);
                }
            }
        } else {
            actor.role("assignment", Verb.CHANGE);
        }
    }

    private void refuseLastAdministrator(Known known, Person after) {
        if (administers(known.person()) && !administers(after) && sql.administrators() <= 1) {
            throw Refusal.conflict("last-administrator").at("assignments");
        }
    }

    private static boolean administers(Person person) {
        return !person.withdrawn()
                && person.assignments().stream()
                        .anyMatch(assignment -> assignment.role().equals(Roles.ADMINISTRATOR));
    }
}
