package io.kontor.customers.web;

import io.kontor.customers.Customer;
import io.kontor.customers.CustomerListing;
import io.kontor.customers.Customers;
import io.kontor.customers.SameFirm;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.lists.ListPages;
import io.kontor.merging.Merges;
import io.kontor.partners.Partners;
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

/** Customers: the list, the page, the forms. */
@Controller
@RequestMapping("/customers")
class CustomerController {
    private final Customers customers;
    private final CustomerListing listing;
    private final CustomerForms forms;
    private final CustomFields fields;
    private final Timelines timelines;
    private final Merges merges;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;

    CustomerController(
            Customers customers,
            CustomerListing listing,
            CustomerForms forms,
            CustomFields fields,
            Timelines timelines,
            Merges merges,
            ListPages lists,
            Tabs tabs,
            Pages pages) {
        this.customers = customers;
        this.listing = listing;
        this.forms = forms;
        this.fields = fields;
        this.timelines = timelines;
        this.merges = merges;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
    }

    @GetMapping
    @Needs(kind = "customer")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    /** Customers to choose from, while somebody types. */
    @GetMapping("/choices")
    @Needs(kind = "customer")
    View choices(Viewer viewer, @RequestParam(defaultValue = "") String words) {
        var found = words.length() < 2 ? List.<Customers.Named>of() : customers.search(viewer.actor(), words, 12);
        return pages.show(
                "ui/choices.jte",
                Picks.ChoicesPage.of(found.stream().map(CustomerForms::meant).toList()));
    }

    /**
     * @param on the day the page shows the customer as it was known, or none for now
     * @param parent the customer it belongs to, or none
     * @param partner the partner that is the same firm and the reader may see, or none
     * @param merge the merge it was kept in, as long as it can be taken apart
     * @param likely partners that may be the same firm, as long as none is linked
     */
    record CustomerPage(
            UUID id,
            UUID version,
            Customer customer,
            @Nullable LocalDate on,
            Customers.@Nullable Named parent,
            List<Customers.Named> children,
            Partners.@Nullable Named partner,
            List<SameFirm> likely,
            List<CustomFields.Shown> custom,
            Tabs.Shown tabs,
            boolean mayChange,
            boolean mayLink,
            boolean mayWithdraw,
            boolean mayMerge,
            Merges.@Nullable Standing merge,
            Form link) {}

    @GetMapping("/{id}")
    @Needs(kind = "customer")
    View page(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String tab,
            @RequestParam(required = false) @Nullable String on) {
        var known = customers.find(viewer.actor(), id);
        return known.id().equals(id)
                ? show(viewer, known, tab, AsItWas.on(on), Form.fresh(viewer.words()), HttpStatus.OK)
                : Pages.to("/customers/" + known.id());
    }

    private View show(
            Viewer viewer,
            Book.Known<Customer> known,
            @Nullable String tab,
            @Nullable LocalDate on,
            Form link,
            HttpStatus status) {
        var actor = viewer.actor();
        var id = known.id();
        var state = on == null ? Optional.of(known.state()) : customers.asOf(actor, id, on);
        var customer = state.orElseThrow(() -> Refusal.invalid("not-known-then", "day", String.valueOf(on)));
        var parent = customer.parent();
        var partner = customer.partner();
        var mayChange = viewer.may(Customers.KIND, Verb.CHANGE) && on == null && !customer.withdrawn();
        var mayLink = mayChange && viewer.may(Partners.KIND, Verb.SEE);
        var page = new CustomerPage(
                id,
                known.version(),
                customer,
                on,
                parent == null
                        ? null
                        : new Customers.Named(
                                parent, customers.names(actor, List.of(parent)).getOrDefault(parent, ""), ""),
                customers.children(actor, id),
                partner == null ? null : forms.partner(actor, partner).orElse(null),
                mayLink && partner == null ? customers.sameFirms(actor, customer) : List.of(),
                fields.shown(actor, viewer.words(), customers.fields(actor), customer.custom()),
                tabs.of(viewer, Customers.KIND, id, List.of("overview"), "/customers/" + id, tab),
                mayChange,
                mayLink,
                viewer.may(Customers.KIND, Verb.WITHDRAW) && on == null,
                viewer.may(Customers.KIND, Verb.MERGE) && on == null && !customer.withdrawn(),
                viewer.may(Customers.KIND, Verb.MERGE) && on == null
                        ? merges.standing(actor, Customers.KIND, id, known.version())
                                .orElse(null)
                        : null,
                link);
        return pages.show("customers/web/customer.jte", page, status);
    }

    /** @param id the customer being changed, or none for a new one */
    record CustomerFormPage(
            Form form,
            @Nullable UUID id,
            String name,
            CustomerForms.Choices choices,
            List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, @Nullable Customer customer, HttpStatus status) {
        var clash = form.clash();
        return pages.show(
                "customers/web/customer-form.jte",
                new CustomerFormPage(
                        form,
                        id,
                        customer == null ? "" : customer.name(),
                        forms.choices(viewer, customer),
                        clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash)),
                status);
    }

    @GetMapping("/new")
    @Needs(kind = "customer", verb = Verb.CREATE)
    View blank(Viewer viewer, @RequestParam(required = false) @Nullable UUID partner) {
        return form(viewer, forms.fresh(viewer, partner), null, null, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "customer", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> {
                    var named = Customer.named(form.required("name").isEmpty() ? "?" : form.value("name"));
                    return customers.create(viewer.actor(), forms.read(viewer, form, named), form.reason());
                })
                .map(id -> Pages.to("/customers/" + id, "customer-created"))
                .orElseGet(() -> form(viewer, form, null, null, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "customer", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = customers.find(viewer.actor(), id);
        var filled = forms.filled(viewer, known.version(), known.state());
        return form(viewer, filled, known.id(), known.state(), HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "customer", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> customers.change(
                viewer.actor(), id, form.version(), customer -> forms.read(viewer, form, customer), form.reason()));
        return done
                ? Pages.to("/customers/" + id, "customer-changed")
                : form(viewer, form, id, customers.find(viewer.actor(), id).state(), form.refused());
    }

    /** Says which partner is the same firm. */
    @PostMapping("/{id}/partner")
    @Needs(kind = "customer", verb = Verb.CHANGE)
    View link(Viewer viewer, Form form, @PathVariable UUID id) {
        var actor = viewer.actor();
        var done = form.submitted(() -> {
            var partner = forms.partner(actor, form, "partner");
            form.check();
            if (partner == null) {
                throw Refusal.invalid("field-required").at("partner");
            }
            customers.link(actor, id, form.version(), partner, form.reason());
        });
        return done
                ? Pages.to("/customers/" + id, "customer-linked")
                : show(viewer, customers.find(actor, id), null, null, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{id}/partner/removal")
    @Needs(kind = "customer", verb = Verb.CHANGE)
    View unlink(Viewer viewer, Form form, @PathVariable UUID id) {
        customers.unlink(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/customers/" + id, "customer-unlinked");
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "customer", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        customers.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/customers/" + id, "customer-withdrawn");
    }

    @PostMapping("/{id}/restoration")
    @Needs(kind = "customer", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        customers.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/customers/" + id, "customer-restored");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "customer", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        customers.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/customers/" + id, "undone");
    }
}
