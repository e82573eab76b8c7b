package io.kontor.reports.web;

import io.kontor.governance.Changes;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.Finding;
import io.kontor.governance.Sheets;
import io.kontor.governance.Typing;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.ledger.States;
import io.kontor.people.Roles;
import io.kontor.reports.MetricTargets;
import io.kontor.reports.Stretch;
import io.kontor.reports.TargetSheets;
import io.kontor.reports.Targets;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The targets in force, and drafts of others. */
@Controller
@RequestMapping(Targets.PATH)
class TargetController {
    private final Targets targets;
    private final TargetSheets sheets;
    private final Changes changes;
    private final Typing typing;
    private final Roles roles;
    private final Timelines timelines;
    private final Pages pages;

    TargetController(
            Targets targets,
            TargetSheets sheets,
            Changes changes,
            Typing typing,
            Roles roles,
            Timelines timelines,
            Pages pages) {
        this.targets = targets;
        this.sheets = sheets;
        this.changes = changes;
        this.typing = typing;
        this.roles = roles;
        this.timelines = timelines;
        this.pages = pages;
    }

    record TargetsPage(List<TargetSheets.Sheet> sheets, boolean mayPropose, boolean mayRead) {
        /** Whether there is one for everybody, which is the first. */
        public boolean forAll() {
            return !sheets.isEmpty() && sheets.getFirst().scope().equals(DocumentScope.ALL.code());
        }
    }

    @GetMapping
    @Needs(kind = "metric")
    View all(Viewer viewer) {
        return pages.show(
                "reports/web/targets.jte",
                new TargetsPage(
                        sheets.all(viewer.actor(), viewer.words()),
                        viewer.may(Changes.KIND, Verb.CREATE),
                        viewer.may("document", Verb.SEE)));
    }

    /** Begins a change of the targets of one scope. */
    @PostMapping("/changes")
    @Needs(kind = Changes.KIND, verb = Verb.CREATE)
    View begin(Viewer viewer, Form form) {
        var code = form.text("scope");
        var scope = code == null
                ? DocumentScope.ALL
                : DocumentScope.of(code).orElseThrow(() -> Refusal.notFound("document"));
        var words = viewer.words();
        var id = changes.open(
                viewer.actor(),
                words.t("targets.change-of", "scope", Sheets.scope(words, scope)),
                null,
                MetricTargets.CODE,
                scope);
        var item = changes.find(viewer.actor(), id).state().items().getFirst().id();
        return Pages.to(Targets.PATH + "/" + id + "/" + item);
    }

    /**
     * @param kept whether what is shown is the draft as it is kept, also with what is wrong with it
     * @param typed what was typed here earlier and not saved, to be offered
     */
    record DraftPage(
            boolean kept,
            Typing.@Nullable Typed typed,
            UUID change,
            UUID item,
            String title,
            String scope,
            Form form,
            List<Option> metrics,
            List<Option> periods,
            List<Option> roles,
            Map<Integer, List<String>> notes,
            boolean mayEdit,
            List<Timelines.Clashing> clashes) {
        public int rows() {
            return TargetForm.rows(form);
        }

        public String field(int row, String name) {
            return TargetForm.field(row, name);
        }

        /** Whether anything beyond what every target has was typed, or is wrong, so that it stands open. */
        public boolean more(int row) {
            return List.of("outcome", "name", "baseline", "owner", "note").stream()
                    .map(name -> field(row, name))
                    .anyMatch(name -> !form.value(name).isEmpty() || form.error(name) != null);
        }

        public List<String> notes(int row) {
            return notes.getOrDefault(row, List.of());
        }
    }

    @GetMapping("/{change}/{item}")
    @Needs(kind = Changes.KIND)
    View draft(
            Viewer viewer,
            @PathVariable UUID change,
            @PathVariable UUID item,
            @RequestParam(name = "typed", required = false) @Nullable String again) {
        var typed = typing.of(viewer.actor(), item);
        if (again != null && typed.isPresent()) {
            var form = Form.again(viewer.words(), typed.get().fields());
            return show(viewer, change, item, form, List.of(), HttpStatus.OK, false);
        }
        var content = content(viewer, change, item);
        if (content.isEmpty()) {
            return Pages.to("/changes/" + change + "/documents/" + item);
        }
        var form = Form.fresh(viewer.words())
                .set("version", changes.find(viewer.actor(), change).version());
        TargetForm.fill(form, content.get());
        var findings = findings(viewer, change, item, content.get());
        TargetForm.refuse(form, findings);
        return show(viewer, change, item, form, findings, HttpStatus.OK, true, typed.orElse(null));
    }

