package io.kontor.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.database.Purpose;
import io.kontor.support.TestOffice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens rarely is found by an index among what happens all the time. */
@Tag("database")
class RareActsTest {
    private static final int MANY = 40_000;
    private static final String NEWEST = " order by e.seq desc limit 51";

    @Test
    void filters_of_a_timeline_read_an_index_and_not_everything() {
        try (var office = TestOffice.open()) {
            office.tamper("ledger.entry", """
                    insert into ledger.entry (subject_id, seq, id, occurred_at, recorded_at, actor, actor_label, role, origin,
                        correlation, subject_type, action, format, salt, state)
                    select gen_random_uuid(), 1000000 + n, gen_random_uuid(), now(), now(), null, 'system:sample', 'sample',
                        'system', gen_random_uuid(),
                        case when n % 20000 = 5 then 'log_key' else 'deal' end,
                        case when n % 20000 = 5 then 'log_key.rotated' when n % 20000 = 6 then 'deal.restored'
                            else 'deal.changed' end,
                        1, decode(repeat('00', 16), 'hex'), '{}'
                    from generate_series(1, :many) as n
                    """.replace(":many", String.valueOf(MANY)));
            office.tamper("ledger.entry", "analyze ledger.entry");
            assertThat(plan(office, "e.action = any('{deal.restored}')")).contains("entry_by_action");
            assertThat(plan(office, "e.subject_type = 'log_key' and e.action >= 'log_key.' and e.action < 'log_key/'"))
                    .contains("entry_by_action");
            assertThat(plan(office, "e.actor = '00000000-0000-0000-0000-000000000001'"))
                    .contains("entry_by_actor");
            assertThat(plan(office, "e.action = any('{deal.changed}')"))
                    .as("what happens all the time is read backwards, without sorting")
                    .doesNotContain("Sort");
        }
    }

    private static String plan(TestOffice office, String where) {
        var lines = office.as(
                Purpose.MEASURING.actor(),
                () -> office.bean(JdbcClient.class)
                        .sql("explain (analyze, buffers, timing off) select e.* from ledger.entry e where " + where
                                + NEWEST)
                        .query(String.class)
                        .list());
        return String.join("\n", lines);
    }
}
