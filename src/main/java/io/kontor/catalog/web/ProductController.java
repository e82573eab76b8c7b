package io.kontor.catalog.web;

import io.kontor.catalog.Costs;
import io.kontor.catalog.Families;
import io.kontor.catalog.Product;
import io.kontor.catalog.ProductListing;
import io.kontor.catalog.Products;
import io.kontor.company.Company;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.lists.ListPages;
import io.kontor.timeline.Timelines;
import io.kontor.ui.AsItWas;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Picks;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
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

/** Products: the list, the page, the forms. */
@Controller
@RequestMapping("/products")
class ProductController {
    private final Products products;
    private final Families families;
    private final Costs costs;
    private final Company company;
    private final ProductListing listing;
    private final ProductForms forms;
    private final Timelines timelines;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;

    ProductController(
            Products products,
            Families families,
            Costs costs,
            Company company,
            ProductListing listing,
            ProductForms forms,
            Timelines timelines,
            ListPages lists,
            Tabs tabs,
            Pages pages) {
        this.products = products;
        this.families = families;
        this.costs = costs;
        this.company = company;
        this.listing = listing;
        this.forms = forms;
        this.timelines = timelines;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
    }

    @GetMapping
    @Needs(kind = "product")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    /** Products to choose from, while somebody types. */
    @GetMapping("/choices")
    @Needs(kind = "product")
    View choices(Viewer viewer, @RequestParam(defaultValue = "") String words) {
        var found = words.length() < 2 ? List.<Products.Named>of() : products.search(viewer.actor(), words, 12);
        return pages.show(
                "ui/choices.jte",
                Picks.ChoicesPage.of(found.stream()
                        .map(one -> new Picks.Meant(one.id(), one.name(), one.sku()))
                        .toList()));
    }

    /** What it costs us, on the tab of those who may see it. */
    record CostTab(@Nullable UUID id, @Nullable UUID version, List<AmountRows.Row> rows, boolean mayChange) {}

    /**
     * @param on the day the page shows the product as it was known, or none for now
     * @param price in the company's currency on that day, or none
     * @param costs only for those who may see them, and only on their tab
     */
    record ProductPage(
            UUID id,
            UUID version,
            Product product,
            @Nullable LocalDate on,
            @Nullable String family,
            @Nullable Money price,
            List<AmountRows.Row> prices,
            @Nullable CostTab costs,
            Tabs.Shown tabs,
            boolean mayChange,
            boolean mayWithdraw) {}

    @GetMapping("/{id}")
    @Needs(kind = "product")
    View page(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String tab,
            @RequestParam(required = false) @Nullable String on) {
        var known = products.find(viewer.actor(), id);
        var day = AsItWas.on(on);
        var state = day == null ? Optional.of(known.state()) : products.asOf(viewer.actor(), id, day);
        var product = state.orElseThrow(() -> Refusal.invalid("not-known-then", "day", String.valueOf(day)));
        return show(viewer, known, product, tab, day);
    }

    private View show(
            Viewer viewer, Book.Known<Product> known, Product product, @Nullable String tab, @Nullable LocalDate on) {
        var actor = viewer.actor();
        var today = products.today(actor);
        var day = on == null ? today : on;
        var family = product.family();
        var seesCosts = viewer.may(Costs.KIND, Verb.SEE);
        var shownTabs = tabs.of(
                viewer,
                Products.KIND,
                known.id(),
                seesCosts ? List.of("overview", "costs") : List.of("overview"),
                "/products/" + known.id(),
                tab);
        var page = new ProductPage(
                known.id(),
                known.version(),
                product,
                on,
                family == null ? null : families.names(actor, List.of(family)).get(family),
                product.price(company.profile(actor).currency(), day).orElse(null),
                AmountRows.shown(product.prices(), on == null ? today : null),
                shownTabs.current().equals("costs") ? costs(viewer, known.id(), today, product) : null,
                shownTabs,
                viewer.may(Products.KIND, Verb.CHANGE) && on == null && !product.withdrawn(),
                viewer.may(Products.KIND, Verb.WITHDRAW) && on == null);
        return pages.show("catalog/web/product.jte", page);
    }

    private CostTab costs(Viewer viewer, UUID id, LocalDate day, Product product) {
        var known = costs.of(viewer.actor(), id);
        return new CostTab(
                known.map(Book.Known::id).orElse(null),
                known.map(Book.Known::version).orElse(null),
                AmountRows.shown(known.map(one -> one.state().costs()).orElse(List.of()), day),
                viewer.may(Costs.KIND, Verb.CHANGE) && !product.withdrawn());
    }

    /** @param id the product being changed, or none for a new one */
    record ProductFormPage(
            Form form,
            @Nullable UUID id,
            String name,
            ProductForms.Choices choices,
            List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, String name, HttpStatus status) {
        var clash = form.clash();
        return pages.show(
                "catalog/web/product-form.jte",
                new ProductFormPage(
                        form,
                        id,
                        name,
                        forms.choices(viewer),
                        clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash)),
                status);
    }

    @GetMapping("/new")
    @Needs(kind = "product", verb = Verb.CREATE)
    View blank(Viewer viewer, @RequestParam(required = false) @Nullable UUID family) {
        return form(viewer, forms.fresh(viewer, family), null, "", HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "product", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> products.create(viewer.actor(), forms.read(form, null), form.reason()))
                .map(id -> Pages.to("/products/" + id, "product-created"))
                .orElseGet(() -> form(viewer, form, null, "", HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "product", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = products.find(viewer.actor(), id);
        return form(
                viewer,
                forms.filled(viewer, known.version(), known.state()),
                id,
                known.state().name(),
                HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "product", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> products.change(
                viewer.actor(), id, form.version(), product -> forms.read(form, product), form.reason()));
        return done
                ? Pages.to("/products/" + id, "product-changed")
                : form(
                        viewer,
                        form,
                        id,
                        products.find(viewer.actor(), id).state().name(),
                        form.refused());
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "product", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        products.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/products/" + id, "product-withdrawn");
    }

    @PostMapping("/{id}/restoration")
    @Needs(kind = "product", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        products.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/products/" + id, "product-restored");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "product", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        products.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/products/" + id, "undone");
    }
}
