package io.kontor.partners;

import io.kontor.database.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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

    /** Keeps many numbers at once. */
    void measure(List<Partners.Measured> measured) {
        jdbc.sql("""
                insert into partners.measure (partner_id, measure, as_of, value)
                select partner, measure, as_of, value from unnest(:partner, :measure, :as_of, :value)
                    as r (partner, measure, as_of, value)
                on conflict (partner_id, measure, as_of) do update set value = excluded.value
                    where measure.value is distinct from excluded.value
                """)
                .params(Rows.of(measured)
                        .uuid("partner", Partners.Measured::partner)
                        .text("measure", Partners.Measured::measure)
                        .day("as_of", Partners.Measured::asOf)
                        .number("value", Partners.Measured::value)
                        .params())
                .update();
    }

    /** Lets go of the numbers of these days; they can be found out again. */
    void forget(Set<String> measures, LocalDate before) {
        jdbc.sql("""
                delete from partners.measure where measure = any(:measures) and as_of < :before
                    and extract(day from as_of + 1) <> 1
                """)
                .param("measures", Rows.texts(measures))
                .param("before", before)
                .update();
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
