package io.kontor.tiers.web;

import io.kontor.governance.Changes;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.Typing;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.States;
import io.kontor.partners.Programmes;
import io.kontor.rules.DecisionTable;
import io.kontor.rules.Mistake;
import io.kontor.rules.Tables;
import io.kontor.rules.Vocabularies;
import io.kontor.rules.web.Grids;
import io.kontor.rules.web.TableGrid;
import io.kontor.tiers.TierRules;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
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

/** Drafts of rules, edited as a grid. */
@Controller
@RequestMapping("/tiers")
class RulesController {
    private final Changes changes;
    private final Programmes programmes;
    private final Vocabularies vocabularies;
    private final Typing typing;
    private final Timelines timelines;
    private final Pages pages;

    RulesController(
            Changes changes,
            Programmes programmes,
            Vocabularies vocabularies,
            Typing typing,
            Timelines timelines,
            Pages pages) {
        this.changes = changes;
        this.programmes = programmes;
        this.vocabularies = vocabularies;
        this.typing = typing;
        this.timelines = timelines;
        this.pages = pages;
    }

    /** Begins a change of a programme's rules. */
    @PostMapping("/{programme}/rules")
    @Needs(kind = Changes.KIND, verb = Verb.CREATE)
    View begin(Viewer viewer, @PathVariable UUID programme) {
        var actor = viewer.actor();
        var state = programmes.find(actor, programme).state();
        var id = changes.open(
                actor,
                viewer.words().t("tiers.rules.change-of", "programme", state.name()),
                null,
                "tier-rules",
                DocumentScope.programme(state.code()));
        var item = changes.find(actor, id).state().items().getFirst().id();
        return Pages.to("/tiers/rules/" + id + "/" + item);
    }

    record RulesPage(
            UUID change,
            UUID item,
            String title,
            String programme,
            Form form,
            TableGrid grid,
            boolean mayEdit,
            Typing.@Nullable Typed typed,
            List<Timelines.Clashing> clashes) {}

    @GetMapping("/rules/{change}/{item}")
    @Needs(kind = Changes.KIND)
    View page(
            Viewer viewer,
            @PathVariable UUID change,
            @PathVariable UUID item,
            @RequestParam(name = "typed", required = false) @Nullable String again) {
        var known = changes.find(viewer.actor(), change);
        var typed = typing.of(viewer.actor(), item);
        if (again != null && typed.isPresent()) {
            return show(
                    viewer, change, item, Form.again(viewer.words(), typed.get().fields()), HttpStatus.OK, null);
        }
        var rules = content(viewer, change, item);
        if (rules.isEmpty()) {
            return Pages.to("/changes/" + change + "/documents/" + item);
        }
        var form = Form.fresh(viewer.words()).set("version", known.version());
        fill(form, rules.get());
        return show(viewer, change, item, form, HttpStatus.OK, typed.orElse(null));
    }

    /** What the draft says; empty when what was typed makes no rules. */
    private Optional<TierRules> content(Viewer viewer, UUID change, UUID item) {
        var content = changes.find(viewer.actor(), change).state().item(item).content();
        return Optional.ofNullable(content).map(json -> States.read(TierRules.class, json));
    }

    private static void fill(Form form, TierRules rules) {
        Grids.fill(form, rules.table());
        form.set("automatic", rules.automatic() ? "yes" : null)
                .set("graceDays", rules.graceDays())
                .set("graceAtPublishing", rules.graceAtPublishing() ? "yes" : null)
                .set("enrolmentDays", rules.enrolmentDays())
                .set(
                        "warningDays",
                        String.join(
                                ", ",
                                rules.warningDays().stream()
                                        .map(String::valueOf)
                                        .toList()))
                .set("mostDemotedPercent", rules.mostDemotedPercent())
                .set("batchSize", rules.batchSize());
    }

    private View show(Viewer viewer, UUID change, UUID item, Form form, HttpStatus status) {
        return show(viewer, change, item, form, status, null);
    }

    private View show(
            Viewer viewer, UUID change, UUID item, Form form, HttpStatus status, Typing.@Nullable Typed typed) {
        var actor = viewer.actor();
        var known = changes.find(actor, change).state();
        var vocabulary = vocabularies.of(actor, TierRules.VOCABULARY);
        var mistakes = Tables.check(vocabulary, Grids.read(form, TierRules.VOCABULARY));
        var clash = form.clash();
        return pages.show(
                "tiers/web/rules.jte",
                new RulesPage(
                        change,
                        item,
                        known.title(),
                        String.valueOf(known.item(item).scope().programme()),
                        form,
                        Grids.of(form, vocabulary, viewer.words(), mistakes, false),
                        viewer.may(Changes.KIND, Verb.CHANGE) && known.life().editable(),
                        typed,
                        clash == null ? List.of() : timelines.clashing(actor, viewer.words(), clash)),
                status);
    }

    /** A table that is wrong is kept all the same: the change says what is wrong with it. */
    @PostMapping("/rules/{change}/{item}")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View save(Viewer viewer, Form form, @PathVariable UUID change, @PathVariable UUID item) {
        if (Grids.act(form)) {
            return show(viewer, change, item, form, HttpStatus.OK);
        }
        var actor = viewer.actor();
        var part = changes.find(actor, change).state().item(item);
        var done = form.submitted(() -> changes.edit(
                actor,
                change,
                form.version(),
                item,
                read(form, String.valueOf(part.scope().programme()), Grids.read(form, TierRules.VOCABULARY))));
        if (!done) {
            return show(viewer, change, item, form, form.refused());
        }
        typing.saved(actor, change, item, form.version());
        List<Mistake> mistakes =
                Tables.check(vocabularies.of(actor, TierRules.VOCABULARY), Grids.read(form, TierRules.VOCABULARY));
        return mistakes.isEmpty()
                ? Pages.to("/changes/" + change, "tiers-rules-saved")
                : Pages.to("/tiers/rules/" + change + "/" + item, "tiers-rules-saved");
    }

    private static TierRules read(Form form, String programme, DecisionTable table) {
        int grace = whole(form, "graceDays");
        int enrolment = whole(form, "enrolmentDays");
        int batch = whole(form, "batchSize");
        var most = form.number("mostDemotedPercent");
        var ahead = Arrays.stream(form.value("warningDays").split("[,; ]+", -1))
                .map(String::strip)
                .filter(days -> !days.isEmpty())
                .map(days -> days(form, days))
                .toList();
        form.check();
        return new TierRules(
                programme,
                table,
                form.checked("automatic"),
                grace,
                form.checked("graceAtPublishing"),
                enrolment,
                ahead,
                most == null ? BigDecimal.ZERO : most,
                batch);
    }

    private static int whole(Form form, String field) {
        @Nullable Integer value = form.whole(field);
        if (value == null && form.error(field) == null) {
            form.refuse(Refusal.invalid("field-required").at(field));
        }
        return value == null ? 0 : value;
    }

    private static int days(Form form, String typed) {
        if (!typed.matches("\\d{1,4}")) {
            form.refuse(Refusal.invalid("tiers-out-of-range", "from", 1, "to", 1_100)
                    .at("warningDays"));
            return 1;
        }
        return Integer.parseInt(typed);
    }
}
