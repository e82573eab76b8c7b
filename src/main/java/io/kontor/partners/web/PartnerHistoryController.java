package io.kontor.partners.web;

import io.kontor.kernel.Verb;
import io.kontor.partners.Partners;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** What held of a partner from when to when, all in one form. */
@Controller
@RequestMapping("/partners/{id}/history")
class PartnerHistoryController {
    private final Partners partners;
    private final PartnerForms forms;
    private final Timelines timelines;
    private final Pages pages;

    PartnerHistoryController(Partners partners, PartnerForms forms, Timelines timelines, Pages pages) {
        this.partners = partners;
        this.forms = forms;
        this.timelines = timelines;
        this.pages = pages;
    }

    record HistoriesPage(
            Form form, UUID id, String name, PartnerForms.Choices choices, List<Timelines.Clashing> clashes) {}

    @GetMapping
    @Needs(kind = "partner", verb = Verb.CHANGE)
    View histories(Viewer viewer, @PathVariable UUID id) {
        var known = partners.find(viewer.actor(), id);
        return histories(viewer, forms.histories(viewer, known.version(), known.state()), known.id(), HttpStatus.OK);
    }

    private View histories(Viewer viewer, Form form, UUID id, HttpStatus status) {
        var clash = form.clash();
        return pages.show(
                "partners/web/histories.jte",
                new HistoriesPage(
                        form,
                        id,
                        partners.find(viewer.actor(), id).state().name(),
                        forms.choices(viewer),
                        clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash)),
                status);
    }

    @PostMapping
    @Needs(kind = "partner", verb = Verb.CHANGE)
    View changeHistories(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> partners.change(
                viewer.actor(),
                id,
                form.version(),
                partner -> forms.readHistories(viewer, form, partner),
                form.reason()));
        return done ? Pages.to("/partners/" + id, "partner-changed") : histories(viewer, form, id, form.refused());
    }
}
