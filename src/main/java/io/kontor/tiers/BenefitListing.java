package io.kontor.tiers;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import io.kontor.ui.Option;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The library of benefits as a list. */
@Component
public final class BenefitListing implements Listing {
    @Override
    public String code() {
        return "benefits";
    }

    @Override
    public String icon() {
        return "star";
    }

    @Override
    public String createPath() {
        return "/benefits/new";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                Benefits.KIND,
                "/benefits",
                "tiers.benefit b",
                "b.id",
                who -> who.may(Benefits.KIND, Verb.SEE) ? new SqlPart("not b.withdrawn", Map.of()) : SqlPart.FALSE,
                "b.search",
                "name",
                true,
                id -> "/benefits/" + id,
                List.of(
                        Column.text("name", "b.name").sorted("b.name_key", "bytea"),
                        Column.choice(
                                "kind",
                                "b.kind",
                                "value.benefit.kind",
                                (who, words) -> Option.of(words, "value.benefit.kind", Benefit.Kind.values())),
                        Column.number(
                                "programmes",
                                "(select count(distinct v.programme_id) from partners.benefit_v v where lower(v.name) = lower(b.name))"),
                        Column.money("yearly", "b.yearly", "(select c.currency from company.company_v c limit 1)")));
    }
}
