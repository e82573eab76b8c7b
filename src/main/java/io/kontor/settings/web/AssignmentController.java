package io.kontor.settings.web;

import io.kontor.company.Company;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.partners.Partners;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.time.Clock;
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

/** The roles somebody holds: giving one, changing it, ending it. */
@Controller
@RequestMapping("/people/{id}/assignments")
class AssignmentController {
    private final People people;
    private final Partners partners;
    private final PersonForms forms;
    private final Choices choices;
    private final Company company;
    private final Timelines timelines;
    private final Pages pages;
    private final Ids ids;
    private final Clock clock;

    AssignmentController(
            People people,
            Partners partners,
            PersonForms forms,
            Choices choices,
            Company company,
            Timelines timelines,
            Pages pages,
            Ids ids,
            Clock clock) {
        this.people = people;
        this.partners = partners;
        this.forms = forms;
        this.choices = choices;
        this.company = company;
        this.timelines = timelines;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param assignment the one being changed, or none for a new one */
    record AssignmentPage(
            Form form,
            UUID person,
            String name,
            @Nullable UUID assignment,
            boolean office,
            List<Option> roles,
            List<Option> reaches,
            List<Option> regions,
            List<String> segments,
            List<Timelines.Clashing> clashes) {}

    private View page(Viewer viewer, Form form, UUID id, @Nullable UUID assignment, HttpStatus status) {
        var actor = viewer.actor();
        var words = viewer.words();
        var person = people.find(actor, id).person();
        var clash = form.clash();
        var page = new AssignmentPage(
                form,
                id,
                person.name(),
                assignment,
                person.side() == Side.OFFICE,
                choices.roles(actor, words, person.side()),
                Option.of(words, "people.reach", Assignment.Reach.values()),
                choices.regions(actor),
                partners.segments(actor),
                clash == null ? List.of() : timelines.clashing(actor, words, clash));
        return pages.show("settings/web/assignment.jte", page, status);
    }

    @GetMapping("/new")
    @Needs(kind = "person", verb = Verb.CHANGE)
    View blank(Viewer viewer, @PathVariable UUID id) {
        var known = people.find(viewer.actor(), id);
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("reach", Assignment.Reach.ALL)
                .set("from", company.profile(viewer.actor()).today(clock));
        return page(viewer, form, id, null, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "person", verb = Verb.CHANGE)
    View create(Viewer viewer, Form form, @PathVariable UUID id) {
        return save(viewer, form, id, null, ids.next());
    }

    @GetMapping("/{assignment}")
    @Needs(kind = "person", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id, @PathVariable UUID assignment) {
        var known = people.find(viewer.actor(), id);
        var held = known.person().assignments().stream()
                .filter(one -> one.id().equals(assignment))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("role"));
        return page(viewer, forms.filled(viewer, known.version(), held), id, assignment, HttpStatus.OK);
    }

    @PostMapping("/{assignment}")
    @Needs(kind = "person", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID assignment) {
        return save(viewer, form, id, assignment, assignment);
    }

    private View save(Viewer viewer, Form form, UUID id, @Nullable UUID shown, UUID assignment) {
        var done = form.submitted(() -> {
            var read = forms.readAssignment(viewer, form, assignment);
            people.assign(viewer.actor(), id, form.version(), held -> PersonForms.with(held, read), form.reason());
        });
        return done ? Pages.to("/people/" + id, "roles-saved") : page(viewer, form, id, shown, form.refused());
    }

    @PostMapping("/{assignment}/removal")
    @Needs(kind = "person", verb = Verb.CHANGE)
    View remove(Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID assignment) {
        people.assign(
                viewer.actor(),
                id,
                form.version(),
                held -> held.stream()
                        .filter(one -> !one.id().equals(assignment))
                        .toList(),
                form.reason());
        return Pages.to("/people/" + id, "roles-saved");
    }
}
