package io.kontor.tiers;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import io.kontor.partners.Programmes;
import io.kontor.ui.Option;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The list of where every member stands. */
@Component
public final class TierListing implements Listing {
    private final Programmes programmes;

    TierListing(Programmes programmes) {
        this.programmes = programmes;
    }

    @Override
    public String code() {
        return "standings";
    }

    @Override
    public String icon() {
        return "award";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                Tiers.KIND,
                "/tiers/standings",
                """
                tiers.progress g
                join partners.partner_v p on p.id = g.partner_id
                join partners.programme_v r on r.id = g.programme_id
                left join partners.tier_v t on t.programme_id = g.programme_id and t.code = g.tier
                left join partners.tier_v w on w.programme_id = g.programme_id and w.code = g.warn_tier
                """,
                "g.membership_id",
                who -> Overview.REACH
                        .of(who.rights().over(Tiers.KIND, Verb.SEE), "see")
                        .and(new SqlPart("not p.withdrawn", Map.of())),
                "p.search",
                "partner",
                true,
                id -> "/memberships/" + id + "?tab=tier",
                List.of(
                        Column.text("partner", "p.name").sorted("p.name_key", "bytea"),
                        Column.reference(
                                "programme",
                                "r.name",
                                "r.id",
                                id -> "/tiers/" + id,
                                (who, words) -> programmes.all(who).stream()
                                        .map(one -> new Option(one.id().toString(), one.name()))
                                        .toList()),
                        Column.choice(
                                        "tier",
                                        "t.name",
                                        "",
                                        (who, words) -> programmes.tierNames(who).entrySet().stream()
                                                .map(tier -> new Option(tier.getKey(), tier.getValue()))
                                                .toList())
                                .filtered("g.tier"),
                        Column.status(
                                "outcome",
                                "g.outcome",
                                "value.tier.outcome",
                                Outcome::tone,
                                (who, words) -> Option.of(words, "value.tier.outcome", Outcome.values())),
                        Column.day("moves", "g.move_on").sorted("g.move_on", "date"),
                        Column.day("warned", "g.warn_on").sorted("g.warn_on", "date"),
                        Column.money("revenue", "g.revenue", "(select c.currency from company.company_v c limit 1)")));
    }
}
