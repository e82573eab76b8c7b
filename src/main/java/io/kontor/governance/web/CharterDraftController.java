package io.kontor.governance.web;

import io.kontor.company.Regions;
import io.kontor.governance.Changes;
import io.kontor.governance.Finding;
import io.kontor.governance.Loose;
import io.kontor.governance.ProgrammeChange;
import io.kontor.governance.Sheets;
import io.kontor.governance.charter.CharterDrafts;
import io.kontor.governance.charter.CharterType;
import io.kontor.governance.charter.GovernedActs;
import io.kontor.governance.charter.Starter;
import io.kontor.governance.spi.GovernedAct;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;
import tools.jackson.databind.JsonNode;

/** The charter edited by form. What stands in it is kept with every step, whether or not it makes sense. */
@Controller
@RequestMapping("/charter/drafts/{change}/{item}")
class CharterDraftController {
    private static final String DO = "do";

    private final Changes changes;
    private final CharterDrafts drafts;
    private final CharterType type;
    private final CharterClauses clauses;
    private final GovernedActs acts;
    private final RoleNames roles;
    private final Regions regions;
    private final Sheets sheets;
    private final Timelines timelines;
    private final Pages pages;

    CharterDraftController(
            Changes changes,
            CharterDrafts drafts,
            CharterType type,
            CharterClauses clauses,
            GovernedActs acts,
            RoleNames roles,
            Regions regions,
            Sheets sheets,
            Timelines timelines,
            Pages pages) {
        this.changes = changes;
        this.drafts = drafts;
        this.type = type;
        this.clauses = clauses;
        this.acts = acts;
        this.roles = roles;
        this.regions = regions;
        this.sheets = sheets;
        this.timelines = timelines;
        this.pages = pages;
    }

    record DraftPage(
            UUID change,
            UUID item,
            ProgrammeChange state,
            Form form,
            List<CharterClauses.Shown> clauses,
            int escalations,
            int budgets,
            int activities,
            String currency,
            List<Option> offered,
            List<Option> acts,
            List<Option> gaps,
            List<Option> regions,
            String focus,
            boolean mayEdit,
            List<Timelines.Clashing> clashes) {
        /** The roles, and what stands in a field although it is none. */
        List<Option> roles(String field) {
            return with(offered, form.values(field));
        }

        List<Option> acts(String field) {
            return with(acts, form.values(field));
        }

        List<Option> regions(String field) {
            return with(regions, form.values(field));
        }

        private static List<Option> with(List<Option> known, List<String> chosen) {
            var all = new ArrayList<>(known);
            chosen.stream()
                    .filter(value -> !value.isBlank()
                            && known.stream().noneMatch(one -> one.value().equals(value)))
                    .forEach(value -> all.add(new Option(value, value)));
            return all;
        }
    }

    @GetMapping
    @Needs(kind = Changes.KIND)
    View page(Viewer viewer, @PathVariable UUID change, @PathVariable UUID item) {
        var known = changes.find(viewer.actor(), change);
        var tree = Loose.read(type, known.state().item(item).text());
        if (tree.isEmpty()) {
            return Pages.to("/changes/" + change + "/documents/" + item);
        }
        var form = Form.fresh(viewer.words()).set("version", known.version());
        return show(viewer, change, item, form, tree.get(), new CharterMoves.Moved("", -1), HttpStatus.OK);
    }

