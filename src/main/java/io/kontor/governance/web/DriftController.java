package io.kontor.governance.web;

import io.kontor.governance.approvals.Approvals;
import io.kontor.governance.approvals.Inbox;
import io.kontor.governance.approvals.Request;
import io.kontor.governance.decisions.Decisions;
import io.kontor.governance.decisions.Drift;
import io.kontor.kernel.Verb;
import io.kontor.people.People;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** Where the office strays from its charter. */
@Controller
@RequestMapping("/decisions/drift")
class DriftController {
    private static final int QUARTER = 90;

    private final Decisions decisions;
    private final Drift drift;
    private final Inbox inbox;
    private final Objections objections;
    private final People people;
    private final Pages pages;

    DriftController(Decisions decisions, Drift drift, Inbox inbox, Objections objections, People people, Pages pages) {
        this.decisions = decisions;
        this.drift = drift;
        this.inbox = inbox;
        this.objections = objections;
        this.people = people;
        this.pages = pages;
    }

    /**
     * @param ratified the key of whether somebody looked at it since, or empty
     * @param undo where the reader can undo what was objected to, or none
     */
    record DriftRow(Drift.Strayed strayed, @Nullable String by, String ratified, Objections.@Nullable Way undo) {}

    record DriftPage(Form form, List<DriftRow> rows, boolean wrong) {}

    @GetMapping
    @Needs(kind = "decision")
    View drift(Viewer viewer, Form form) {
        var today = decisions.today();
        if (form.value("from").isBlank()) {
            form.set("from", today.minusDays(QUARTER));
        }
        if (form.value("last").isBlank()) {
            form.set("last", today);
        }
        var rows = form.submit(() -> drift.of(
                        viewer.actor(),
                        Objects.requireNonNullElse(form.day("from"), today),
                        Objects.requireNonNullElse(form.day("last"), today)))
                .orElse(List.of());
        var ids = new HashSet<UUID>();
        rows.forEach(row -> {
            var by = row.by();
            if (by != null) {
                ids.add(by);
            }
        });
        var names = people.names(viewer.actor(), List.copyOf(ids));
        var objected = objected(viewer, rows);
        return pages.show(
                "governance/web/drift.jte",
                new DriftPage(
                        form,
                        rows.stream()
                                .map(row -> row(viewer, row, names, objected.get(row.id())))
                                .toList(),
                        form.wrong()),
                form.wrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    private Map<UUID, Request> objected(Viewer viewer, List<Drift.Strayed> rows) {
        return viewer.may(Approvals.KIND, Verb.SEE)
                ? inbox.objected(
                        viewer.actor(),
                        rows.stream()
                                .filter(row -> row.why() == Drift.Why.SOLE)
                                .map(Drift.Strayed::id)
                                .toList())
                : Map.of();
    }

    private DriftRow row(Viewer viewer, Drift.Strayed row, Map<UUID, String> names, @Nullable Request objected) {
        var by = row.by() == null ? null : names.get(row.by());
        return row.why() == Drift.Why.SOLE && objected != null
                ? new DriftRow(row, by, "objected", objections.way(viewer, objected))
                : new DriftRow(row, by, row.ratified(), null);
    }
}
