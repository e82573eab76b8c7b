package io.kontor.reports.web;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.lists.ListPages;
import io.kontor.metrics.Metric;
import io.kontor.people.People;
import io.kontor.reports.Dashboard;
import io.kontor.reports.Goal;
import io.kontor.reports.GoalListing;
import io.kontor.reports.GoalWords;
import io.kontor.reports.Goals;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.List;
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

/** Outcomes and targets. */
@Controller
@RequestMapping("/goals")
class GoalController {
    private final Goals goals;
    private final GoalListing listing;
    private final Dashboard dashboard;
    private final People people;
    private final Timelines timelines;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;

    GoalController(
            Goals goals,
            GoalListing listing,
            Dashboard dashboard,
            People people,
            Timelines timelines,
            ListPages lists,
            Tabs tabs,
            Pages pages) {
        this.goals = goals;
        this.listing = listing;
        this.dashboard = dashboard;
        this.people = people;
        this.timelines = timelines;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
    }

    @GetMapping
    @Needs(kind = "goal")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    record GoalPage(
            UUID id,
            UUID version,
            Goal goal,
            GoalWords.Told told,
            @Nullable String owner,
            Tabs.Shown tabs,
            boolean mayChange,
            boolean mayWithdraw) {}

    @GetMapping("/{id}")
    @Needs(kind = "goal")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        var known = goals.find(viewer.actor(), id);
        var owner = known.state().owner();
        return pages.show(
                "reports/web/goal.jte",
                new GoalPage(
                        id,
                        known.version(),
                        known.state(),
                        GoalWords.told(viewer.words(), goals.standing(viewer.actor(), id, known.state())),
                        owner == null
                                ? null
                                : people.names(viewer.actor(), List.of(owner)).get(owner),
                        tabs.of(viewer, Goals.KIND, id, List.of("overview"), "/goals/" + id, tab),
                        viewer.may(Goals.KIND, Verb.CHANGE),
                        viewer.may(Goals.KIND, Verb.WITHDRAW)));
    }

    record GoalFormPage(
            Form form,
            @Nullable UUID id,
            List<Option> metrics,
            List<Option> people,
            List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, HttpStatus status) {
        var clash = form.clash();
        return pages.show(
                "reports/web/goal-form.jte",
                new GoalFormPage(
                        form,
                        id,
                        metrics(viewer.words()),
                        people.ofOffice(viewer.actor()).stream()
                                .map(person -> new Option(person.id().toString(), person.name()))
                                .toList(),
                        clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash)),
                status);
    }

    private static List<Option> metrics(Words words) {
        return Goal.METRICS.stream()
                .map(metric -> new Option(
                        metric.code(),
                        words.t("metric." + metric.code()) + " ("
                                + words.t("goals.unit." + metric.unit().code()) + ")"))
                .toList();
    }

    @GetMapping("/new")
    @Needs(kind = "goal", verb = Verb.CREATE)
    View blank(Viewer viewer, @RequestParam(required = false) @Nullable String metric) {
        var year = dashboard.today(viewer.actor()).withDayOfYear(1);
        var form = Form.fresh(viewer.words())
                .set("metric", metric)
                .set("from", year)
                .set("due", year.plusYears(1).minusDays(1));
        return form(viewer, form, null, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "goal", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> goals.create(viewer.actor(), read(form, false), form.reason()))
                .map(id -> Pages.to("/goals/" + id, "goal-saved"))
                .orElseGet(() -> form(viewer, form, null, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "goal", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = goals.find(viewer.actor(), id);
        var goal = known.state();
        boolean share = goal.figure().unit() == Metric.Unit.SHARE;
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("name", goal.name())
                .set("metric", goal.metric())
                .set("outcome", goal.outcome() ? "yes" : null)
                .set("baseline", goal.baseline() == null ? null : typed(goal.baseline(), share))
                .set("target", typed(goal.target(), share))
                .set("from", goal.from())
                .set("due", goal.due())
                .set("owner", goal.owner())
                .set("note", goal.note());
        return form(viewer, form, id, HttpStatus.OK);
    }

    /** A share is typed in percent. */
    private static BigDecimal typed(BigDecimal value, boolean share) {
        var typed = (share ? value.movePointRight(2) : value).stripTrailingZeros();
        return typed.scale() < 0 ? typed.setScale(0) : typed;
    }

    @PostMapping("/{id}")
    @Needs(kind = "goal", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() ->
                goals.change(viewer.actor(), id, form.version(), goal -> read(form, goal.withdrawn()), form.reason()));
        return done ? Pages.to("/goals/" + id, "goal-saved") : form(viewer, form, id, form.refused());
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "goal", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        goals.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/goals/" + id, "goal-withdrawn");
    }

    @PostMapping("/{id}/restoration")
    @Needs(kind = "goal", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        goals.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/goals/" + id, "goal-restored");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "goal", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        goals.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/goals/" + id, "undone");
    }

    private static Goal read(Form form, boolean withdrawn) {
        var name = form.required("name");
        var code = form.required("metric");
        var target = form.number("target");
        var from = form.day("from");
        var due = form.day("due");
        required(form, "target", target);
        required(form, "from", from);
        required(form, "due", due);
        var baseline = form.number("baseline");
        var owner = form.id("owner");
        form.check();
        boolean share = Metric.of(code)
                .filter(metric -> metric.unit() == Metric.Unit.SHARE)
                .isPresent();
        return new Goal(
                name,
                code,
                form.checked("outcome"),
                baseline == null || !share ? baseline : baseline.movePointLeft(2),
                share
                        ? java.util.Objects.requireNonNull(target).movePointLeft(2)
                        : java.util.Objects.requireNonNull(target),
                java.util.Objects.requireNonNull(from),
                java.util.Objects.requireNonNull(due),
                owner,
                form.text("note"),
                withdrawn);
    }

    private static void required(Form form, String field, @Nullable Object value) {
        if (value == null && form.error(field) == null) {
            form.refuse(Refusal.invalid("field-required").at(field));
        }
    }
}
