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

        String code() {
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
        return give(Purpose.SETTING_UP.actor(), Kind.SET_UP, null);
    }

    /** The address by which somebody takes up their account; an earlier one stops working. */
    public String invite(Actor actor, Access.Account account) {
        return give(actor, Kind.INVITATION, account);
    }

    /** The address by which somebody sets a new password; an earlier one stops working. */
    public String reset(Actor actor, Access.Account account) {
        return give(actor, Kind.RESET, account);
    }

    private String give(Actor actor, Kind kind, Access.@Nullable Account account) {
        var secret = Opaque.random("");
        var id = ids.next();
        var now = clock.instant();
        var person = account == null ? null : account.person();
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            takeBack(actor, kind, account);
            var change = Change.of(LINK, id, "given", "self", new Link(kind, person))
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
        return address.link(kind.path() + secret.text());
    }

    private void takeBack(Actor actor, Kind kind, Access.@Nullable Account account) {
        var person = account == null ? null : account.person();
        var old = jdbc.sql("""
                select id from entrance.link
                where kind = :kind and person_id is not distinct from :person::uuid and used_at is null and expires_at > :now
                for update
                """)
                .param("kind", kind.code())
                .param("person", person)
                .param("now", Rows.timestamp(clock.instant()))
                .query(Rows.ID)
                .list();
        for (var id : old) {
            var recorded = ledger.append(
                    actor,
                    Change.of(LINK, id, "taken_back", "self", new Link(kind, person))
                            .ofPartner(account == null ? null : account.firm()));
            end(id, recorded.entryId());
        }
    }

    private void end(UUID id, UUID entry) {
        jdbc.sql("update entrance.link set used_at = :now, entry_id = :entry where id = :id")
                .param("now", Rows.timestamp(clock.instant()))
                .param("entry", entry)
                .param("id", id)
                .update();
    }

    /** A link that still opens, and for whom. */
    record Found(UUID id, Kind kind, @Nullable UUID person) {}

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
                        .ofPartner(actor.firm()));
        end(found.id(), recorded.entryId());
    }

    private Optional<Found> open(Kind kind, String secret, boolean lock) {
        return jdbc.sql("""
                select id, person_id from entrance.link
                where hash = :hash and kind = :kind and used_at is null and expires_at > :now
                """ + (lock ? " for update" : ""))
                .param("hash", new Opaque(secret).hash())
                .param("kind", kind.code())
                .param("now", Rows.timestamp(clock.instant()))
                .query((row, number) -> new Found(row.getObject(1, UUID.class), kind, row.getObject(2, UUID.class)))
                .optional();
    }

    /** People who were invited and have not come, with the day their invitation was given. */
    public boolean waiting(UUID person) {
        return tx.ask(
                Purpose.SIGN_IN,
                () -> jdbc.sql("""
                select exists (select from entrance.link
                    where person_id = :person and kind = 'invitation' and used_at is null)
                    and not exists (select from entrance.credential where person_id = :person)
                """).param("person", person).query(Boolean.class).single());
    }
}