    private View show(
            Viewer viewer,
            UUID change,
            UUID item,
            Form form,
            JsonNode tree,
            CharterMoves.Moved moved,
            HttpStatus status) {
        var actor = viewer.actor();
        var words = viewer.words();
        var state = changes.find(actor, change).state();
        CharterForms.fill(form, tree);
        var looked = drafts.look(actor, words, tree);
        var about = new ArrayList<Finding>();
        for (var finding : looked.findings()) {
            if (finding.path().matches("/rights/\\d+(/ladder|/scope)?")) {
                about.add(finding);
            } else {
                form.note(field(finding.path()), finding.sentence(words));
            }
        }
        var clash = form.clash();
        return pages.show(
                "governance/web/charter-draft.jte",
                new DraftPage(
                        change,
                        item,
                        state,
                        form,
                        clauses.of(words, form, tree, about, moved.open()),
                        Loose.list(tree, "escalation").size(),
                        Loose.list(tree, "budgets").size(),
                        Loose.list(tree, "raci").size(),
                        type.words(words).currency(),
                        roles.options(viewer, type.roles(actor)),
                        options(words, acts.all()),
                        options(words, looked.gaps()),
                        regions.all(actor).stream()
                                .filter(region -> !region.withdrawn())
                                .map(region -> new Option(region.code(), region.name()))
                                .toList(),
                        moved.focus(),
                        viewer.may(Changes.KIND, Verb.CHANGE) && state.life().editable(),
                        clash == null ? List.of() : timelines.clashing(actor, words, clash)),
                status);
    }

    private static List<Option> options(Words words, List<GovernedAct> acts) {
        return acts.stream()
                .map(act -> new Option(act.code(), GovernedActs.name(words, act.code())))
                .toList();
    }

    /** The field a place in the draft is typed in. */
    private static String field(String path) {
        var field = path.isEmpty() ? "" : path.substring(1).replace('/', '.');
        return field.replaceFirst("^(rights\\.\\d+)\\.scope\\.", "$1.")
                .replaceFirst("^(raci\\.\\d+\\.(responsible|consulted|informed))\\.\\d+$", "$1");
    }

    /** Keeps the draft first, then does what the button says. */
    @PostMapping
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View save(Viewer viewer, Form form, @PathVariable UUID change, @PathVariable UUID item) {
        var pressed = form.value(DO);
        var tree = CharterForms.read(form, !pressed.isEmpty());
        var moved = pressed.isEmpty()
                ? new CharterMoves.Moved("", -1)
                : CharterMoves.of(
                        tree,
                        pressed,
                        form.value("rights.new"),
                        act -> acts.find(act).map(Starter::proposed).orElse(List.of()));
        var next = Form.fresh(viewer.words()).set("version", form.value("version"));
        if (!keep(viewer, next, change, item, tree)) {
            return show(viewer, change, item, next, tree, moved, next.refused());
        }
        if (!pressed.isEmpty()) {
            next.set("version", changes.find(viewer.actor(), change).version());
            return show(viewer, change, item, next, tree, moved, HttpStatus.OK);
        }
        var wrong = drafts.look(viewer.actor(), viewer.words(), tree).findings().stream()
                .anyMatch(Finding::error);
        return wrong
                ? Pages.to("/charter/drafts/" + change + "/" + item, "draft-kept")
                : Pages.to("/changes/" + change, "change-saved");
    }

    private boolean keep(Viewer viewer, Form form, UUID change, UUID item, JsonNode tree) {
        var actor = viewer.actor();
        return form.submitted(() -> drafts.look(actor, viewer.words(), tree)
                .charter()
                .ifPresentOrElse(
                        charter -> changes.edit(actor, change, form.version(), item, charter),
                        () -> changes.edit(actor, change, form.version(), item, Loose.write(type, tree))));
    }

    /** @param wrong how much is to be mended */
    record KeptPage(Form form, int wrong) {}

    /** Keeps what is being typed. */
    @PostMapping("/keeping")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View keeping(Viewer viewer, Form form, @PathVariable UUID change, @PathVariable UUID item) {
        var tree = CharterForms.read(form, true);
        var next = Form.fresh(viewer.words()).set("version", form.value("version"));
        if (keep(viewer, next, change, item, tree)) {
            next.set("version", changes.find(viewer.actor(), change).version());
        }
        var wrong = sheets.findings(viewer.actor(), viewer.words(), change, item).stream()
                .filter(Sheets.Noted::error)
                .count();
        return pages.show("governance/web/charter-kept.jte", new KeptPage(next, (int) wrong), HttpStatus.OK);
    }
}
