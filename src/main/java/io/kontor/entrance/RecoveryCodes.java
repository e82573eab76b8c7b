package io.kontor.entrance;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What lets somebody in who lost their app: eight codes, each good once, kept as hashes. */
@Component
class RecoveryCodes {
    private static final int CODES = 8;
    private static final int LETTERS = 10;
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;

    RecoveryCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** New ones in place of those before; to be shown once. */
    List<String> made(UUID person, UUID entry) {
        gone(person);
        var codes = new ArrayList<String>();
        for (int i = 0; i < CODES; i++) {
            var code = code();
            codes.add(code);
            jdbc.sql("insert into entrance.recovery_code (person_id, hash, entry_id) values (:person, :hash, :entry)")
                    .param("person", person)
                    .param("hash", hash(code))
                    .param("entry", entry)
                    .update();
        }
        return codes;
    }

    private static String code() {
        var code = new StringBuilder();
        for (int i = 0; i < LETTERS; i++) {
            code.append(i == LETTERS / 2 ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** Whether it was one of this person's; it is none from now on. */
    boolean spent(UUID person, String code) {
        return jdbc.sql("delete from entrance.recovery_code where person_id = :person and hash = :hash")
                        .param("person", person)
                        .param("hash", hash(code))
                        .update()
                == 1;
    }

    void gone(UUID person) {
        jdbc.sql("delete from entrance.recovery_code where person_id = :person")
                .param("person", person)
                .update();
    }

    private static byte[] hash(String code) {
        return new Opaque(code.strip().toLowerCase(Locale.ROOT).replace("-", "")).hash();
    }
}
