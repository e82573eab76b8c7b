package io.kontor.people;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.people.spi.Firms;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may give whom which roles: nobody takes over, or gives away, more than they may do themselves. */
@Component
class Grants {
    private final Tx tx;
    private final PeopleSql sql;
    private final RoleSql roles;
    private final Firms firms;
    private final Company company;
    private final Clock clock;

    Grants(Tx tx, PeopleSql sql, RoleSql roles, Firms firms, Company company, Clock clock) {
        this.tx = tx;
        this.sql = sql;
        this.roles = roles;
        this.firms = firms;
        this.company = company;
        this.clock = clock;
    }

    /** Where somebody stands for the actor's rights: with their firm, or nowhere in particular. */
    Place place(Actor actor, Person person) {
        var firm = person.firm();
        if (firm == null) {
            return Place.ANYWHERE;
        }
        var bare = Place.of(firm, null, null, null);
        return actor.side() == Side.PORTAL ? bare : firms.place(actor, firm).orElse(bare);
    }

    void refuseAddressTaken(@Nullable String email, @Nullable UUID but) {
        if (email != null && tx.ask(Purpose.TAKEN, () -> sql.taken(email, but))) {
            throw Refusal.conflict("email-taken", "email", email).at("email");
        }
    }

    /**
     * Roles fit the side of their holder; those of the office are given by who may assign and holds as much; those of partners
     * by whoever may invite there.
     */
    void grantable(Actor actor, UUID id, List<Assignment> before, Person after) {
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
                actor.role(People.KIND, Verb.INVITE, place(actor, after));
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

    boolean covers(Actor actor, UUID id, List<Assignment> assignments) {
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
    void refuseTakeOver(Actor actor, People.Known known, Person after) {
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

    void refuseLastAdministrator(Person before, Person after) {
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
