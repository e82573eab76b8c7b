package io.kontor.reports;

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

/** The list of outcomes and targets. */
@Component
public final class GoalListing implements Listing {
    @Override
    public String code() {
        return "goals";
    }

    @Override
    public String createPath() {
        return "/goals/new";
    }

    @Override
    public String icon() {
        return "target";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                Goals.KIND,
                "/goals",
                "reports.goal g left join people.person_v o on o.id = g.owner_id",
                "g.id",
                who -> who.may(Goals.KIND, Verb.SEE) ? new SqlPart("not g.withdrawn", Map.of()) : SqlPart.FALSE,
                "g.search",
                "due",
                true,
                id -> "/goals/" + id,
                List.of(
                        Column.text("name", "g.name").sorted("g.name_key", "bytea"),
                        Column.choice(
                                "metric",
                                "g.metric",
                                "value.goal.metric",
                                (who, words) -> Goal.METRICS.stream()
                                        .map(metric -> new Option(metric.code(), words.t("metric." + metric.code())))
                                        .toList()),
                        Column.truth("outcome", "g.outcome"),
                        Column.day("starts", "g.starts_on"),
                        Column.day("due", "g.due_on").sorted("g.due_on", "date"),
                        Column.text("owner", "o.name").filtered(null)));
    }
}
