package io.kontor.governance.web;

import io.kontor.governance.Changes;
import io.kontor.governance.Documents;
import io.kontor.governance.Life;
import io.kontor.governance.approvals.Request;
import io.kontor.kernel.Verb;
import io.kontor.ui.Viewer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An objection to a decision of too few takes nothing back by itself: here is where its reader can. */
@Component
class Objections {
    private final Changes changes;
    private final Documents documents;

    Objections(Changes changes, Documents documents) {
        this.changes = changes;
        this.documents = documents;
    }

    /** @param words the key of what it is called */
    record Way(String words, String path) {}

    /** Where what was objected to can be undone; none when nobody objected, it holds no more, or the reader may not. */
    @Nullable Way way(Viewer viewer, Request request) {
        if (!request.objected()) {
            return null;
        }
        return switch (request.subjectType()) {
            case Changes.KIND -> change(viewer, request.subjectId());
            case Documents.KIND -> document(viewer, request.subjectId());
            default -> null;
        };
    }

    private @Nullable Way change(Viewer viewer, UUID id) {
        if (!viewer.may(Changes.KIND, Verb.SEE)) {
            return null;
        }
        var change = changes.find(viewer.actor(), id).state();
        var publishing = change.publishing();
        var steps = change.life().steps();
        if (publishing != null && publishing.back()) {
            return null;
        }
        if (steps.contains(Life.Step.ROLL_BACK) && viewer.may(Changes.KIND, Verb.CHANGE)) {
            return new Way("objection.roll-back", "/changes/" + id + "?undo=yes#roll-back");
        }
        return steps.contains(Life.Step.WITHDRAW) && viewer.may(Changes.KIND, Verb.WITHDRAW)
                ? new Way("objection.give-up", "/changes/" + id)
                : null;
    }

    private @Nullable Way document(Viewer viewer, UUID id) {
        if (!viewer.may(Changes.KIND, Verb.CREATE) || !viewer.may(Documents.KIND, Verb.SEE)) {
            return null;
        }
        var document = documents.find(viewer.actor(), id).state();
        var scope = URLEncoder.encode(document.scope().code(), StandardCharsets.UTF_8);
        return new Way("objection.propose", "/documents/new?type=" + document.type() + "&scope=" + scope);
    }
}
