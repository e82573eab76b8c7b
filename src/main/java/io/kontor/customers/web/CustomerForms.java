package io.kontor.customers.web;

import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Verb;
import io.kontor.partners.Partners;
import io.kontor.people.People;
import io.kontor.ui.Form;
import io.kontor.ui.Option;
import io.kontor.ui.Picks;
import io.kontor.ui.Viewer;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Between a customer and the fields of its form. */
@Component
class CustomerForms {
    private final Customers customers;
    private final Partners partners;
    private final People people;
    private final CustomFields fields;

    CustomerForms(Customers customers, Partners partners, People people, CustomFields fields) {
        this.customers = customers;
        this.partners = partners;
        this.people = people;
        this.fields = fields;
    }

    /**
     * What the form offers to choose from.
     *
     * @param partner whether the partner that is the same firm can be chosen; not when it is one the reader may not see
     */
    record Choices(List<Option> countries, List<Option> people, List<CustomField> fields, boolean partner) {}

    Choices choices(Viewer viewer, @Nullable Customer customer) {
        var actor = viewer.actor();
        return new Choices(
                Option.countries(viewer.words()),
                people.ofOffice(actor).stream()
                        .map(person -> new Option(person.id().toString(), person.name()))
                        .toList(),
                customers.fields(actor),
                mayChoosePartner(actor, customer));
    }

    private boolean mayChoosePartner(Actor actor, @Nullable Customer customer) {
        var partner = customer == null ? null : customer.partner();
        return actor.may(Partners.KIND, Verb.SEE)
                && (partner == null || partner(actor, partner).isPresent());
    }

    /** The partner, or the one it was merged into, when the actor may see it. */
    Optional<Partners.Named> partner(Actor actor, UUID id) {
        var kept = partners.kept(actor, id);
        return partners.place(actor, kept)
                .filter(place -> actor.may(Partners.KIND, Verb.SEE, place))
                .map(place -> new Partners.Named(
                        kept, partners.names(actor, List.of(kept)).getOrDefault(kept, ""), ""));
    }

    /** @param same the partner that is the same firm, whose name and place the customer begins with; or none */
    Form fresh(Viewer viewer, @Nullable UUID same) {
        var form = Form.fresh(viewer.words());
        if (same != null && partner(viewer.actor(), same).isPresent()) {
            var firm = partners.find(viewer.actor(), same);
            form.set("name", firm.state().name())
                    .set("country", firm.state().country())
                    .set("city", firm.state().city())
                    .set("domains", String.join("\n", firm.state().domains()))
                    .set("partner", Option.picked(firm.state().name(), firm.id()));
        }
        return form;
    }

    Form filled(Viewer viewer, UUID version, Customer customer) {
        var actor = viewer.actor();
        var parent = customer.parent();
        var partner = customer.partner();
        var form = Form.fresh(viewer.words())
                .set("version", version)
                .set("name", customer.name())
                .set("country", customer.country())
                .set("city", customer.city())
                .set("domains", String.join("\n", customer.domains()))
                .set(
                        "parent",
                        parent == null
                                ? null
                                : Option.picked(
                                        customers.names(actor, List.of(parent)).getOrDefault(parent, ""), parent))
                .set(
                        "partner",
                        partner == null
                                ? null
                                : partner(actor, partner)
                                        .map(one -> Option.picked(one.name(), one.id()))
                                        .orElse(null))
                .setAll(
                        "external.system",
                        customer.externalIds().stream().map(ExternalId::system).toList())
                .setAll(
                        "external.id",
                        customer.externalIds().stream().map(ExternalId::id).toList());
        CustomFields.fill(form, customers.fields(actor), customer.custom());
        return form;
    }

    /** What the form makes of a customer; mistakes are noted in the form. */
    Customer read(Viewer viewer, Form form, Customer from) {
        var actor = viewer.actor();
        var known = customers.fields(actor);
        var name = form.required("name");
        var parent = parent(actor, form);
        var partner = mayChoosePartner(actor, from) ? partner(actor, form, "partner") : from.partner();
        var custom = new HashMap<>(from.custom());
        custom.putAll(fields.read(form, known));
        form.check();
        return from.builder()
                .name(name)
                .country(form.text("country"))
                .city(form.text("city"))
                .domains(form.lines("domains"))
                .parent(parent)
                .partner(partner)
                .externalIds(form.rows("external", "id").stream()
                        .map(row -> new ExternalId(row.value("system"), row.value("id")))
                        .toList())
                .custom(CustomFields.checked(known, custom))
                .build();
    }

    private @Nullable UUID parent(Actor actor, Form form) {
        return Picks.read(
                form,
                "parent",
                "parent",
                form.text("parent"),
                "customer",
                (words, most) -> customers.search(actor, words, most).stream()
                        .map(CustomerForms::meant)
                        .toList());
    }

    static Picks.Meant meant(Customers.Named one) {
        return new Picks.Meant(one.id(), one.name(), one.where());
    }

    /** The partner somebody typed, or the one it was merged into; a mistake is noted in the form. */
    @Nullable UUID partner(Actor actor, Form form, String field) {
        var found = Picks.read(
                form,
                field,
                field,
                form.text(field),
                "partner",
                (words, most) -> partners.search(actor, words, most).stream()
                        .map(one -> new Picks.Meant(one.id(), one.name(), one.where()))
                        .toList(),
                id -> partner(actor, id).isPresent());
        return found == null
                ? null
                : partner(actor, found).map(Partners.Named::id).orElse(null);
    }
}
