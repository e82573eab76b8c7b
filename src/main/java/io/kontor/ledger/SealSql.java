package io.kontor.ledger;

import io.kontor.ledger.seal.Sealing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class SealSql {
    private final JdbcClient jdbc;

    SealSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Held until the transaction ends. */
    boolean lock() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", Sealing.LOCK)
                .query(Boolean.class)
                .single();
    }

    boolean waiting() {
        return jdbc.sql("select exists (select from ledger.pending)")
                .query(Boolean.class)
                .single();
    }

    long positions() {
        return jdbc.sql("select coalesce(max(position) + 1, 0) from ledger.position")
                .query(Long.class)
                .single();
    }

    int place(int most) {
        return jdbc.sql("""
                with taken as (
                    delete from ledger.pending
                    where seq = any (array(select seq from ledger.pending order by seq limit :most))
                    returning seq, entry_id, subject_id
                )
                insert into ledger.position (position, seq, entry_id, subject_id)
                select (select coalesce(max(position) + 1, 0) from ledger.position)
                        + row_number() over (order by seq) - 1,
                    seq, entry_id, subject_id
                from taken
                """).param("most", most).update();
    }
}
