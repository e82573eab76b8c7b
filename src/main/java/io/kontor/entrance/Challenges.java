package io.kontor.entrance;

import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Refusal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a passkey must sign: good once, for five minutes, and only for whom it was given to. */
@Component
class Challenges {
    static final Duration LASTING = Duration.ofMinutes(5);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Clock clock;

    Challenges(Tx tx, JdbcClient jdbc, Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A new one, for a person who adds a passkey or for whoever signs in. */
    String give(@Nullable UUID person) {
        var challenge = new byte[32];
        RANDOM.nextBytes(challenge);
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            jdbc.sql("insert into entrance.challenge (hash, person_id, expires_at) values (:hash, :person, :expires)")
                    .param("hash", Opaque.hash(challenge))
                    .param("person", person)
                    .param("expires", Rows.timestamp(clock.instant().plus(LASTING)))
                    .update();
        });
        return BASE64.encodeToString(challenge);
    }

    /** It is spent by the first answer to it. Refuses: none that was given to them, or too late. */
    void take(byte[] challenge, @Nullable UUID person) {
        int taken = tx.as(
                Purpose.SIGN_IN.actor(),
                () -> jdbc.sql("""
                delete from entrance.challenge
                where hash = :hash and person_id is not distinct from :person::uuid and expires_at > :now
                """)
                        .param("hash", Opaque.hash(challenge))
                        .param("person", person)
                        .param("now", Rows.timestamp(clock.instant()))
                        .update());
        if (taken != 1) {
            throw Refusal.invalid("passkey-refused");
        }
    }

    void forgetOld() {
        jdbc.sql("delete from entrance.challenge where expires_at < :now")
                .param("now", Rows.timestamp(clock.instant()))
                .update();
    }
}
