package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.database.Purpose;
import io.kontor.partners.spi.Measuring;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs the shared data beside the project. */
@Tag("database")
class ResellerNumbersTest {
    @TempDir
    Path folder;

    @Test
    void numbers_of_partners_are_what_a_plain_query_over_deals_says_on_any_day() {
        try (var at = new Importing(folder)) {
            at.run(MappingFile.read(Shared.mapping("reseller-channel")), ResellerChannelTest.FILES);
            at.office.settle();
            var house = Purpose.HOUSEKEEPING.actor("partner");
            for (var day : List.of("2020-05-31", "2019-06-30", "2017-07-31", "2020-08-15")) {
                at.office.bean(Measuring.class).measure(house, List.of(LocalDate.parse(day)));
                assertThat(at.one("""
                        select count(*) || ' ' || count(*) filter (where m.value <> coalesce(d.revenue, 0)) || ' '
                            || count(*) filter (where c.value <> coalesce(d.deals, 0)) || ' ' || (sum(m.value) > 0)
                        from partners.measure m
                        join partners.measure c on c.partner_id = m.partner_id and c.as_of = m.as_of and c.measure = 'deals_12_months'
                        left join (
                            select s.partner_id, sum(o.amount) as revenue, count(*) as deals
                            from deals.deal o join deals.deal_partner_v s on s.deal_id = o.id and s.role = 'sourcing'
                            where o.stage = 'won' and o.closed_on <= '%1$s'
                                and o.closed_on > ('%1$s'::date + 1 - interval '12 months')::date - 1
                            group by s.partner_id
                        ) d on d.partner_id = m.partner_id
                        where m.measure = 'revenue_12_months' and m.as_of = '%1$s'
                        """.formatted(day))).as(day).isEqualTo("701 0 0 true");
            }
            assertThat(at.one("select count(distinct measure) from partners.measure"))
                    .isEqualTo("4");
        }
    }
}
