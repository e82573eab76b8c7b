package io.kontor.entrance;

import io.kontor.database.OfficeSecret;
import io.kontor.entrance.Credentials.Kept;
import io.kontor.entrance.Credentials.Seed;
import io.kontor.ledger.Recorded;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where passwords and seeds of codes are kept; seeds are closed under the office's secret. */
@Component
class CredentialSql {
    /** What the office's secret closes the seeds of codes for. */
    static final String SEEDS = "code-seed";

    private final JdbcClient jdbc;
    private final OfficeSecret secret;

    CredentialSql(JdbcClient jdbc, OfficeSecret secret) {
        this.jdbc = jdbc;
        this.secret = secret;
    }

    Optional<Kept> find(UUID person) {
        return jdbc.sql("""
                        select id, entry_id, password, code_seed, code_confirmed, code_last_step from entrance.credential
                        where person_id = :person
                        """)
                .param("person", person)
                .query((row, number) -> new Kept(
                        row.getObject("id", UUID.class),
                        row.getObject("entry_id", UUID.class),
                        row.getString("password"),
                        Optional.ofNullable(row.getBytes("code_seed"))
                                .map(closed -> new Seed(secret.open(SEEDS, person.toString(), closed))),
                        row.getBoolean("code_confirmed"),
                        row.getLong("code_last_step")))
                .optional();
    }

    int passkeys(UUID person) {
        return jdbc.sql("select count(*) from entrance.passkey where person_id = :person")
                .param("person", person)
                .query(Integer.class)
                .single();
    }

    void password(UUID person, Recorded<Credential> recorded, String hash) {
        jdbc.sql("""
                insert into entrance.credential (person_id, id, password, code_confirmed, code_last_step, entry_id)
                values (:person, :id, :password, false, 0, :entry)
                on conflict (person_id) do update set password = excluded.password, entry_id = excluded.entry_id
                """)
                .param("person", person)
                .param("id", recorded.id())
                .param("password", hash)
                .param("entry", recorded.entryId())
                .update();
    }

    /** The row stands on a new entry; without one there is a row now. */
    void stands(UUID person, Recorded<Credential> recorded) {
        jdbc.sql("""
                insert into entrance.credential (person_id, id, code_confirmed, code_last_step, entry_id)
                values (:person, :id, false, 0, :entry)
                on conflict (person_id) do update set entry_id = excluded.entry_id
                """)
                .param("person", person)
                .param("id", recorded.id())
                .param("entry", recorded.entryId())
                .update();
    }

    /** @return whether it was not used before */
    boolean spent(UUID person, long step) {
        return jdbc.sql("""
                        update entrance.credential set code_last_step = :step
                        where person_id = :person and code_last_step < :step
                        """).param("person", person).param("step", step).update() == 1;
    }

    /** @return whether there was a password and no code yet */
    boolean seed(UUID person, byte[] closed) {
        return jdbc.sql("""
                        update entrance.credential set code_seed = :seed
                        where person_id = :person and not code_confirmed and password is not null
                        """).param("person", person).param("seed", closed).update() == 1;
    }

    void confirm(UUID person, Recorded<Credential> recorded, long step) {
        jdbc.sql("""
                update entrance.credential set code_confirmed = true, code_last_step = :step, entry_id = :entry
                where person_id = :person
                """)
                .param("person", person)
                .param("step", step)
                .param("entry", recorded.entryId())
                .update();
    }

    void withoutCode(UUID person, Recorded<Credential> recorded) {
        jdbc.sql("""
                update entrance.credential set code_confirmed = false, code_seed = null, entry_id = :entry
                where person_id = :person
                """).param("person", person).param("entry", recorded.entryId()).update();
    }

    void delete(UUID person) {
        for (var table : new String[] {"passkey", "recovery_code", "challenge", "credential"}) {
            jdbc.sql("delete from entrance." + table + " where person_id = :person")
                    .param("person", person)
                    .update();
        }
    }
}
