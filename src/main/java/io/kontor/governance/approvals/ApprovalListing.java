package io.kontor.governance.approvals;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import io.kontor.ui.Option;
import java.util.List;
import org.springframework.stereotype.Component;

/** Every request for approval there ever was. */
@Component
public final class ApprovalListing implements Listing {
    @Override
    public String code() {
        return "requests";
    }

    @Override
    public String icon() {
        return "checks";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                Approvals.KIND,
                "/approvals/all",
                "governance.request r left join people.person_v p on p.id = r.requester_id",
                "r.id",
                who -> who.may(Approvals.KIND, Verb.SEE) ? SqlPart.TRUE : SqlPart.FALSE,
                "r.search",
                "-asked",
                true,
                id -> "/approvals/" + id,
                List.of(
                        Column.text("title", "r.title").sorted("r.title_key", "bytea"),
                        Column.status(
                                "state",
                                "r.state",
                                "value.approval.state",
                                ApprovalListing::tone,
                                (who, words) -> Option.of(words, "value.approval.state", Request.State.values())),
                        Column.text("requester", "p.name").filtered(null),
                        Column.moment("asked", "r.asked_at").sorted("r.asked_at", "timestamptz"),
                        Column.moment("due", "r.due_at"),
                        Column.moment("decided", "r.decided_at"),
                        Column.number(
                                        "hours",
                                        "round((extract(epoch from r.decided_at - r.asked_at) / 3600)::numeric, 1)")
                                .spare(),
                        Column.text("clauses", "array_to_string(r.clauses, ', ')")
                                .filtered(null),
                        Column.truth("sole", "r.sole").spare(),
                        Column.truth("unratified", "r.unratified").spare(),
                        Column.truth("emergency", "r.emergency").spare(),
                        Column.truth("gap", "r.gap").spare(),
                        Column.truth("escalated", "r.escalated").spare()));
    }

    public static String tone(String state) {
        return switch (state) {
            case "approved" -> "status-good";
            case "rejected" -> "status-bad";
            case "open" -> "status-info";
            default -> "";
        };
    }
}
