package io.kontor.entrance;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.people.Access;
import io.kontor.people.People;
import io.kontor.post.Letter;
import io.kontor.post.Post;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The accounts of people, as those who look after them see them: invitations, new passwords, where somebody is signed in. Every
 * link goes by mail in its reader's language and comes back to the one who gave it, so that it works without mail.
 */
@Component
public final class Accounts {
    private static final Logger log = LoggerFactory.getLogger(Accounts.class);
    private static final int LOOKED_AT = 200;

    private final Tx tx;
    private final JdbcClient jdbc;
    private final People people;
    private final Access access;
    private final Credentials credentials;
    private final Sessions sessions;
    private final Links links;
    private final Attempts attempts;
    private final Post post;
    private final Clock clock;

    Accounts(
            Tx tx,
            JdbcClient jdbc,
            People people,
            Access access,
            Credentials credentials,
            Sessions sessions,
            Links links,
            Attempts attempts,
            Post post,
            Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.people = people;
        this.access = access;
        this.credentials = credentials;
        this.sessions = sessions;
        this.links = links;
        this.attempts = attempts;
        this.post = post;
        this.clock = clock;
    }

    /** A link somebody gave out, to be shown to them once. */
    public record Given(Links.Kind kind, String link, Instant expires, String email) {}

    /**
     * Invites somebody to take up their account; an earlier invitation stops working. A portal actor calls it after the
     * transaction that added the person. Refuses: no such person; not allowed there; no address; signs in already; may do more
     * than the actor.
     */
    public Given invite(Actor actor, UUID person) {
        var role = allowed(actor, Verb.INVITE, person);
        return tx.as(Purpose.SIGN_IN.actor(), () -> {
            if (credentials.kept(person).isPresent()) {
                throw Refusal.conflict("signs-in-already");
            }
            return give(actor, role, Links.Kind.INVITATION, person);
        });
    }

    /**
     * Gives somebody a link to set a new password; the old one works until it is used. Refuses: no such person; not allowed
     * there; never took up the account; may do more than the actor.
     */
    public Given reset(Actor actor, UUID person) {
        var role = allowed(actor, Verb.CHANGE, person);
        return tx.as(Purpose.SIGN_IN.actor(), () -> {
            if (credentials.kept(person).isEmpty()) {
                throw Refusal.conflict("never-signed-in");
            }
            return give(actor, role, Links.Kind.RESET, person);
        });
    }

    private String allowed(Actor actor, Verb right, UUID person) {
        var role = people.role(actor, right, person);
        if (!people.within(actor, person)) {
            throw Refusal.conflict(
                    "beyond-your-rights",
                    "name",
                    people.find(actor, person).person().name());
        }
        return role;
    }

    private Given give(Actor actor, String role, Links.Kind kind, UUID person) {
        var account = access.account(person).orElseThrow(() -> Refusal.conflict("person-withdrawn"));
        if (account.email() == null) {
            throw Refusal.conflict("no-address", "name", account.name());
        }
        var given = links.give(actor, role, kind, account);
        post.send(actor, new Letter(person, kind.code(), Map.of(), given.address(), kind.code() + ":" + given.id()));
        return new Given(kind, given.address(), given.expires(), account.email());
    }

