package io.kontor.governance.web;

import io.kontor.governance.decisions.Decision;
import io.kontor.governance.decisions.DecisionLinks;
import io.kontor.governance.decisions.DecisionListing;
import io.kontor.governance.decisions.Decisions;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.lists.ListPages;
import io.kontor.people.People;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
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

/** The decision log. */
@Controller
@RequestMapping("/decisions")
class DecisionController {
    private static final int MOST = 50;

    private final Decisions decisions;
    private final DecisionLinks links;
    private final DecisionListing listing;
    private final People people;
    private final Timelines timelines;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;

    DecisionController(
            Decisions decisions,
            DecisionLinks links,
            DecisionListing listing,
            People people,
            Timelines timelines,
            ListPages lists,
            Tabs tabs,
            Pages pages) {
        this.decisions = decisions;
        this.links = links;
        this.listing = listing;
        this.people = people;
        this.timelines = timelines;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
    }

    @GetMapping
    @Needs(kind = "decision")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    record OfPage(
            List<Book.Known<Decision>> decisions, @Nullable String about) {}

    /** What was decided about an object the reader may see. */
    @GetMapping("/of/{type}/{id}")
    @Needs(kind = "decision")
    View of(Viewer viewer, @PathVariable String type, @PathVariable UUID id) {
        var subject = new Subject(type, id);
        var named = links.named(viewer.actor(), List.of(subject));
        if (named.isEmpty()) {
            throw Refusal.notFound(type);
        }
        return pages.show(
                "governance/web/decisions-of.jte",
                new OfPage(
                        decisions.about(viewer.actor(), subject, MOST),
                        viewer.may(Decisions.KIND, Verb.CREATE)
                                ? named.getFirst().link()
                                : null));
    }

    record DecisionPage(
            UUID id,
            UUID version,
            Decision decision,
            @Nullable String owner,
            List<DecisionLinks.Named> links,
            Tabs.Shown tabs,
            boolean mayChange,
            boolean mayWithdraw) {}

    @GetMapping("/{id}")
    @Needs(kind = "decision")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        var known = decisions.find(viewer.actor(), id);
        var owner = known.state().owner();
        return pages.show(
                "governance/web/decision.jte",
                new DecisionPage(
                        id,
                        known.version(),
                        known.state(),
                        owner == null
                                ? null
                                : people.names(viewer.actor(), List.of(owner)).get(owner),
                        links.named(viewer.actor(), known.state().links()),
                        tabs.of(viewer, Decisions.KIND, id, List.of("overview"), "/decisions/" + id, tab),
                        viewer.may(Decisions.KIND, Verb.CHANGE),
                        viewer.may(Decisions.KIND, Verb.WITHDRAW)
                                && known.state().approval() == null));
    }

    record DecisionFormPage(
            Form form, @Nullable UUID id, boolean answered, List<Option> people, List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, HttpStatus status) {
        var clash = form.clash();
        return pages.show(
                "governance/web/decision-form.jte",
                new DecisionFormPage(
                        form,
                        id,
                        id != null && decisions.find(viewer.actor(), id).state().approval() != null,
                        people.ofOffice(viewer.actor()).stream()
                                .map(person -> new Option(person.id().toString(), person.name()))
                                .toList(),
                        clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash)),
                status);
    }

    @GetMapping("/new")
    @Needs(kind = "decision", verb = Verb.CREATE)
    View blank(Viewer viewer, @RequestParam(required = false) @Nullable String about) {
        var form = Form.fresh(viewer.words())
                .set("decided", decisions.today())
                .set("owner", viewer.actor().person())
                .set("links", about);
        return form(viewer, form, null, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "decision", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> decisions.create(viewer.actor(), read(viewer, form, null), form.reason()))
                .map(id -> Pages.to("/decisions/" + id, "decision-saved"))
                .orElseGet(() -> form(viewer, form, null, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "decision", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = decisions.find(viewer.actor(), id);
        var decision = known.state();
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("title", decision.title())
                .set("context", decision.context())
                .set("options", String.join("\n", decision.options()))
                .set("chosen", decision.chosen())
                .set("rationale", decision.rationale())
                .set("owner", decision.owner())
                .set("decided", decision.decided())
                .set("due", decision.due())
                .set("review", decision.review())
                .set("clause", decision.clause())
                .set("links", links.typed(decision.links()))
                .set("done", decision.done() ? "yes" : null);
        return form(viewer, form, id, HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "decision", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> decisions.change(
                viewer.actor(), id, form.version(), decision -> read(viewer, form, decision), form.reason()));
        return done ? Pages.to("/decisions/" + id, "decision-saved") : form(viewer, form, id, form.refused());
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "decision", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        decisions.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/decisions/" + id, "decision-withdrawn");
    }

    @PostMapping("/{id}/restoration")
    @Needs(kind = "decision", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        decisions.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/decisions/" + id, "decision-restored");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "decision", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        decisions.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/decisions/" + id, "undone");
    }

    /** What answers a request keeps what was asked, decided and cited; people add what follows from it. */
    private Decision read(Viewer viewer, Form form, @Nullable Decision was) {
        var answer = was != null && was.approval() != null ? was : null;
        var title = answer == null ? form.required("title") : answer.title();
        form.required(answer == null ? "decided" : "version");
        var decided = answer == null ? form.day("decided") : answer.decided();
        var owner = form.id("owner");
        var due = form.day("due");
        var review = form.day("review");
        form.check();
        return new Decision(
                title,
                form.text("context"),
                form.lines("options"),
                answer == null ? Decision.Outcome.DECIDED : answer.outcome(),
                form.text("chosen"),
                form.text("rationale"),
                owner,
                Objects.requireNonNullElse(decided, LocalDate.EPOCH),
                due,
                review,
                answer == null ? form.text("clause") : answer.clause(),
                links.read(viewer.actor(), form.lines("links")),
                answer == null ? null : answer.approval(),
                form.checked("done"),
                was != null && was.withdrawn());
    }
}
