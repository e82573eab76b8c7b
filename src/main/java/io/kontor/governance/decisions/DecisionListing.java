package io.kontor.governance.decisions;

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

/** The decision log as a list: searched, filtered, exported. */
@Component
public final class DecisionListing implements Listing {
    @Override
    public String code() {
        return "decisions";
    }

    @Override
    public String createPath() {
        return "/decisions/new";
    }

    @Override
    public String icon() {
        return "gavel";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                Decisions.KIND,
                "/decisions",
                "governance.decision d left join people.person_v p on p.id = d.owner_id",
                "d.id",
                who -> who.may(Decisions.KIND, Verb.SEE) ? new SqlPart("not d.withdrawn", Map.of()) : SqlPart.FALSE,
                "d.search",
                "-decided",
                true,
                id -> "/decisions/" + id,
                List.of(
                        Column.text("title", "d.title").sorted("d.title_key", "bytea"),
                        Column.status(
                                "outcome",
                                "d.outcome",
                                "value.decision.outcome",
                                DecisionListing::tone,
                                (who, words) -> Option.of(words, "value.decision.outcome", Decision.Outcome.values())),
                        Column.day("decided", "d.decided_on").sorted("d.decided_on", "date"),
                        Column.text("owner", "p.name").filtered(null),
                        Column.day("due", "d.due_on"),
                        Column.day("review", "d.review_on"),
                        Column.text("clause", "d.clause").filtered(null),
                        Column.truth("outside", "d.clause is null").spare(),
                        Column.truth("done", "d.done").spare()));
    }

    public static String tone(String outcome) {
        return switch (outcome) {
            case "approved" -> "status-good";
            case "rejected" -> "status-bad";
            default -> "status-info";
        };
    }
}
