package io.kontor.partners;

import io.kontor.database.Rows;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What rooms above found out about partners, kept for the lists and rules of this room. */
@Component
class PartnerMeasures {
    private final JdbcClient jdbc;

    PartnerMeasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
}
