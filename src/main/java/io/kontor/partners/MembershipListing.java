package io.kontor.partners;

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

/** The list of who is in which programme. */
@Component
public final class MembershipListing implements Listing {
    private final Programmes programmes;

    MembershipListing(Programmes programmes) {
        this.programmes = programmes;
    }

    @Override
    public String code() {
        return "memberships";
    }

    @Override
    public String icon() {
        return "award";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                Memberships.KIND,
                "/memberships",
                """
                partners.membership m
                join partners.partner p on p.id = m.partner_id
                join partners.programme g on g.id = m.programme_id
                left join partners.tier t on t.programme_id = m.programme_id and t.code = m.tier
                """,
                "m.id",
                who -> PartnerFinder.REACH
                        .of(who.rights().over(Memberships.KIND, Verb.SEE), "see")
                        .and(new SqlPart("not m.withdrawn and not p.withdrawn", Map.of())),
                "p.search",
                "partner",
                true,
                id -> "/memberships/" + id,
                List.of(
                        Column.text("partner", "p.name").sorted("p.name_key", "bytea"),
                        Column.reference(
                                "programme",
                                "g.name",
                                "g.id",
                                id -> "/programmes/" + id,
                                (who, words) -> programmes.all(who).stream()
                                        .map(one -> new Option(one.id().toString(), one.name()))
                                        .toList()),
                        Column.status(
                                "status",
                                "m.status",
                                "value.membership.status",
                                Membership.Status::tone,
                                (who, words) ->
                                        Option.of(words, "value.membership.status", Membership.Status.values())),
                        Column.choice(
                                        "tier",
                                        "t.name",
                                        "",
                                        (who, words) -> programmes.tierNames(who).entrySet().stream()
                                                .map(tier -> new Option(tier.getKey(), tier.getValue()))
                                                .toList())
                                .filtered("m.tier"),
                        Column.day("joined", "m.joined_on").sorted("m.joined_on", "date"),
                        Column.day("left", "m.left_on")));
    }
}
