package io.kontor.catalog.web;

import io.kontor.catalog.Costs;
import io.kontor.catalog.Products;
import io.kontor.company.Company;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
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
import org.springframework.web.servlet.View;

/** What products cost us: the form, for those who may see and change costs. */
@Controller
class CostController {
    private final Costs costs;
    private final Products products;
    private final Company company;
    private final Timelines timelines;
    private final Pages pages;

    CostController(Costs costs, Products products, Company company, Timelines timelines, Pages pages) {
        this.costs = costs;
        this.products = products;
        this.company = company;
        this.timelines = timelines;
        this.pages = pages;
    }

    /** Costs have no page of their own: they stand on a tab of their product's. */
    @GetMapping("/costs/{id}")
    @Needs(kind = "cost")
    View page(Viewer viewer, @PathVariable UUID id) {
        return Pages.to(tab(costs.find(viewer.actor(), id).state().product()));
    }

    private static String tab(UUID product) {
        return "/products/" + product + "?tab=costs";
    }

    record CostFormPage(Form form, UUID product, String name, String currency, List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, UUID product, HttpStatus status) {
        var clash = form.clash();
        return pages.show(
                "catalog/web/cost-form.jte",
                new CostFormPage(
                        form,
                        product,
                        products.find(viewer.actor(), product).state().name(),
                        company.profile(viewer.actor()).currency(),
                        clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash)),
                status);
    }

    @GetMapping("/products/{id}/costs")
    @Needs(kind = "cost", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var form = Form.fresh(viewer.words());
        var known = costs.of(viewer.actor(), id);
        known.ifPresent(one -> {
            form.set("version", one.version());
            AmountRows.fill(form, "costs", one.state().costs());
        });
        if (form.values("costs.amount").isEmpty()) {
            form.setAll("costs.amount", List.of(""))
                    .setAll(
                            "costs.currency",
                            List.of(company.profile(viewer.actor()).currency()));
        }
        return form(viewer, form, id, HttpStatus.OK);
    }

    @PostMapping("/products/{id}/costs")
    @Needs(kind = "cost", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            List<Dated<Money>> rows = new ArrayList<>(AmountRows.read(form, "costs"));
            form.check();
            costs.set(viewer.actor(), id, form.id("version"), rows, form.reason());
        });
        return done ? Pages.to(tab(id), "costs-saved") : form(viewer, form, id, form.refused());
    }

    @PostMapping("/costs/{id}/undo")
    @Needs(kind = "cost", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        var product = costs.find(viewer.actor(), id).state().product();
        try {
            costs.undo(viewer.actor(), id, form.version(), form.reason());
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.CONFLICT && refusal.args().isEmpty()) {
                return Pages.refused(tab(product), refusal);
            }
            throw refusal;
        }
        return Pages.to(tab(product), "undone");
    }
}
