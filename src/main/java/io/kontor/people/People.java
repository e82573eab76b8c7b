package io.kontor.people;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import io.kontor.people.spi.Firms;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
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
                    KIND, Person.class, "created", "changed", "assigned", "moved", "withdrawn", "restored", "undone")
            .shared("name", "email", "language", "zone", "withdrawn");

    private final Tx tx;
    private final Ledger ledger;
    private final PeopleSql sql;
    private final RoleSql roles;
    private final Firms firms;
    private final Company company;
    private final Ids ids;
    private final Clock clock;

    People(Tx tx, Ledger ledger, PeopleSql sql, RoleSql roles, Firms firms, Company company, Ids ids, Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.roles = roles;
        this.firms = firms;
        this.company = company;
        this.ids = ids;
        this.clock = clock;
    }

    /** A person, the entry they stand at, and who they are. */
    public record Known(UUID id, UUID version, Person person) {}

    /** A name with its id, for choices and sentences. */
    public record Named(UUID id, String name) {}

    /** Refuses: no such person, or not one the actor may see. */
    public Known find(Actor actor, UUID id) {
        return tx.as(actor, () -> visible(actor, sql.find(id, false).orElseThrow(() -> Refusal.notFound(KIND))));
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
        var firm = person.firm();
        if (firm == null) {
            return Place.ANYWHERE;
        }
        var bare = Place.of(firm, null, null, null);
        return actor.side() == Side.PORTAL ? bare : firms.place(actor, firm).orElse(bare);
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
            return person.firm() != null || covers(actor, id, person.assignments());
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
        return tx.as(actor, () -> sql.ofSide(Side.OFFICE, null));
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
        refuseAddressTaken(person.email(), null);
        grantable(actor, id, List.of(), person);
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
            var changes = people.stream()
                    .map(person -> Change.of(PERSON, ids.next(), "created", role, person)
                            .ofPartner(person.firm()))
                    .toList();
            sql.write(ledger.append(actor, changes));
            return changes.stream().map(Change::subject).toList();
        });
    }

    /** Changes who somebody is. Refuses: as creating does; a new address for somebody who may do more than the actor. */
    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Person> edit, @Nullable String reason) {
        revise(actor, id, seen, edit, "changed", Verb.CHANGE, reason);
    }

    /** Changes the roles somebody holds. Refuses: roles that reach further than the actor's own; the last administrator's. */
    public void assign(Actor actor, UUID id, UUID seen, UnaryOperator<List<Assignment>> edit, @Nullable String reason) {
        revise(
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
        refuseSelf(actor, id);
        revise(actor, id, seen, person -> person.withdrawn(true), "withdrawn", Verb.WITHDRAW, reason);
    }

    private static void refuseSelf(Actor actor, UUID id) {
        if (id.equals(actor.person())) {
            throw Refusal.conflict("cannot-withdraw-yourself");
        }
    }

    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        revise(actor, id, seen, person -> person.withdrawn(false), "restored", Verb.WITHDRAW, reason);
    }

    /** Gives back what somebody was before the last change of them. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        tx.as(actor, () -> {
            var known = visible(actor, sql.find(id, true).orElseThrow(() -> Refusal.notFound(KIND)));
            var before = ledger.undone(PERSON, id, known.version(), seen);
            if (before.withdrawn()) {
                refuseSelf(actor, id);
            }
            record(actor, known, before, "undone", Verb.CHANGE, reason);
        });
    }

    /** Changes many people at once, or only shows what that would do; whoever the actor does not see is left out. */
    public List<Book.Effect<Person>> changeMany(
            Actor actor, Collection<UUID> people, UnaryOperator<Person> edit, @Nullable String reason, boolean write) {
        return many(actor, people, "changed", Verb.CHANGE, edit, reason, write);
    }

    /** Takes many people out at once, or only shows what that would do. */
    public List<Book.Effect<Person>> withdrawMany(
            Actor actor, Collection<UUID> people, @Nullable String reason, boolean write) {
        return many(actor, people, "withdrawn", Verb.WITHDRAW, person -> person.withdrawn(true), reason, write);
    }

    private List<Book.Effect<Person>> many(
            Actor actor,
            Collection<UUID> people,
            String verb,
            Verb right,
            UnaryOperator<Person> edit,
            @Nullable String reason,
            boolean write) {
        return tx.as(actor, () -> {
            var effects = new ArrayList<Book.Effect<Person>>();
            for (var id : new TreeSet<>(people)) {
                sql.find(id, write)
                        .filter(known -> sees(actor, known.person()))
                        .ifPresent(known -> effects.add(effect(actor, known, verb, right, edit, reason, write)));
            }
            return effects;
        });
    }

    private Book.Effect<Person> effect(
            Actor actor,
            Known known,
            String verb,
            Verb right,
            UnaryOperator<Person> edit,
            @Nullable String reason,
            boolean write) {
        var before = known.person();
        try {
            var after = edit.apply(before);
            if (after.withdrawn() && !before.withdrawn()) {
                refuseSelf(actor, known.id());
            }
            if (write) {
                record(actor, known, after, verb, right, reason);
            } else {
                check(actor, known, after, right);
            }
            return new Book.Effect<>(known.id(), before, after, null);
        } catch (Refusal refusal) {
            return new Book.Effect<>(known.id(), before, before, refusal);
        }
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
            var known = visible(actor, sql.find(id, true).orElseThrow(() -> Refusal.notFound(KIND)));
            record(actor, known, revised(actor, known, seen, edit), verb, right, reason);
        });
    }

    /** The edit on what its editor saw; partners read no entries, so theirs holds only while nobody else changed anything. */
    private Person revised(Actor actor, Known known, UUID seen, UnaryOperator<Person> edit) {
        if (actor.side() == Side.OFFICE) {
            return ledger.revise(PERSON, known.id(), known.version(), seen, edit);
        }
        if (!known.version().equals(seen)) {
            throw Refusal.conflict("changed-since");
        }
        return edit.apply(known.person());
    }

    private void record(Actor actor, Known known, Person state, String verb, Verb right, @Nullable String reason) {
        if (state.equals(known.person())) {
            return;
        }
        var role = check(actor, known, state, right);
        sql.write(ledger.append(
                actor,
                Change.of(PERSON, known.id(), verb, role, state)
                        .ofPartner(state.firm())
                        .after(known.version())
                        .because(reason)));
    }

    private String check(Actor actor, Known known, Person state, Verb right) {
        var before = known.person();
        var role = actor.role(KIND, right, place(actor, before));
        if (state.side() != before.side() || !Objects.equals(state.firm(), before.firm())) {
            throw Refusal.invalid("person-stays").at("side");
        }
        refuseAddressTaken(state.withdrawn() ? null : state.email(), known.id());
        grantable(actor, known.id(), before.assignments(), state);
        refuseTakeOver(actor, known, state);
        refuseLastAdministrator(before, state);
        return role;
    }

    private Known visible(Actor actor, Known known) {
        if (!sees(actor, known.person())) {
            throw Refusal.notFound(KIND);
        }
        return known;
    }

    private boolean sees(Actor actor, Person person) {
        return actor.may(KIND, Verb.SEE, place(actor, person))
                && (actor.side() == Side.OFFICE || Objects.equals(actor.firm(), person.firm()));
    }

    private void refuseAddressTaken(@Nullable String email, @Nullable UUID but) {
        if (email != null && tx.ask(Purpose.TAKEN, () -> sql.taken(email, but))) {
            throw Refusal.conflict("email-taken", "email", email).at("email");
        }
    }

    /**
     * Roles fit the side of their holder; those of the office are given by who may assign and holds as much; those of partners
     * by whoever may invite there.
     */
    private void grantable(Actor actor, UUID id, List<Assignment> before, Person after) {
        var added = without(after.assignments(), before);
        var changed = new ArrayList<>(without(before, after.assignments()));
        changed.addAll(added);
        if (changed.isEmpty()) {
            return;
        }
        var fitting = tx.as(actor, () -> roles.codes(after.side()));
        for (var assignment : added) {
            if (!fitting.contains(assignment.role())) {
                throw Refusal.invalid("role-not-theirs", "role", assignment.role())
                        .at("role");
            }
        }
        if (actor.origin().equals(Origin.SYSTEM)) {
            return;
        }
        if (after.firm() != null) {
            if (actor.side() == Side.PORTAL && id.equals(actor.person())) {
                throw Refusal.conflict("own-roles").at("role");
            }
            if (!actor.may("assignment", Verb.CHANGE)) {
                actor.role(KIND, Verb.INVITE, place(actor, after));
            }
            return;
        }
        actor.role("assignment", Verb.CHANGE);
        if (!covers(actor, id, changed)) {
            throw Refusal.conflict("beyond-your-rights", "name", after.name()).at("role");
        }
    }

    private static List<Assignment> without(List<Assignment> all, List<Assignment> some) {
        return all.stream().filter(one -> !some.contains(one)).toList();
    }

    private boolean covers(Actor actor, UUID id, List<Assignment> assignments) {
        var known = roles.inUse(
                assignments.stream().map(Assignment::role).distinct().toList());
        var rights = new ArrayList<Rights.Right>();
        for (var assignment : assignments) {
            var role = known.get(assignment.role());
            if (role != null) {
                for (var permission : role.permissions()) {
                    var scope = permission.own() ? Scope.onlyOwn(id) : assignment.scope(id);
                    rights.add(new Rights.Right(role.code(), permission.kind(), permission.verb(), scope));
                }
            }
        }
        return actor.rights().cover(new Rights(rights));
    }

    /** Another address, or being taken out or back, is for those to decide who may do as much. */
    private void refuseTakeOver(Actor actor, Known known, Person after) {
        var before = known.person();
        var grave = !Objects.equals(before.email(), after.email()) || before.withdrawn() != after.withdrawn();
        if (grave
                && before.firm() == null
                && !known.id().equals(actor.person())
                && !actor.origin().equals(Origin.SYSTEM)
                && !covers(actor, known.id(), before.assignments())) {
            throw Refusal.conflict("beyond-your-rights", "name", before.name());
        }
    }

    private void refuseLastAdministrator(Person before, Person after) {
        var today = company.profile(Purpose.SETTINGS.actor()).today(clock);
        if (administers(before, today) && !administers(after, today) && sql.administrators(today) <= 1) {
            throw Refusal.conflict("last-administrator").at("assignments");
        }
    }

    private static boolean administers(Person person, LocalDate today) {
        return !person.withdrawn()
                && person.assignments().stream()
                        .anyMatch(assignment -> assignment.role().equals(Roles.ADMINISTRATOR)
                                && assignment.reach() == Assignment.Reach.ALL
                                && assignment.to() == null
                                && assignment.period().contains(today));
    }
}