    /** What the draft says; empty when what was typed makes no targets. */
    private Optional<MetricTargets> content(Viewer viewer, UUID change, UUID item) {
        var part = changes.find(viewer.actor(), change).state().item(item);
        if (!part.type().equals(MetricTargets.CODE)) {
            throw Refusal.notFound("document");
        }
        return Optional.ofNullable(part.content()).map(json -> States.read(MetricTargets.class, json));
    }

    private List<Finding> findings(Viewer viewer, UUID change, UUID item, MetricTargets content) {
        var scope = changes.find(viewer.actor(), change).state().item(item).scope();
        return targets.findings(viewer.actor(), scope, content);
    }

    private View show(
            Viewer viewer, UUID change, UUID item, Form form, List<Finding> findings, HttpStatus status, boolean kept) {
        return show(viewer, change, item, form, findings, status, kept, null);
    }

    private View show(
            Viewer viewer,
            UUID change,
            UUID item,
            Form form,
            List<Finding> findings,
            HttpStatus status,
            boolean kept,
            Typing.@Nullable Typed typed) {
        var actor = viewer.actor();
        var words = viewer.words();
        var known = changes.find(actor, change).state();
        var notes = new java.util.TreeMap<Integer, List<String>>();
        TargetForm.notes(findings)
                .forEach((row, said) -> notes.put(
                        row,
                        said.stream().map(finding -> finding.sentence(words)).toList()));
        var clash = form.clash();
        return pages.show(
                "reports/web/target-form.jte",
                new DraftPage(
                        kept,
                        typed,
                        change,
                        item,
                        known.title(),
                        Sheets.scope(words, known.item(item).scope()),
                        form,
                        metrics(words),
                        Option.of(words, "targets.period", Stretch.values()),
                        roles(viewer),
                        notes,
                        viewer.may(Changes.KIND, Verb.CHANGE) && known.life().editable(),
                        clash == null ? List.of() : timelines.clashing(actor, words, clash)),
                status);
    }

    private static List<Option> metrics(Words words) {
        return MetricTargets.METRICS.stream()
                .map(metric -> new Option(
                        metric.code(),
                        words.t("metric." + metric.code()) + " ("
                                + words.t("targets.unit." + metric.unit().code()) + ")"))
                .toList();
    }

    private List<Option> roles(Viewer viewer) {
        if (!viewer.may(Roles.KIND, Verb.SEE)) {
            return List.of();
        }
        var words = viewer.words();
        return roles.all(viewer.actor(), Side.OFFICE).stream()
                .map(known -> new Option(
                        known.role().code(),
                        known.role().shipped()
                                ? words.t("role." + known.role().code())
                                : known.role().name(words.language())))
                .sorted(Comparator.comparing(Option::label))
                .toList();
    }

    /** Targets that make no sense are kept all the same, and what is wrong stands beside them. Refuses: what cannot be read. */
    @PostMapping("/{change}/{item}")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View save(Viewer viewer, Form form, @PathVariable UUID change, @PathVariable UUID item) {
        if (TargetForm.act(form)) {
            return show(viewer, change, item, form, List.of(), HttpStatus.OK, false);
        }
        var done = form.submit(() -> {
            var content = TargetForm.read(form);
            changes.edit(viewer.actor(), change, form.version(), item, content);
            return content;
        });
        if (done.isEmpty()) {
            return show(viewer, change, item, form, List.of(), form.refused(), false);
        }
        typing.saved(viewer.actor(), change, item, form.version());
        return Finding.pass(findings(viewer, change, item, done.get()))
                ? Pages.to("/changes/" + change, "targets-saved")
                : Pages.to(Targets.PATH + "/" + change + "/" + item, "targets-saved");
    }
}
