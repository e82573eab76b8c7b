package io.kontor.reports;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The list of briefs that were kept. */
@Component
public final class BriefListing implements Listing {
    @Override
    public String code() {
        return "briefs";
    }

    @Override
    public String createPath() {
        return "/numbers/brief";
    }

    @Override
    public String icon() {
        return "report-money";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                Briefs.KIND,
                "/briefs",
                "reports.brief b",
                "b.id",
                who -> who.may(Briefs.KIND, Verb.SEE) ? new SqlPart("not b.withdrawn", Map.of()) : SqlPart.FALSE,
                "b.search",
                "-known",
                true,
                id -> "/briefs/" + id,
                List.of(
                        Column.text("name", "b.name").sorted("b.name_key", "bytea"),
                        Column.moment("known", "b.known_at").sorted("b.known_at", "timestamptz"),
                        Column.day("starts", "b.from_on"),
                        Column.day("ends", "b.last_on")));
    }
}
