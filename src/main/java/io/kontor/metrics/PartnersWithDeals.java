package io.kontor.metrics;

import io.kontor.company.Company;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The partners behind {@code partners_with_deals}: those that sourced at least one won deal, with what it came to. */
@Component
public final class PartnersWithDeals implements Listing {
    static final String PATH = "/partners-with-deals";
    private static final String SUMS = """
            (
                select value::uuid as partner_id, sum(sourced) as deals, sum(sourced_value) as amount,
                    max(bucket) filter (where sourced > 0) as newest
                from metrics.cell where dim = 'partner' and level = 'month' and relation = 's' group by value
            ) w
            join partners.partner_v p on p.id = w.partner_id
            """;

    private final Company company;

    PartnersWithDeals(Company company) {
        this.company = company;
    }

    @Override
    public String code() {
        return "partners-with-deals";
    }

    @Override
    public String icon() {
        return "chart-line";
    }

    @Override
    public ListSpec spec(Actor actor) {
        var currency = "'" + company.profile(actor).currency() + "'";
        return new ListSpec(
                code(),
                Figures.KIND,
                PATH,
                SUMS,
                "w.partner_id",
                who -> FirmReads.REACH
                        .of(who.rights().over(Figures.KIND, Verb.SEE), "see")
                        .and(new SqlPart("w.deals > 0 and not p.withdrawn", Map.of())),
                "p.search",
                "-deals",
                true,
                id -> "/partners/" + id,
                List.of(
                        Column.text("name", "p.name").sorted("p.name_key", "bytea"),
                        Column.country("country", "p.country"),
                        Column.number("deals", "w.deals").sorted("w.deals", "int"),
                        Column.money("amount", "round(w.amount, 2)", currency)
                                .sorted("w.amount", "numeric")
                                .filtered(null),
                        Column.day("newest", "w.newest")
                                .sorted("coalesce(w.newest, '-infinity')", "date")
                                .filtered(null)));
    }
}
