package io.kontor.governance.decisions;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import io.kontor.people.PermissionTable;
import io.kontor.ui.Option;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Who may see and do what: one line for each right each assignment of each person brings. */
@Component
public final class AccessListing implements Listing {
    @Override
    public String code() {
        return "access";
    }

    @Override
    public String icon() {
        return "shield-lock";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                AccessReviews.KIND,
                "/access-reviews/rights",
                "people.may_v m join people.person_v p on p.id = m.person_id",
                "m.id",
                who -> who.may(AccessReviews.KIND, Verb.SEE)
                        ? new SqlPart("not p.withdrawn and (m.to_day is null or m.to_day > current_date)", Map.of())
                        : SqlPart.FALSE,
                "p.search",
                "person",
                false,
                id -> "/access-reviews/rights",
                List.of(
                        Column.reference("person", "p.name", "p.id", id -> "/people/" + id, (who, words) -> List.of())
                                .filtered(null)
                                .sorted(
                                        "(p.name_key || convert_to(' ' || m.role || ' ' || m.kind || ' ' || m.verb, 'UTF8'))",
                                        "bytea"),
                        Column.choice(
                                        "side",
                                        "p.side",
                                        "value.person.side",
                                        (who, words) -> List.of(option(words, "office"), option(words, "portal")))
                                .spare(),
                        Column.choice("role", "m.role", "role", (who, words) -> List.of())
                                .filtered(null),
                        Column.choice(
                                "kind",
                                "m.kind",
                                "kinds",
                                (who, words) -> PermissionTable.shipped().all().stream()
                                        .map(permission -> permission.kind())
                                        .distinct()
                                        .map(kind -> new Option(kind, words.t("kinds." + kind)))
                                        .toList()),
                        Column.choice(
                                "verb", "m.verb", "verb", (who, words) -> Option.of(words, "verb", Verb.values())),
                        Column.choice(
                                "reach",
                                "case when m.reach = 'own' then 'own' else m.scope end",
                                "access.reach",
                                (who, words) -> List.of("all", "regions", "segments", "partners", "own").stream()
                                        .map(reach -> new Option(reach, words.t("access.reach." + reach)))
                                        .toList()),
                        Column.day("from", "m.from_day").spare(),
                        Column.day("until", "m.to_day").spare()));
    }

    private static Option option(Words words, String side) {
        return new Option(side, words.t("value.person.side." + side));
    }
}
