package io.kontor.entrance;

import io.kontor.database.OfficeSecret;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import io.kontor.people.Access;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Passwords and time-based codes of people; what changes is an entry, the secret itself never stands in one. */
@Component
public class Credentials {
    static final SubjectType<Credential> CREDENTIAL = SubjectType.of(
            "credential",
            Credential.class,
            "password_set",
            "code_on",
            "code_off",
            "passkey_added",
            "passkey_removed",
            "erased");

    private final Tx tx;
    private final Ledger ledger;
    private final CredentialSql sql;
    private final Access access;
    private final Ids ids;
    private final Clock clock;
    private final OfficeSecret secret;
    private final RecoveryCodes recovery;

    Credentials(
            Tx tx,
            Ledger ledger,
            CredentialSql sql,
            Access access,
            Ids ids,
            Clock clock,
            OfficeSecret secret,
            RecoveryCodes recovery) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.access = access;
        this.ids = ids;
        this.clock = clock;
        this.secret = secret;
        this.recovery = recovery;
    }

    record Kept(
            UUID id,
            @Nullable UUID version,
            @Nullable String password,
            Optional<Seed> seed,
            boolean confirmed,
            long lastStep) {
        boolean asksForCode() {
            return confirmed && seed.isPresent();
        }

        Optional<byte[]> opened() {
            return seed.flatMap(Seed::opened);
        }
    }

    /**
     * @param opened none when the office has another secret than when it was made: its owner is still asked for a code, and only a
     *     recovery code helps
     */
    record Seed(Optional<byte[]> opened) {}

    /** Which ways somebody has to sign in. */
    public record Ways(boolean password, boolean code) {}

    public Ways ways(UUID person) {
        return tx.ask(
                Purpose.SIGN_IN,
                () -> kept(person)
                        .map(kept -> new Ways(kept.password() != null, kept.asksForCode()))
                        .orElse(new Ways(false, false)));
    }

    Optional<Kept> kept(UUID person) {
        return sql.find(person);
    }

    /** Sets a password, by its owner or by the set-up of an account. Refuses: too short, guessable. */
    public void setPassword(Actor actor, Access.Account account, String password) {
        var hash = Passwords.hash(password, account.name(), account.email());
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            var kept = kept(account.person());
            var recorded = record(
                    actor,
                    "self",
                    account,
                    kept,
                    "password_set",
                    true,
                    kept.map(Kept::asksForCode).orElse(false));
            sql.password(account.person(), recorded, hash);
        });
    }

    private Recorded<Credential> record(
            Actor actor,
            String role,
            Access.Account account,
            Optional<Kept> kept,
            String verb,
            boolean password,
            boolean code) {
        var id = kept.map(Kept::id).orElseGet(ids::next);
        var state = new Credential(account.person(), password, code, sql.passkeys(account.person()));
        return ledger.append(
                actor,
                Change.of(CREDENTIAL, id, verb, role, state)
                        .ofPartner(account.firm())
                        .after(kept.map(Kept::version).orElse(null)));
    }

    /** Notes that a passkey came or went. */
    Recorded<Credential> passkeyChanged(Actor actor, Access.Account account, String verb) {
        var kept = kept(account.person());
        var recorded = record(
                actor,
                "self",
                account,
                kept,
                verb,
                kept.map(Kept::password).isPresent(),
                kept.map(Kept::asksForCode).orElse(false));
        sql.stands(account.person(), recorded);
        return recorded;
    }

    /** Nothing is left by which somebody could sign in. */
    void erase(Actor actor, UUID person, String role) {
        kept(person).ifPresent(kept -> {
            var change = Change.of(CREDENTIAL, kept.id(), "erased", role, new Credential(person, false, false, 0));
            ledger.append(actor, change.after(kept.version()));
            sql.delete(person);
        });
    }

    /** Whether the password is the account's; takes equally long when there is no account. */
    boolean passwordMatches(Optional<Access.Account> account, String password) {
        var hash = account.flatMap(known -> tx.ask(Purpose.SIGN_IN, () -> kept(known.person())))
                .map(Kept::password)
                .orElse(null);
        return Passwords.matches(password, hash);
    }

    boolean asksForCode(UUID person) {
        return tx.ask(Purpose.SIGN_IN, () -> kept(person).map(Kept::asksForCode).orElse(false));
    }

    /** A code from the app, or one of the recovery codes; each is good once. */
    boolean codeMatches(UUID person, String code) {
        return tx.as(Purpose.SIGN_IN.actor(), () -> {
            var kept = kept(person).filter(Kept::asksForCode);
            if (kept.isEmpty()) {
                return false;
            }
            var step = step(kept.get(), code, kept.get().lastStep());
            if (step.isPresent()) {
                return sql.spent(person, step.getAsLong());
            }
            return recovery.spent(person, code);
        });
    }

    /** A new seed that is not asked for until a code made with it was shown. */
    byte[] beginCode(UUID person) {
        var seed = Codes.seed();
        var closed = secret.close(CredentialSql.SEEDS, person.toString(), seed);
        boolean kept = tx.as(Purpose.SIGN_IN.actor(), () -> sql.seed(person, closed));
        if (!kept) {
            throw Refusal.conflict("code-already-on");
        }
        return seed;
    }

    Optional<byte[]> begunSeed(UUID person) {
        return tx.ask(
                Purpose.SIGN_IN,
                () -> kept(person).filter(kept -> !kept.confirmed()).flatMap(Kept::opened));
    }

    private OptionalLong step(Kept kept, String code, long lastStep) {
        return kept.opened()
                .map(seed -> Codes.step(seed, code, clock.instant(), lastStep))
                .orElse(OptionalLong.empty());
    }

    /**
     * Turns codes on. Refuses: the code is wrong.
     *
     * @return recovery codes, shown once
     */
    List<String> confirmCode(Actor actor, Access.Account account, String code) {
        var person = account.person();
        return tx.as(Purpose.SIGN_IN.actor(), () -> {
            var kept = kept(person).filter(one -> !one.confirmed());
            var step = kept.map(one -> step(one, code, 0)).orElse(OptionalLong.empty());
            if (step.isEmpty()) {
                throw Refusal.invalid("code-wrong").at("code");
            }
            var recorded = record(actor, "self", account, kept, "code_on", true, true);
            sql.confirm(person, recorded, step.getAsLong());
            return recovery.made(person, recorded.entryId());
        });
    }

    /**
     * Turns codes off; the owner has to show one last code, or somebody has the right to change people.
     *
     * @param role by which the actor may
     */
    void removeCode(Actor actor, Access.Account account, String role) {
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            var kept = kept(account.person());
            var recorded = record(
                    actor,
                    role,
                    account,
                    kept,
                    "code_off",
                    kept.map(Kept::password).isPresent(),
                    false);
            sql.withoutCode(account.person(), recorded);
            recovery.gone(account.person());
        });
    }

    /** The actor of somebody about to sign in, for entries about themselves. */
    Actor self(Access.Account account) {
        return access.actor(account, ids.next());
    }
}
