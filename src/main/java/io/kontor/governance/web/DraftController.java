package io.kontor.governance.web;

import io.kontor.governance.Changes;
import io.kontor.governance.DocumentVersion;
import io.kontor.governance.ProgrammeChange;
import io.kontor.governance.Rebasing;
import io.kontor.governance.Sheets;
import io.kontor.kernel.Verb;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** The editor of documents that have none of their own: a text, with what is wrong line by line. */
@Controller
@RequestMapping("/changes/{id}/documents/{item}")
class DraftController {
    private final Changes changes;
    private final Sheets sheets;
    private final Timelines timelines;
    private final Pages pages;

    DraftController(Changes changes, Sheets sheets, Timelines timelines, Pages pages) {
        this.changes = changes;
        this.sheets = sheets;
        this.timelines = timelines;
        this.pages = pages;
    }

    /**
     * @param own the editor of its type, or none when it has only this one
     * @param kept whether what stands in the form is what is kept
     */
    record DraftPage(
            UUID id,
            ProgrammeChange change,
            ProgrammeChange.Item item,
            String name,
            @Nullable String own,
            List<Sheets.Noted> findings,
            Form form,
            List<Timelines.Clashing> clashes,
            boolean kept) {
        boolean mayEdit() {
            return change.life().editable();
        }
    }

    @GetMapping
    @Needs(kind = Changes.KIND)
    View page(Viewer viewer, @PathVariable UUID id, @PathVariable UUID item) {
        var known = changes.find(viewer.actor(), id);
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("text", known.state().item(item).text());
        return show(viewer, "draft", id, item, form, HttpStatus.OK);
    }

    private View show(Viewer viewer, String template, UUID id, UUID item, Form form, HttpStatus status) {
        var actor = viewer.actor();
        var change = changes.find(actor, id).state();
        var part = change.item(item);
        var clash = form.clash();
        return pages.show(
                "governance/web/" + template + ".jte",
                new DraftPage(
                        id,
                        change,
                        part,
                        Sheets.name(viewer.words(), part.type(), part.scope()),
                        own(sheets.editPath(actor, id, item), id),
                        sheets.findings(actor, viewer.words(), id, item),
                        form,
                        clash == null ? List.of() : timelines.clashing(actor, viewer.words(), clash),
                        form.value("text").equals(part.text())),
                status);
    }

    private static @Nullable String own(String path, UUID change) {
        return path.startsWith("/changes/" + change) ? null : path;
    }

    @PostMapping
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View save(Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID item) {
        if (!keep(viewer, form, id, item)) {
            return show(viewer, "draft", id, item, form, form.refused());
        }
        var wrong = sheets.findings(viewer.actor(), viewer.words(), id, item).stream()
                .anyMatch(Sheets.Noted::error);
        return wrong
                ? Pages.to("/changes/" + id + "/documents/" + item, "draft-kept")
                : Pages.to("/changes/" + id, "change-saved");
    }

    private boolean keep(Viewer viewer, Form form, UUID id, UUID item) {
        return form.submitted(
                () -> changes.edit(viewer.actor(), id, form.version(), item, String.join("\n", form.values("text"))));
    }

    /** Keeps what is being typed, and says what is wrong with it. */
    @PostMapping("/keeping")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View keeping(Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID item) {
        if (keep(viewer, form, id, item)) {
            form.set("version", changes.find(viewer.actor(), id).version());
        }
        return show(viewer, "draft-findings", id, item, form, HttpStatus.OK);
    }

    record RebasePage(
            UUID id,
            ProgrammeChange.Item item,
            String name,
            String base,
            String onto,
            List<Rebasing.Both> both,
            Form form) {}

    @GetMapping("/rebase")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View rebasing(Viewer viewer, @PathVariable UUID id, @PathVariable UUID item) {
        var merged = changes.rebasing(viewer.actor(), id, item);
        var form = Form.fresh(viewer.words()).set("text", merged.text()).set("onto", merged.onto());
        var part = changes.find(viewer.actor(), id).state().item(item);
        return pages.show(
                "governance/web/rebase.jte",
                new RebasePage(
                        id,
                        part,
                        Sheets.name(viewer.words(), part.type(), part.scope()),
                        version(part.base()),
                        version(merged.onto()),
                        merged.both(),
                        form));
    }

    private static String version(@Nullable DocumentVersion version) {
        return version == null ? "–" : version.toString();
    }

    @PostMapping("/rebase")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View rebase(Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID item) {
        changes.rebase(
                viewer.actor(),
                id,
                item,
                DocumentVersion.of(form.value("onto")).orElse(null),
                String.join("\n", form.values("text")));
        return Pages.to("/changes/" + id, "change-rebased");
    }
}
