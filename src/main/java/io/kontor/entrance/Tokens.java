package io.kontor.entrance;

import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Erased;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Personal;
import io.kontor.ledger.SubjectType;
import io.kontor.people.Access;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tokens for programs: each acts as its person, never with more than that person's rights of the moment and never with more
 * than the permissions it was given.
 */
@Component
public class Tokens {
    static final SubjectType<Token> TOKEN =
            SubjectType.of("token", Token.class, "created", "revoked", "erased").about(Token::person);

    private static final String PREFIX = "kontor_";
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration NOTED_EVERY = Duration.ofMinutes(5);

    private final Tx tx;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Access access;
    private final Ids ids;
    private final Clock clock;

    Tokens(Tx tx, Ledger ledger, JdbcClient jdbc, Access access, Ids ids, Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.access = access;
        this.ids = ids;
        this.clock = clock;
    }

    record Token(UUID person, @Personal String name, Set<String> permissions, Instant expires, boolean revoked) {
        Token erased() {
            return new Token(person, Erased.MARK, permissions, expires, true);
        }

        Token revokedNow() {
            return new Token(person, name, permissions, expires, true);
        }
    }

    /** A token as lists show it. */
    public record Listed(
            UUID id,
            UUID person,
            String name,
            Set<String> permissions,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant usedAt,
            boolean revoked) {}

    /** A new token: the secret is shown now and never again. */
    public record Created(UUID id, String secret) {}

