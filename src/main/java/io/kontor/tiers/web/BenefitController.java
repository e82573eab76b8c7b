package io.kontor.tiers.web;

import io.kontor.kernel.Verb;
import io.kontor.lists.ListPages;
import io.kontor.tiers.Benefit;
import io.kontor.tiers.BenefitListing;
import io.kontor.tiers.Benefits;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The library of what tiers bring. */
@Controller
@RequestMapping("/benefits")
class BenefitController {
    private final Benefits benefits;
    private final BenefitListing listing;
    private final Timelines timelines;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;

    BenefitController(
            Benefits benefits, BenefitListing listing, Timelines timelines, ListPages lists, Tabs tabs, Pages pages) {
        this.benefits = benefits;
        this.listing = listing;
        this.timelines = timelines;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
    }

    @Bean
    static NavEntry benefitsEntry() {
        return NavEntry.office(507, "nav.group.programme", "nav.benefits", "/benefits", "star", "benefit:see");
    }

    @GetMapping
    @Needs(kind = "benefit")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    /** @param values what programmes say it is worth in their tiers */
    record BenefitPage(
            UUID id,
            UUID version,
            Benefit benefit,
            List<Benefits.Value> values,
            Tabs.Shown tabs,
            boolean mayChange,
            boolean mayWithdraw) {}

    @GetMapping("/{id}")
    @Needs(kind = "benefit")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        var known = benefits.find(viewer.actor(), id);
        var values = benefits.values(viewer.actor()).stream()
                .filter(value -> value.benefit().equalsIgnoreCase(known.state().name()))
                .toList();
        return pages.show(
                "tiers/web/benefit.jte",
                new BenefitPage(
                        id,
                        known.version(),
                        known.state(),
                        values,
                        tabs.of(viewer, Benefits.KIND, id, List.of("overview"), "/benefits/" + id, tab),
                        viewer.may(Benefits.KIND, Verb.CHANGE),
                        viewer.may(Benefits.KIND, Verb.WITHDRAW)));
    }

    record BenefitFormPage(Form form, @Nullable UUID id, List<Option> kinds, List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, HttpStatus status) {
        var clash = form.clash();
        return pages.show(
                "tiers/web/benefit-form.jte",
                new BenefitFormPage(
                        form,
                        id,
                        Option.of(viewer.words(), "value.benefit.kind", Benefit.Kind.values()),
                        clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash)),
                status);
    }

    @GetMapping("/new")
    @Needs(kind = "benefit", verb = Verb.CREATE)
    View blank(Viewer viewer) {
        return form(viewer, Form.fresh(viewer.words()).set("kind", "text"), null, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "benefit", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> benefits.create(viewer.actor(), read(form, false), form.reason()))
                .map(id -> Pages.to("/benefits/" + id, "benefit-saved"))
                .orElseGet(() -> form(viewer, form, null, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "benefit", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = benefits.find(viewer.actor(), id);
        var benefit = known.state();
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("name", benefit.name())
                .set("description", benefit.description())
                .set("kind", benefit.kind())
                .set("yearly", benefit.yearly());
        return form(viewer, form, id, HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "benefit", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() ->
                benefits.change(viewer.actor(), id, form.version(), old -> read(form, old.withdrawn()), form.reason()));
        return done ? Pages.to("/benefits/" + id, "benefit-saved") : form(viewer, form, id, form.refused());
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "benefit", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        benefits.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/benefits/" + id, "benefit-withdrawn");
    }

    @PostMapping("/{id}/restoration")
    @Needs(kind = "benefit", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        benefits.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/benefits/" + id, "restored");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "benefit", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        benefits.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/benefits/" + id, "undone");
    }

    private static Benefit read(Form form, boolean withdrawn) {
        var name = form.required("name");
        var kind = form.choice("kind", Benefit.Kind.class);
        var yearly = form.number("yearly");
        form.check();
        return new Benefit(name, form.text("description"), kind == null ? Benefit.Kind.TEXT : kind, yearly, withdrawn);
    }
}