    /** Takes an invitation back: its link stops working. Refuses: not allowed there; there is none. */
    public void takeBack(Actor actor, UUID person) {
        var role = people.role(actor, Verb.INVITE, person);
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            var account = access.account(person).orElseThrow(() -> Refusal.conflict("person-withdrawn"));
            if (links.takeBack(actor, role, Links.Kind.INVITATION, account) == 0) {
                throw Refusal.conflict("not-invited");
            }
        });
    }

    /** How somebody's account stands. */
    public record Standing(
            boolean signsIn,
            boolean asksForCode,
            @Nullable Instant signedInAt,
            @Nullable Instant invitedAt,
            @Nullable Instant invitationEndsAt) {
        /** Whether an invitation waits for its answer. */
        public boolean waiting() {
            return !signsIn && invitedAt != null;
        }
    }

    /** Refuses: no such person, or not one the actor may see. */
    public Standing standing(Actor actor, UUID person) {
        people.find(actor, person);
        return tx.ask(Purpose.SIGN_IN, () -> standing(person));
    }

    private Standing standing(UUID person) {
        return jdbc.sql("""
                select signs_in, signed_in_at, invited_at, invitation_ends_at from entrance.account_v
                where person_id = :person
                """)
                .param("person", person)
                .query((row, number) -> new Standing(
                        row.getBoolean("signs_in"),
                        credentials.asksForCode(person),
                        instant(row, "signed_in_at"),
                        instant(row, "invited_at"),
                        instant(row, "invitation_ends_at")))
                .single();
    }

    /** Somebody who was invited and has not come. */
    public record Unanswered(
            UUID person, String name, @Nullable UUID firm, Instant invitedAt, Instant endsAt, boolean over) {}

    /** Who was invited and has not come, the longest waiting first; only those the actor may invite again. */
    public List<Unanswered> unanswered(Actor actor, int most) {
        if (!actor.may(People.KIND, Verb.INVITE)) {
            return List.of();
        }
        var everybody = actor.rights().over(People.KIND, Verb.INVITE).all();
        var now = clock.instant();
        return tx
                .as(
                        Purpose.SIGN_IN.actor(),
                        () -> jdbc.sql("""
                        select p.id, p.name, p.partner_id, l.created_at, l.expires_at
                        from entrance.link l join people.person_v p on p.id = l.person_id and not p.withdrawn
                        where l.kind = 'invitation' and l.used_at is null
                            and not exists (select from entrance.credential c where c.person_id = l.person_id)
                        order by l.created_at, l.person_id limit :most
                        """)
                                .param("most", everybody ? most : LOOKED_AT)
                                .query((row, number) -> new Unanswered(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getObject(3, UUID.class),
                                        row.getTimestamp(4).toInstant(),
                                        row.getTimestamp(5).toInstant(),
                                        row.getTimestamp(5).toInstant().isBefore(now)))
                                .list())
                .stream()
                .filter(one -> everybody || mayInvite(actor, one.person()))
                .limit(most)
                .toList();
    }

    private boolean mayInvite(Actor actor, UUID person) {
        try {
            people.role(actor, Verb.INVITE, person);
            return true;
        } catch (Refusal refusal) {
            return false;
        }
    }

    /** Where somebody is signed in. Refuses: not allowed there. */
    public List<Sessions.Listed> sessions(Actor actor, UUID person) {
        people.role(actor, Verb.CHANGE, person);
        return sessions.of(person);
    }

    /** Turns somebody's codes off, when the phone is lost. Refuses: not allowed there; may do more than the actor. */
    public void removeCode(Actor actor, UUID person) {
        var role = allowed(actor, Verb.CHANGE, person);
        credentials.removeCode(
                actor, access.account(person).orElseThrow(() -> Refusal.conflict("person-withdrawn")), role);
    }

    /**
     * Somebody forgot their password: a link goes to the address if there is an account behind it. It never says whether; the
     * answer comes before anything is looked up. Refuses: asked several times of late.
     */
    public void forgotten(String email, Sessions.Client client) {
        var key = email.strip().toLowerCase(Locale.ROOT);
        tx.as(Purpose.SIGN_IN.actor(), () -> attempts.letter(key, client.address()));
        Thread.startVirtualThread(() -> {
            try {
                remind(key);
            } catch (RuntimeException e) {
                log.error("A link for a new password could not be written.", e);
            }
        });
    }

    /** Writes the letter to whom it may concern: a new password, or the invitation once more. */
    void remind(String email) {
        var house = Purpose.SIGN_IN.actor();
        tx.as(
                house,
                () -> access.account(email).ifPresent(account -> {
                    var standing = standing(account.person());
                    if (standing.signsIn()) {
                        give(house, "system", Links.Kind.RESET, account.person());
                    } else if (standing.waiting()) {
                        give(house, "system", Links.Kind.INVITATION, account.person());
                    }
                }));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