    /**
     * Makes a token for a person. Refuses: a permission there is not, or that the maker does not have; no permissions; an
     * expiry in the past or more than a year away.
     *
     * @param permissions such as {@code deal:see}
     */
    public Created create(Actor actor, UUID person, String name, Set<String> permissions, Duration life) {
        var own = person.equals(actor.person());
        var role = own ? "self" : actor.role("token", Verb.CREATE);
        if (own && !actor.may("token", Verb.CREATE)) {
            throw Refusal.forbidden("token", Verb.CREATE);
        }
        var account = access.account(person).orElseThrow(() -> Refusal.notFound("person"));
        var cleanName = Fields.required(name, "name", 80);
        check(actor, permissions);
        if (!own
                && !actor.rights()
                        .cover(access.actor(account, ids.next()).rights().only(permissions))) {
            throw Refusal.conflict("beyond-your-rights", "name", account.name()).at("person");
        }
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
            throw Refusal.invalid("token-expiry", "days", LONGEST.toDays()).at("days");
        }
        var secret = Opaque.random(PREFIX);
        var id = ids.next();
        var now = clock.instant();
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            var state = new Token(person, cleanName, new TreeSet<>(permissions), now.plus(life), false);
            var recorded = ledger.append(
                    actor, Change.of(TOKEN, id, "created", role, state).ofPartner(account.firm()));
            jdbc.sql("""
                    insert into entrance.token (
                        id, hash, person_id, name, permissions, created_at, expires_at, revoked, entry_id
                    )
                    values (:id, :hash, :person, :name, :permissions, :now, :expires, false, :entry)
                    """)
                    .param("id", id)
                    .param("hash", secret.hash())
                    .param("person", person)
                    .param("name", cleanName)
                    .param("permissions", Rows.texts(state.permissions()))
                    .param("now", Rows.timestamp(now))
                    .param("expires", Rows.timestamp(state.expires()))
                    .param("entry", recorded.entryId())
                    .update();
        });
        return new Created(id, secret.text());
    }

    private static void check(Actor actor, Set<String> permissions) {
        if (permissions.isEmpty()) {
            throw Refusal.invalid("token-without-permission").at("permissions");
        }
        for (var permission : permissions) {
            var parts = permission.split(":", 2);
            if (parts.length != 2 || !known(parts[0], parts[1])) {
                throw Refusal.invalid("permission-unknown", "permission", permission)
                        .at("permissions");
            }
            if (!actor.may(parts[0], Verb.of(parts[1]))) {
                throw Refusal.forbidden(parts[0], Verb.of(parts[1]));
            }
        }
    }

    private static boolean known(String kind, String verb) {
        try {
            return Access.exists(kind, Verb.of(verb));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Tokens of one person, or of all with the right to see them. */
    public List<Listed> list(Actor actor, @Nullable UUID person) {
        if (person == null || !person.equals(actor.person())) {
            actor.role("token", Verb.SEE, io.kontor.kernel.Place.ANYWHERE);
        }
        return tx.ask(
                Purpose.SIGN_IN,
                () -> jdbc.sql("""
                select id, person_id, name, permissions, created_at, expires_at, used_at, revoked from entrance.token
                where :person::uuid is null or person_id = :person order by revoked, expires_at desc, id
                """)
                        .param("person", person)
                        .query((row, number) -> new Listed(
                                row.getObject("id", UUID.class),
                                row.getObject("person_id", UUID.class),
                                row.getString("name"),
                                new TreeSet<>(List.of(
                                        (String[]) row.getArray("permissions").getArray())),
                                row.getTimestamp("created_at").toInstant(),
                                row.getTimestamp("expires_at").toInstant(),
                                row.getTimestamp("used_at") == null
                                        ? null
                                        : row.getTimestamp("used_at").toInstant(),
                                row.getBoolean("revoked")))
                        .list());
    }

    /** Ends a token of one's own, or anybody's with the right; one that has ended stays so. Refuses: no such token. */
    public void revoke(Actor actor, UUID token) {
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            var kept = kept(token);
            var role = kept.state().person().equals(actor.person()) ? "self" : actor.role("token", Verb.WITHDRAW);
            if (kept.state().revoked()) {
                return;
            }
            var state = kept.state().revokedNow();
            var recorded = ledger.append(
                    actor,
                    Change.of(TOKEN, token, "revoked", role, state)
                            .ofPartner(kept.firm())
                            .after(kept.version()));
            jdbc.sql("update entrance.token set revoked = true, entry_id = :entry where id = :id")
                    .param("entry", recorded.entryId())
                    .param("id", token)
                    .update();
        });
    }

    private record Kept(Token state, @Nullable UUID firm, UUID version) {}

    /** Nothing of a person's tokens opens a door any more, nor says what they called them. */
    void erase(Actor actor, UUID person, String role) {
        var own = jdbc.sql("select id from entrance.token where person_id = :person and name <> :mark order by id")
                .param("person", person)
                .param("mark", Erased.MARK)
                .query(Rows.ID)
                .list();
        for (var token : own) {
            var kept = kept(token);
            var recorded = ledger.append(
                    actor,
                    Change.of(TOKEN, token, "erased", role, kept.state().erased())
                            .ofPartner(kept.firm())
                            .after(kept.version()));
            jdbc.sql("update entrance.token set name = :name, revoked = true, entry_id = :entry where id = :id")
                    .param("name", Erased.MARK)
                    .param("entry", recorded.entryId())
                    .param("id", token)
                    .update();
        }
    }

    private Kept kept(UUID token) {
        return jdbc.sql("""
                select t.person_id, t.name, t.permissions, t.expires_at, t.revoked, t.entry_id, p.partner_id
                from entrance.token t join people.person_v p on p.id = t.person_id where t.id = :id for update of t
                """)
                .param("id", token)
                .query((row, number) -> new Kept(
                        new Token(
                                row.getObject("person_id", UUID.class),
                                row.getString("name"),
                                new TreeSet<>(List.of(
                                        (String[]) row.getArray("permissions").getArray())),
                                row.getTimestamp("expires_at").toInstant(),
                                row.getBoolean("revoked")),
                        row.getObject("partner_id", UUID.class),
                        row.getObject("entry_id", UUID.class)))
                .optional()
                .orElseThrow(() -> Refusal.notFound("token"));
    }

    private record Valid(
            UUID id,
            UUID person,
            Set<String> permissions,
            @Nullable Instant usedAt) {}

    /** The actor behind a token; nothing when it is not known, expired or revoked, or its person has left. */
    public Optional<Actor> actor(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var now = clock.instant();
        return tx.ask(
                        Purpose.SIGN_IN,
                        () -> valid(secret, now)
                                .flatMap(valid ->
                                        access.account(valid.person()).map(account -> new ValidFor(valid, account))))
                .map(found -> {
                    var last = found.valid().usedAt();
                    if (last == null || last.plus(NOTED_EVERY).isBefore(now)) {
                        tx.as(Purpose.SIGN_IN.actor(), () -> {
                            jdbc.sql("update entrance.token set used_at = :now where id = :id")
                                    .param("now", Rows.timestamp(now))
                                    .param("id", found.valid().id())
                                    .update();
                        });
                    }
                    var actor = access.actor(found.account(), ids.next());
                    return actor.with(actor.rights().only(found.valid().permissions()));
                });
    }

    private record ValidFor(Valid valid, Access.Account account) {}

    private Optional<Valid> valid(String secret, Instant now) {
        return jdbc.sql("""
                select id, person_id, permissions, used_at from entrance.token
                where hash = :hash and not revoked and expires_at > :now
                """)
                .param("hash", new Opaque(secret).hash())
                .param("now", Rows.timestamp(now))
                .query((row, number) -> new Valid(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        Set.of((String[]) row.getArray(3).getArray()),
                        row.getTimestamp(4) == null ? null : row.getTimestamp(4).toInstant()))
                .optional();
    }
}
