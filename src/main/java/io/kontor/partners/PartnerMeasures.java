package io.kontor.partners;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What rooms above found out about partners, kept for the lists and rules of this room. */
@Component
class PartnerMeasures {
    private final JdbcClient jdbc;

    PartnerMeasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void active(UUID id, LocalDate day) {
        jdbc.sql("""
                update partners.partner set active_on = :day
                where id = :id and (active_on is null or active_on < :day)
                """).param("id", id).param("day", day).update();
    }

    void measure(UUID id, String measure, LocalDate asOf, @Nullable BigDecimal value) {
        jdbc.sql("""
                insert into partners.measure (partner_id, measure, as_of, value) values (:id, :measure, :as_of, :value)
                on conflict (partner_id, measure, as_of) do update set value = excluded.value
                """)
                .param("id", id)
                .param("measure", measure)
                .param("as_of", asOf)
                .param("value", value)
                .update();
    }
}
