package io.kontor.partners;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The list of agreements, the ones that end soonest first. */
@Component
public final class AgreementListing implements Listing {
    @Override
    public String code() {
        return "agreements";
    }

    @Override
    public String icon() {
        return "calendar";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                Agreements.KIND,
                "/agreements",
                "partners.agreement a join partners.partner p on p.id = a.partner_id",
                "a.id",
                who -> PartnerFinder.REACH
                        .of(who.rights().over(Agreements.KIND, Verb.SEE), "see")
                        .and(new SqlPart("not a.withdrawn and not p.withdrawn", Map.of())),
                "p.search",
                "ends",
                true,
                id -> "/agreements/" + id,
                List.of(
                        Column.text("name", "a.name"),
                        Column.reference(
                                        "partner", "p.name", "p.id", id -> "/partners/" + id, (who, words) -> List.of())
                                .sorted("p.name_key", "bytea")
                                .filtered(null),
                        Column.text("number", "a.number"),
                        Column.day("signed", "a.signed_on"),
                        Column.day("starts", "a.starts_on"),
                        Column.day("ends", "a.ends_on").sorted("coalesce(a.ends_on, 'infinity')", "date"),
                        Column.truth("renews", "a.renews"),
                        Column.truth("followed", """
                                        exists (select from partners.agreement l where l.partner_id = a.partner_id
                                            and not l.withdrawn and (l.ends_on is null or l.ends_on > a.ends_on))
                                        """).spare()));
    }
}
