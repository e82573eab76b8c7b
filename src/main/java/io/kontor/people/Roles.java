package io.kontor.people;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Roles are data: a shipped set, and the office's own. */
@Component
public final class Roles {
    public static final String KIND = "role";
    public static final String ADMINISTRATOR = "administrator";
    public static final String COMPANY_ADMIN = "company-admin";
    static final SubjectType<Role> ROLE =
            SubjectType.of(KIND, Role.class, "shipped", "created", "changed", "withdrawn", "undone");

    private final Tx tx;
    private final Ledger ledger;
    private final RoleSql sql;
    private final Ids ids;

    Roles(Tx tx, Ledger ledger, RoleSql sql, Ids ids) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.ids = ids;
    }

    public record Known(UUID id, UUID version, Role role) {}

    /** All roles of a side in use, shipped ones first. */
    public List<Known> all(Actor actor, Side side) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> sql.all(side));
    }

    /** @param names what an office called its own role, by language; none for a shipped one, whose name is in the bundles */
    public record Named(String code, Map<String, String> names) {}

    /** The roles people of partners may have, with their names. */
    public List<Named> namedForPortal(Actor actor) {
        return tx.as(actor, () -> sql.named(Side.PORTAL));
    }

    public Known find(Actor actor, UUID id) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> sql.find(id, false).orElseThrow(() -> Refusal.notFound(KIND)));
    }

    /** Refuses: a code already used; a permission there is not. */
    public UUID create(Actor actor, Role role, @Nullable String reason) {
        var by = everywhere(actor, Verb.CREATE);
        check(role);
        var id = ids.next();
        try {
            tx.as(
                    actor,
                    () -> sql.write(List.of(ledger.append(
                            actor, Change.of(ROLE, id, "created", by, role).because(reason)))));
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict("code-taken", "code", role.code()).at("code");
        }
        return id;
    }

    /** Changes what holders of a role may do. Refuses: taking the administrator's rights to roles away. */
    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Role> edit, @Nullable String reason) {
        revise(
                actor,
                id,
                Verb.CHANGE,
                "changed",
                reason,
                known -> ledger.revise(ROLE, id, known.version(), seen, edit));
    }

    /** Takes a role of the office's own out of use. Refuses: a shipped one; somebody holds it. */
    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        revise(actor, id, Verb.WITHDRAW, "withdrawn", reason, known -> {
            if (known.role().shipped()) {
                throw Refusal.conflict("role-shipped");
            }
            var holders = sql.holders(id);
            if (holders > 0) {
                throw Refusal.conflict("role-in-use", "count", holders);
            }
            return ledger.revise(ROLE, id, known.version(), seen, Role::withdrawnNow);
        });
    }

    /** Takes the last change of a role back. Refuses: it was changed since; nothing is before it. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        revise(actor, id, Verb.CHANGE, "undone", reason, known -> ledger.undone(ROLE, id, known.version(), seen));
    }

    private void revise(
            Actor actor,
            UUID id,
            Verb right,
            String verb,
            @Nullable String reason,
            java.util.function.Function<Known, Role> edit) {
        var by = everywhere(actor, right);
        tx.as(actor, () -> {
            var known = sql.find(id, true).orElseThrow(() -> Refusal.notFound(KIND));
            var state = edit.apply(known);
            if (state.equals(known.role())) {
                return;
            }
            check(state);
            sql.write(List.of(ledger.append(
                    actor,
                    Change.of(ROLE, id, verb, by, state).after(known.version()).because(reason))));
        });
    }

    /** A role holds everywhere, so only who has the right everywhere may change one. */
    private static String everywhere(Actor actor, Verb right) {
        var by = actor.role(KIND, right);
        if (!actor.rights().over(KIND, right).all()) {
            throw Refusal.forbidden(KIND, right);
        }
        return by;
    }

    /** What the office calls its own roles, by their codes, in the reader's language. */
    public Map<String, String> ownNames(Actor actor, Language language) {
        return tx.as(actor, () -> sql.own()).stream()
                .collect(java.util.stream.Collectors.toMap(Role::code, role -> role.name(language)));
    }

    Map<UUID, String> codes(Actor actor, java.util.Collection<UUID> ids) {
        return tx.as(actor, () -> sql.codes(ids));
    }

    /** Brings the shipped roles up to the permissions of this build: new ones are added, changed ones stay as they are. */
    public void ship() {
        var system = Purpose.HOUSEKEEPING.actor(KIND);
        tx.as(system, () -> {
            var table = PermissionTable.shipped();
            var known = sql.knownPermissions();
            var fresh = table.all().stream()
                    .filter(permission -> !known.contains(permission.code()))
                    .toList();
            if (fresh.isEmpty()) {
                return;
            }
            var there = sql.byCode();
            var changes = new ArrayList<Change<Role>>();
            for (var code : table.roles()) {
                var old = there.get(code);
                if (old == null) {
                    var role = new Role(code, PermissionTable.side(code), true, Map.of(), table.of(code), false);
                    changes.add(Change.of(ROLE, ids.next(), "shipped", "system", role));
                } else {
                    var more = new ArrayList<>(old.role().permissions());
                    table.of(code).stream()
                            .filter(permission -> !known.contains(permission.code()))
                            .forEach(more::add);
                    changes.add(Change.of(
                                    ROLE,
                                    old.id(),
                                    "shipped",
                                    "system",
                                    old.role().with(more))
                            .after(old.version()));
                }
            }
            var recorded = ledger.append(system, changes);
            sql.write(recorded);
            sql.know(fresh, recorded.getFirst().entry());
        });
    }

    private static void check(Role role) {
        if (role.permissions().stream().map(Role.Permission::code).distinct().count()
                < role.permissions().size()) {
            throw Refusal.invalid("permission-twice").at("permissions");
        }
        for (var permission : role.permissions()) {
            if (!PermissionTable.shipped().knows(permission.kind(), permission.verb())) {
                throw Refusal.invalid("permission-unknown", "permission", permission.code())
                        .at("permissions");
            }
        }
        if (role.code().equals(ADMINISTRATOR)
                && role.permissions().stream()
                        .noneMatch(permission -> permission.code().equals("role:change"))) {
            throw Refusal.conflict("last-administrator").at("permissions");
        }
    }
}
