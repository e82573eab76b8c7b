package io.kontor.entrance;

import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import io.kontor.people.Access;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Links that let somebody in once: to set up an empty office, to take up an invitation, to set a new password. */
@Component
public class Links {
    static final SubjectType<Link> LINK = SubjectType.of("link", Link.class, "given", "used", "taken_back");

    private static final Duration KEPT = Duration.ofDays(30);

    /** What a link is good for. */
    public enum Kind {
        SET_UP,
        INVITATION,
        RESET;

        String path() {
            return switch (this) {
                case SET_UP -> "/setup/";
                case INVITATION -> "/welcome/";
                case RESET -> "/reset/";
            };
        }

        Duration life() {
            return switch (this) {
                case SET_UP -> Duration.ofDays(2);
                case INVITATION -> Duration.ofDays(7);
                case RESET -> Duration.ofHours(4);
            };
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Link(Kind kind, @Nullable UUID person) {}

    private final Tx tx;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Access access;
    private final PublicAddress address;
    private final Ids ids;
    private final Clock clock;

    Links(Tx tx, Ledger ledger, JdbcClient jdbc, Access access, PublicAddress address, Ids ids, Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.access = access;
        this.address = address;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether nobody can sign in yet, so that the office waits to be set up. */
    public boolean officeIsEmpty() {
        return tx.ask(
                Purpose.SETTING_UP,
                () -> jdbc.sql("select not exists (select from entrance.credential)")
                        .query(Boolean.class)
                        .single());
    }

    /** The address that sets up an empty office, good once; an earlier one stops working. */
    public String setUp() {
        return give(Purpose.SETTING_UP.actor(), "system", Kind.SET_UP, null).address();
    }

    /** The address by which somebody takes up their account; an earlier one stops working. */
    public String invite(Actor actor, Access.Account account) {
        return give(actor, "system", Kind.INVITATION, account).address();
    }

    /** The address by which somebody sets a new password; an earlier one stops working. */
    public String reset(Actor actor, Access.Account account) {
        return give(actor, "system", Kind.RESET, account).address();
    }

    /** A link as it was just made; its secret is part of the address and kept nowhere. */
    record Given(UUID id, String address, Instant expires) {}

    /** @param role by which the actor gives it out */
    Given give(Actor actor, String role, Kind kind, Access.@Nullable Account account) {
        var secret = Opaque.random("");
        var id = ids.next();
        var now = clock.instant();
        var person = account == null ? null : account.person();
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            takeBack(actor, role, kind, account);
            var change = Change.of(LINK, id, "given", role, new Link(kind, person))
                    .ofPartner(account == null ? null : account.firm());
            var recorded = ledger.append(actor, change);
            jdbc.sql("""
                    insert into entrance.link (id, hash, kind, person_id, created_at, expires_at, entry_id)
                    values (:id, :hash, :kind, :person, :now, :expires, :entry)
                    """)
                    .param("id", id)
                    .param("hash", secret.hash())
                    .param("kind", kind.code())
                    .param("person", person)
                    .param("now", Rows.timestamp(now))
                    .param("expires", Rows.timestamp(now.plus(kind.life())))
                    .param("entry", recorded.entryId())
                    .update();
        });
        return new Given(id, address.link(kind.path() + secret.text()), now.plus(kind.life()));
    }

    private record Old(UUID id, UUID version) {}

    /**
     * Ends the links of this kind that somebody still has.
     *
     * @return how many
     */
    int takeBack(Actor actor, String role, Kind kind, Access.@Nullable Account account) {
        var person = account == null ? null : account.person();
        var old = jdbc.sql("""
                select id, entry_id from entrance.link
                where kind = :kind and person_id is not distinct from :person::uuid and used_at is null
                for update
                """)
                .param("kind", kind.code())
                .param("person", person)
                .query((row, number) -> new Old(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
        for (var link : old) {
            var recorded = ledger.append(
                    actor,
                    Change.of(LINK, link.id(), "taken_back", role, new Link(kind, person))
                            .ofPartner(account == null ? null : account.firm())
                            .after(link.version()));
            end(link.id(), recorded.entryId());
        }
        return old.size();
    }

    private void end(UUID id, UUID entry) {
        jdbc.sql("update entrance.link set used_at = :now, entry_id = :entry where id = :id")
                .param("now", Rows.timestamp(clock.instant()))
                .param("entry", entry)
                .param("id", id)
                .update();
    }

    /** A link that still opens, and for whom. */
    record Found(UUID id, Kind kind, @Nullable UUID person, UUID version) {}

    /** Refuses: used, expired, never given. */
    Found find(Kind kind, String secret) {
        return tx.ask(Purpose.SIGN_IN, () -> open(kind, secret, false))
                .orElseThrow(() -> Refusal.invalid("link-spent"));
    }

    /** The account a link is for. Refuses: it was taken out meanwhile. */
    Access.Account account(Found link) {
        return Optional.ofNullable(link.person())
                .flatMap(access::account)
                .orElseThrow(() -> Refusal.invalid("link-spent"));
    }

    /** Spends a link, in the transaction of what it was for. Refuses: somebody else was faster. */
    void use(Actor actor, Kind kind, String secret) {
        var found = open(kind, secret, true).orElseThrow(() -> Refusal.invalid("link-spent"));
        var recorded = ledger.append(
                actor,
                Change.of(LINK, found.id(), "used", "self", new Link(kind, found.person()))
                        .ofPartner(actor.firm())
                        .after(found.version()));
        end(found.id(), recorded.entryId());
    }

    private Optional<Found> open(Kind kind, String secret, boolean lock) {
        return jdbc.sql("""
                select id, person_id, entry_id from entrance.link
                where hash = :hash and kind = :kind and used_at is null and expires_at > :now
                """ + (lock ? " for update" : ""))
                .param("hash", new Opaque(secret).hash())
                .param("kind", kind.code())
                .param("now", Rows.timestamp(clock.instant()))
                .query((row, number) -> new Found(
                        row.getObject(1, UUID.class), kind, row.getObject(2, UUID.class), row.getObject(3, UUID.class)))
                .optional();
    }

    /** Lets go of links that are long over; an invitation nobody answered stays until it is answered or taken back. */
    void forgetOld() {
        jdbc.sql("""
                delete from entrance.link l
                where coalesce(l.used_at, l.expires_at) < :before
                    and (l.used_at is not null or l.kind <> 'invitation'
                        or exists (select from entrance.credential c where c.person_id = l.person_id))
                """)
                .param("before", Rows.timestamp(clock.instant().minus(KEPT)))
                .update();
    }
}
