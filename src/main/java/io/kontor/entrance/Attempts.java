package io.kontor.entrance;

import io.kontor.database.Rows;
import io.kontor.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Slows down who guesses: after ten failed tries in a quarter of an hour, for one account or from one address, the door waits. */
@Component
class Attempts {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int PER_ACCOUNT = 10;
    private static final int PER_ADDRESS = 50;
    private static final int LETTERS = 3;

    private final JdbcClient jdbc;
    private final Clock clock;

    Attempts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Refuses: too many failed tries of late. */
    void check(String account, String address) {
        if (count("account:" + account) >= PER_ACCOUNT || count("address:" + address) >= PER_ADDRESS) {
            throw Refusal.tooMany("too-many-attempts", "minutes", WINDOW.toMinutes());
        }
    }

    void failed(String account, String address) {
        for (var key : new String[] {"account:" + account, "address:" + address}) {
            jdbc.sql("insert into entrance.attempt (key, at) values (:key, :at)")
                    .param("key", key)
                    .param("at", Rows.timestamp(clock.instant()))
                    .update();
        }
    }

    /** Counts one more letter asked for. Refuses: several were asked for of late, for one account or from one address. */
    void letter(String account, String address) {
        if (count("account:letter:" + account) >= LETTERS || count("address:letter:" + address) >= PER_ADDRESS) {
            throw Refusal.tooMany("too-many-letters", "minutes", WINDOW.toMinutes());
        }
        failed("letter:" + account, "letter:" + address);
    }

    void succeeded(String account) {
        jdbc.sql("delete from entrance.attempt where key = :key")
                .param("key", "account:" + account)
                .update();
    }

    void forgetOld() {
        jdbc.sql("delete from entrance.attempt where at < :before")
                .param("before", Rows.timestamp(clock.instant().minus(WINDOW)))
                .update();
    }

    private int count(String key) {
        return jdbc.sql("select count(*) from entrance.attempt where key = :key and at > :after")
                .param("key", key)
                .param("after", Rows.timestamp(clock.instant().minus(WINDOW)))
                .query(Integer.class)
                .single();
    }
}
