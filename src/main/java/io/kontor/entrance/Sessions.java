package io.kontor.entrance;

import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import io.kontor.people.Access;
import io.kontor.people.People;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is signed in where. A session ends after twelve idle hours or fourteen days, when it is revoked, or with the person. */
@Component
public class Sessions {
    static final SubjectType<Session> SESSION =
            SubjectType.of("session", Session.class, "signed_in", "signed_out", "revoked");

    private static final Duration IDLE = Duration.ofHours(12);
    private static final Duration LONGEST = Duration.ofDays(14);
    private static final Duration HALFWAY = Duration.ofMinutes(10);
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final Tx tx;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Access access;
    private final People people;
    private final Ids ids;
    private final Clock clock;

    Sessions(Tx tx, Ledger ledger, JdbcClient jdbc, Access access, People people, Ids ids, Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.access = access;
        this.people = people;
        this.ids = ids;
        this.clock = clock;
    }

    /** From which browser, at which address; shown to its owner, so that they know their own. */
    public record Client(String agent, String address) {
        public Client {
            agent = agent.length() > 200 ? agent.substring(0, 200) : agent;
        }
    }

    /** A session as its owner sees it. */
    public record Listed(UUID id, String method, String agent, String address, Instant createdAt, Instant seenAt) {}

    /** A valid session and whose it is. */
    record Found(UUID id, boolean halfway, Access.Account account) {}

    /** Begins a session; the secret goes into the cookie and is not kept. */
    Opaque begin(Access.Account account, String method, boolean halfway, Client client) {
        var secret = Opaque.random("");
        var now = clock.instant();
        var id = ids.next();
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            jdbc.sql("""
                    insert into entrance.session (
                        id, hash, person_id, halfway, method, agent, address, created_at, seen_at, expires_at
                    )
                    values (:id, :hash, :person, :halfway, :method, :agent, :address, :now, :now, :expires)
                    """)
                    .param("id", id)
                    .param("hash", secret.hash())
                    .param("person", account.person())
                    .param("halfway", halfway)
                    .param("method", method)
                    .param("agent", client.agent())
                    .param("address", client.address())
                    .param("now", Rows.timestamp(now))
                    .param("expires", Rows.timestamp(now.plus(halfway ? HALFWAY : LONGEST)))
                    .update();
            if (!halfway) {
                jdbc.sql("update entrance.credential set signed_in_at = :now where person_id = :person")
                        .param("now", Rows.timestamp(now))
                        .param("person", account.person())
                        .update();
                note(account, id, method, "signed_in");
            }
        });
        return secret;
    }

    private void note(Access.Account account, UUID session, String method, String verb) {
        var actor = access.actor(account, ids.next());
        ledger.append(
                actor,
                Change.of(SESSION, session, verb, "self", new Session(account.person(), method))
                        .ofPartner(account.firm()));
    }

    /** The session of a cookie, with its owner as they are now. */
    Optional<Found> find(String secret) {
        var hash = new Opaque(secret).hash();
        return tx
                .ask(
                        Purpose.SIGN_IN,
                        () -> tx.unchangedList(
                                Purpose.SIGN_IN.actor(),
                                new Asked(
                                        HexFormat.of().formatHex(hash),
                                        clock.instant().truncatedTo(ChronoUnit.MINUTES)),
                                () -> row(hash)
                                        .flatMap(row ->
                                                access.account(row.person()).map(account -> new Owned(row, account)))
                                        .stream()
                                        .toList()))
                .stream()
                .filter(owned -> open(owned.row()))
                .map(owned -> new Found(owned.row().id(), owned.row().halfway(), owned.account()))
                .findFirst();
    }

    /** Rights begin and end with days, and days with minutes. */
    private record Asked(String hash, Instant minute) {}

    private record Row(UUID id, UUID person, boolean halfway, Instant seenAt, Instant expiresAt) {}

    private record Owned(Row row, Access.Account account) {}

    private boolean open(Row row) {
        var now = clock.instant();
        return row.expiresAt().isAfter(now) && row.seenAt().isAfter(now.minus(IDLE));
    }

    private final java.util.Map<UUID, Instant> noted = new java.util.concurrent.ConcurrentHashMap<>();

    private Optional<Row> row(byte[] hash) {
        return jdbc.sql("select id, person_id, halfway, seen_at, expires_at from entrance.session where hash = :hash")
                .param("hash", hash)
                .query((row, number) -> new Row(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getBoolean(3),
                        row.getTimestamp(4).toInstant(),
                        row.getTimestamp(5).toInstant()))
                .optional();
    }

    /** Notes that a session is in use, once a minute. */
    void seen(UUID session) {
        var now = clock.instant();
        var last = noted.get(session);
        if (last == null || last.plus(NOTED_EVERY).isBefore(now)) {
            if (noted.size() > 10_000) {
                noted.clear();
            }
            noted.put(session, now);
            tx.as(Purpose.SIGN_IN.actor(), () -> {
                jdbc.sql("update entrance.session set seen_at = :now where id = :id")
                        .param("now", Rows.timestamp(now))
                        .param("id", session)
                        .update();
            });
        }
    }

    /** The sessions of one person, newest first. */
    List<Listed> of(UUID person) {
        return tx.ask(
                Purpose.SIGN_IN,
                () -> jdbc.sql("""
                select id, method, agent, address, created_at, seen_at from entrance.session
                where person_id = :person and not halfway and expires_at > :now and seen_at > :idle
                order by seen_at desc, id
                """)
                        .param("person", person)
                        .param("now", Rows.timestamp(clock.instant()))
                        .param("idle", Rows.timestamp(clock.instant().minus(IDLE)))
                        .query((row, number) -> new Listed(
                                row.getObject("id", UUID.class),
                                row.getString("method"),
                                row.getString("agent"),
                                row.getString("address"),
                                row.getTimestamp("created_at").toInstant(),
                                row.getTimestamp("seen_at").toInstant()))
                        .list());
    }

    /** Ends one's own session by signing out. */
    void end(Found found) {
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            if (delete(found.id()) > 0 && !found.halfway()) {
                note(found.account(), found.id(), "", "signed_out");
            }
        });
    }

    /**
     * Ends a session of one's own, or of somebody else with the right to change people. Refuses: no such session, not
     * allowed.
     */
    public void revoke(Actor actor, UUID session) {
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            var owner = jdbc.sql("select person_id from entrance.session where id = :id")
                    .param("id", session)
                    .query(Rows.ID)
                    .optional()
                    .orElseThrow(() -> Refusal.notFound("session"));
            var own = owner.equals(actor.person());
            var role = own ? "self" : people.role(actor, Verb.CHANGE, owner);
            delete(session);
            var state = new Session(owner, "");
            ledger.append(
                    actor, Change.of(SESSION, session, "revoked", role, state).ofPartner(actor.firm()));
        });
    }

    /** Ends all sessions of a person, but perhaps one: after a new password, or when they leave. */
    void endAll(UUID person, @org.jspecify.annotations.Nullable UUID but) {
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            jdbc.sql("delete from entrance.session where person_id = :person and id is distinct from :but::uuid")
                    .param("person", person)
                    .param("but", but)
                    .update();
        });
    }

    private int delete(UUID session) {
        return jdbc.sql("delete from entrance.session where id = :id")
                .param("id", session)
                .update();
    }

    void forgetOld() {
        jdbc.sql("delete from entrance.session where expires_at < :now or seen_at < :idle")
                .param("now", Rows.timestamp(clock.instant()))
                .param("idle", Rows.timestamp(clock.instant().minus(IDLE)))
                .update();
    }
}
