package io.kontor.deals.web;

import io.kontor.deals.Deal;
import io.kontor.deals.DealListing;
import io.kontor.deals.Deals;
import io.kontor.deals.Stage;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.lists.ListPages;
import io.kontor.timeline.Timelines;
import io.kontor.ui.AsItWas;
import io.kontor.ui.Form;
import io.kontor.ui.MoreRows;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
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

/** Deals: the list, the page, the forms. */
@Controller
@RequestMapping("/deals")
class DealController {
    private static final Map<String, String> ROWS = Map.of("line", "amount", "partner", "name", "external", "id");

    private final Deals deals;
    private final DealListing listing;
    private final DealForms forms;
    private final DealPages page;
    private final Timelines timelines;
    private final ListPages lists;
    private final Pages pages;

    DealController(
            Deals deals,
            DealListing listing,
            DealForms forms,
            DealPages page,
            Timelines timelines,
            ListPages lists,
            Pages pages) {
        this.deals = deals;
        this.listing = listing;
        this.forms = forms;
        this.page = page;
        this.timelines = timelines;
        this.lists = lists;
        this.pages = pages;
    }

    @GetMapping
    @Needs(kind = "deal")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    @GetMapping("/{id}")
    @Needs(kind = "deal")
    View page(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String tab,
            @RequestParam(required = false) @Nullable String on) {
        var known = deals.find(viewer.actor(), id);
        return page.show(viewer, known, tab, AsItWas.on(on), null, null, HttpStatus.OK);
    }

    /** @param id the deal being changed, or none for a new one */
    record DealFormPage(
            Form form,
            @Nullable UUID id,
            String name,
            @Nullable Stage stage,
            DealForms.Choices choices,
            List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, Book.@Nullable Known<Deal> known, HttpStatus status) {
        var clash = form.clash();
        return pages.show(
                "deals/web/deal-form.jte",
                new DealFormPage(
                        form,
                        known == null ? null : known.id(),
                        known == null ? "" : known.state().name(),
                        known == null ? null : known.state().stage(),
                        forms.choices(viewer),
                        clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash)),
                status);
    }

    @GetMapping("/new")
    @Needs(kind = "deal", verb = Verb.CREATE)
    View blank(
            Viewer viewer,
            @RequestParam(required = false) @Nullable UUID partner,
            @RequestParam(required = false) @Nullable UUID customer,
            @RequestParam(required = false) @Nullable UUID contact) {
        return form(viewer, forms.fresh(viewer, partner, customer, contact), null, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "deal", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        if (MoreRows.added(form, ROWS)) {
            return form(viewer, form, null, HttpStatus.OK);
        }
        return form.submit(() -> {
                    var deal = forms.read(viewer, form, Deal.named("?", "EUR"), true);
                    return deals.create(viewer.actor(), deal, form.reason());
                })
                .map(id -> Pages.to("/deals/" + id, "deal-created"))
                .orElseGet(() -> form(viewer, form, null, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String propose) {
        var known = deals.find(viewer.actor(), id);
        var form = "partner".equals(propose)
                ? forms.proposing(viewer, known.version(), known.state())
                : forms.filled(viewer, known.version(), known.state());
        return form(viewer, form, known, HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        if (MoreRows.added(form, ROWS)) {
            return form(viewer, form, deals.find(viewer.actor(), id), HttpStatus.OK);
        }
        var done = form.submitted(() -> deals.change(
                viewer.actor(), id, form.version(), deal -> forms.read(viewer, form, deal, false), form.reason()));
        return done
                ? Pages.to("/deals/" + id, "deal-changed")
                : form(viewer, form, deals.find(viewer.actor(), id), form.refused());
    }
}
