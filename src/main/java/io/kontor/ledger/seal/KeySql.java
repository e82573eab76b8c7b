package io.kontor.ledger.seal;

import io.kontor.database.Rows;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class KeySql {
    private final JdbcClient jdbc;

    KeySql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A key as it is kept.
     *
     * @param secret encrypted
     * @param vouched what the key before it says of it, a signed note
     * @param fromSize how many entries were sealed before it signed
     * @param aloneFrom from then on, the keys before it sign no more
     */
    record KeptKey(
            int number,
            String vkey,
            byte[] secret,
            @Nullable String vouched,
            long fromSize,
            Instant madeAt,
            Instant aloneFrom) {}

    List<KeptKey> all() {
        return jdbc.sql("""
                select number, vkey, secret, vouched, from_size, made_at, alone_from from ledger.note_key order by number
                """)
                .query((row, number) -> new KeptKey(
                        row.getInt("number"),
                        row.getString("vkey"),
                        row.getBytes("secret"),
                        row.getString("vouched"),
                        row.getLong("from_size"),
                        row.getTimestamp("made_at").toInstant(),
                        row.getTimestamp("alone_from").toInstant()))
                .list();
    }

    void insert(KeptKey key) {
        jdbc.sql("""
                insert into ledger.note_key (number, vkey, secret, vouched, from_size, made_at, alone_from)
                values (:number, :vkey, :secret, :vouched, :size, :made, :alone)
                """)
                .param("number", key.number())
                .param("vkey", key.vkey())
                .param("secret", key.secret())
                .param("vouched", key.vouched())
                .param("size", key.fromSize())
                .param("made", Rows.timestamp(key.madeAt()))
                .param("alone", Rows.timestamp(key.aloneFrom()))
                .update();
    }
}
