package io.kontor.people;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns a person into an actor with the rights of this day. What a role allows is read again as soon as any role or the
 * person's own assignments changed; in between it is remembered.
 */
@Component
public final class Access {
    private static final int REMEMBERED = 2_000;

    private final Tx tx;
    private final AccessSql sql;
    private final RoleSql roles;
    private final Company company;
    private final Clock clock;
    private final Map<Key, Rights> remembered = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Rights> eldest) {
            return size() > REMEMBERED;
        }
    });

    Access(Tx tx, AccessSql sql, RoleSql roles, Company company, Clock clock) {
        this.tx = tx;
        this.sql = sql;
        this.roles = roles;
        this.company = company;
        this.clock = clock;
    }

    private record Key(UUID personVersion, String rolesVersion, LocalDate day) {}

    /** Whose account it is and how they want to be spoken to. */
    public record Account(
            UUID person,
            UUID version,
            String name,
            @Nullable String email,
            Side side,
            @Nullable UUID firm,
            String language,
            String zone,
            String rolesVersion) {}

    /** The account of a person who has not left. */
    public Optional<Account> account(UUID person) {
        return tx.ask(Purpose.SIGN_IN, () -> sql.byId(person));
    }

    /** The account with that address. */
    public Optional<Account> account(String email) {
        return tx.ask(Purpose.SIGN_IN, () -> sql.byEmail(email));
    }

    /** The actor behind an account, as of now. */
    public Actor actor(Account account, UUID correlation) {
        var today = company.profile(Purpose.SETTINGS.actor()).today(clock);
        var key = new Key(account.version(), account.rolesVersion(), today);
        var rights = remembered.get(key);
        if (rights == null) {
            rights = tx.ask(Purpose.SIGN_IN, () -> rights(account, key.day()));
            remembered.put(key, rights);
        }
        return new Actor(account.side(), account.person(), null, account.firm(), rights, Origin.PERSON, correlation);
    }

    /** Who runs commands on the machine itself: every right, named after the operating system's user. */
    public static Actor local(String user, UUID correlation) {
        var rights = PermissionTable.shipped().all().stream()
                .map(permission ->
                        new Rights.Right(Roles.ADMINISTRATOR, permission.kind(), permission.verb(), Scope.ALL))
                .toList();
        return new Actor(Side.OFFICE, null, "local:" + user, null, new Rights(rights), Origin.PERSON, correlation);
    }

    private Rights rights(Account account, LocalDate day) {
        return new Rights(roles.assigned(account.person(), day).stream()
                .map(assigned -> new Rights.Right(
                        assigned.role(),
                        assigned.permission().kind(),
                        assigned.permission().verb(),
                        scope(account, assigned)))
                .toList());
    }

    /** On the portal's side no right reaches beyond the firm. */
    private static Scope scope(Account account, RoleSql.Assigned assigned) {
        if (account.firm() != null) {
            return Scope.partners(Set.of(account.firm()));
        }
        if (assigned.permission().own()) {
            return Scope.onlyOwn(account.person());
        }
        return switch (assigned.reach()) {
            case ALL -> Scope.ALL;
            case REGIONS -> Scope.regions(assigned.regions());
            case SEGMENTS -> Scope.segments(assigned.segments());
            case PARTNERS -> Scope.partners(assigned.partners());
            case OWN -> Scope.ownPartners(account.person());
        };
    }

    /** Whether a permission exists at all; routes and token scopes are checked against it. */
    public static boolean exists(String kind, Verb verb) {
        return PermissionTable.shipped().knows(kind, verb);
    }
}
