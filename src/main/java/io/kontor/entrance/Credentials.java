package io.kontor.entrance;

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
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Passwords and time-based codes of people; what changes is an entry, the secret itself never stands in one. */
@Component
public class Credentials {
    static final SubjectType<Credential> CREDENTIAL = SubjectType.of(
            "credential", Credential.class, "password_set", "code_on", "code_off", "passkey_added", "passkey_removed");

    private static final int RECOVERY_CODES = 8;
    private static final String RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Tx tx;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Access access;
    private final Ids ids;
    private final Clock clock;

    Credentials(Tx tx, Ledger ledger, JdbcClient jdbc, Access access, Ids ids, Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.access = access;
        this.ids = ids;
        this.clock = clock;
    }

    record Kept(
            UUID id,
            @Nullable UUID version,
            @Nullable String password,
            byte @Nullable [] seed,
            boolean confirmed,
            long lastStep) {
        boolean asksForCode() {
            return confirmed && seed != null;
        }
    }

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
        return jdbc.sql("""
                select id, entry_id, password, code_seed, code_confirmed, code_last_step from entrance.credential
                where person_id = :person
                """)
                .param("person", person)
                .query((row, number) -> new Kept(
                        row.getObject("id", UUID.class),
                        row.getObject("entry_id", UUID.class),
                        row.getString("password"),
                        row.getBytes("code_seed"),
                        row.getBoolean("code_confirmed"),
                        row.getLong("code_last_step")))
                .optional();
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
            jdbc.sql("""
                    insert into entrance.credential (
                        person_id, id, password, code_confirmed, code_last_step, entry_id
                    )
                    values (:person, :id, :password, false, 0, :entry)
                    on conflict (person_id) do update set password = excluded.password, entry_id = excluded.entry_id
                    """)
                    .param("person", account.person())
                    .param("id", recorded.id())
                    .param("password", hash)
                    .param("entry", recorded.entryId())
                    .update();
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
        var state = new Credential(account.person(), password, code, passkeys(account.person()));
        return ledger.append(
                actor,
                Change.of(CREDENTIAL, id, verb, role, state)
                        .ofPartner(account.firm())
                        .after(kept.map(Kept::version).orElse(null)));
    }

    private int passkeys(UUID person) {
        return jdbc.sql("select count(*) from entrance.passkey where person_id = :person")
                .param("person", person)
                .query(Integer.class)
                .single();
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
        jdbc.sql("""
                insert into entrance.credential (person_id, id, code_confirmed, code_last_step, entry_id)
                values (:person, :id, false, 0, :entry)
                on conflict (person_id) do update set entry_id = excluded.entry_id
                """)
                .param("person", account.person())
                .param("id", recorded.id())
                .param("entry", recorded.entryId())
                .update();
        return recorded;
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
            if (kept.isEmpty() || kept.get().seed() == null) {
                return false;
            }
            var step = Codes.step(
                    kept.get().seed(), code, clock.instant(), kept.get().lastStep());
            if (step.isPresent()) {
                return jdbc.sql("""
                        update entrance.credential set code_last_step = :step
                        where person_id = :person and code_last_step < :step
                        """)
                                .param("person", person)
                                .param("step", step.getAsLong())
                                .update()
                        == 1;
            }
            return jdbc.sql("delete from entrance.recovery_code where person_id = :person and hash = :hash")
                            .param("person", person)
                            .param("hash", recoveryHash(code))
                            .update()
                    == 1;
        });
    }

    /** A new seed that is not asked for until a code made with it was shown. */
    byte[] beginCode(UUID person) {
        var seed = Codes.seed();
        int changed = tx.as(
                Purpose.SIGN_IN.actor(),
                () -> jdbc.sql("""
                update entrance.credential set code_seed = :seed
                where person_id = :person and not code_confirmed and password is not null
                """).param("person", person).param("seed", seed).update());
        if (changed == 0) {
            throw Refusal.conflict("code-already-on");
        }
        return seed;
    }

    Optional<byte[]> begunSeed(UUID person) {
        return tx.ask(
                Purpose.SIGN_IN,
                () -> kept(person).filter(kept -> !kept.confirmed()).flatMap(kept -> Optional.ofNullable(kept.seed())));
    }

    /**
     * Turns codes on. Refuses: the code is wrong.
     *
     * @return recovery codes, shown once
     */
    List<String> confirmCode(Actor actor, Access.Account account, String code) {
        var person = account.person();
        return tx.as(Purpose.SIGN_IN.actor(), () -> {
            var kept = kept(person).filter(one -> !one.confirmed() && one.seed() != null);
            var step = kept.isEmpty() || kept.get().seed() == null
                    ? java.util.OptionalLong.empty()
                    : Codes.step(kept.get().seed(), code, clock.instant(), 0);
            if (step.isEmpty()) {
                throw Refusal.invalid("code-wrong").at("code");
            }
            var recorded = record(actor, "self", account, kept, "code_on", true, true);
            jdbc.sql("""
                    update entrance.credential set code_confirmed = true, code_last_step = :step, entry_id = :entry
                    where person_id = :person
                    """)
                    .param("person", person)
                    .param("step", step.getAsLong())
                    .param("entry", recorded.entryId())
                    .update();
            return recoveryCodes(person, recorded.entryId());
        });
    }

    private List<String> recoveryCodes(UUID person, UUID entry) {
        jdbc.sql("delete from entrance.recovery_code where person_id = :person")
                .param("person", person)
                .update();
        var codes = new ArrayList<String>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            var code = new StringBuilder();
            for (int j = 0; j < 10; j++) {
                code.append(j == 5 ? "-" : "")
                        .append(RECOVERY_LETTERS.charAt(RANDOM.nextInt(RECOVERY_LETTERS.length())));
            }
            codes.add(code.toString());
            jdbc.sql("insert into entrance.recovery_code (person_id, hash, entry_id) values (:person, :hash, :entry)")
                    .param("person", person)
                    .param("hash", recoveryHash(code.toString()))
                    .param("entry", entry)
                    .update();
        }
        return codes;
    }

    private static byte[] recoveryHash(String code) {
        return new Opaque(code.strip().toLowerCase(Locale.ROOT).replace("-", "")).hash();
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
            jdbc.sql("""
                    update entrance.credential set code_confirmed = false, code_seed = null, entry_id = :entry
                    where person_id = :person
                    """)
                    .param("person", account.person())
                    .param("entry", recorded.entryId())
                    .update();
            jdbc.sql("delete from entrance.recovery_code where person_id = :person")
                    .param("person", account.person())
                    .update();
        });
    }

    /** The actor of somebody about to sign in, for entries about themselves. */
    Actor self(Access.Account account) {
        return access.actor(account, ids.next());
    }
}
