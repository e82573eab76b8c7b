package io.kontor.deals.web;

import io.kontor.catalog.Products;
import io.kontor.company.Company;
import io.kontor.customers.Customers;
import io.kontor.deals.Deal;
import io.kontor.deals.DealLine;
import io.kontor.deals.DealShare;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partners;
import io.kontor.people.People;
import io.kontor.ui.Form;
import io.kontor.ui.Option;
import io.kontor.ui.Picks;
import io.kontor.ui.Viewer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Between a deal and the fields of its form. */
@Component
class DealForms {
    private final Deals deals;
    private final Customers customers;
    private final Partners partners;
    private final Contacts contacts;
    private final Products products;
    private final People people;
    private final Company company;
    private final CustomFields fields;
    private final DealRows rows;

    DealForms(
            Deals deals,
            Customers customers,
            Partners partners,
            Contacts contacts,
            Products products,
            People people,
            Company company,
            CustomFields fields,
            DealRows rows) {
        this.deals = deals;
        this.customers = customers;
        this.partners = partners;
        this.contacts = contacts;
        this.products = products;
        this.people = people;
        this.company = company;
        this.fields = fields;
        this.rows = rows;
    }

    /**
     * What the form offers to choose from.
     *
     * @param costs whether the reader may set what lines cost us
     */
    record Choices(
            List<Option> stages,
            List<Option> people,
            List<Option> roles,
            List<String> currencies,
            List<CustomField> fields,
            boolean costs) {}

    Choices choices(Viewer viewer) {
        var actor = viewer.actor();
        var words = viewer.words();
        var currencies = Stream.concat(Stream.of(company.profile(actor).currency()), deals.currencies(actor).stream())
                .distinct()
                .toList();
        return new Choices(
                Option.of(words, "value.deal.stage", Stage.values()),
                people.ofOffice(actor).stream()
                        .map(person -> new Option(person.id().toString(), person.name()))
                        .toList(),
                Option.of(words, "value.deal.partners.role", PartnerRole.values()),
                currencies,
                deals.fields(actor),
                DealRows.mayPrice(viewer));
    }

    /** A new deal, perhaps with a partner, a customer or a contact it was begun from. */
    Form fresh(Viewer viewer, @Nullable UUID partner, @Nullable UUID customer, @Nullable UUID contact) {
        var actor = viewer.actor();
        var form = Form.fresh(viewer.words())
                .set("stage", Stage.PROSPECTING)
                .set("currency", company.profile(actor).currency())
                .set("openedOn", deals.today(actor))
                .set("owner", actor.person());
        if (customer != null) {
            form.set("customer", picked(customers.names(actor, List.of(customer)), customer));
        }
        if (contact != null) {
            form.set("contact", picked(contacts.names(actor, List.of(contact)), contact));
        }
        var firm = partner != null || contact == null ? partner : firm(actor, contact);
        return firm == null ? form : sourced(actor, form, firm, deals.today(actor));
    }

    private @Nullable UUID firm(Actor actor, UUID contact) {
        return contacts.firms(actor, List.of(contact)).get(contact);
    }

    /** The form with a partner proposed as who brought the deal in. */
    private Form sourced(Actor actor, Form form, UUID firm, @Nullable LocalDate since) {
        return form.setAll("partner.name", List.of(picked(partners.names(actor, List.of(firm)), firm)))
                .setAll("partner.role", List.of(PartnerRole.SOURCING.code()))
                .setAll("partner.day", List.of(since == null ? "" : since))
                .setAll("partner.evidence", List.of(""));
    }

    private static String picked(Map<UUID, String> names, @Nullable UUID id) {
        return id == null ? "" : Option.picked(names.getOrDefault(id, ""), id);
    }

    Form filled(Viewer viewer, UUID version, Deal deal) {
        var names = names(viewer.actor(), deal);
        var form = Form.fresh(viewer.words())
                .set("version", version)
                .set("name", deal.name())
                .set("customer", picked(names, deal.customerId()))
                .set("contact", picked(names, deal.contactId()))
                .set("owner", deal.ownerId())
                .set("currency", deal.currency())
                .set("stage", deal.stage())
                .set("amount", deal.amount())
                .set("openedOn", deal.openedOn())
                .set("expectedCloseOn", deal.expectedCloseOn())
                .set("closedOn", deal.closedOn())
                .set("lossReason", deal.lossReason())
                .set("sourceSystem", deal.sourceSystem())
                .set("description", deal.description());
        var lines = deal.lines();
        form.setAll("line.number", lines.stream().map(DealLine::number).toList())
                .setAll(
                        "line.product",
                        lines.stream()
                                .map(line -> picked(names, line.productId()))
                                .toList())
                .setAll(
                        "line.description",
                        lines.stream().map(DealLine::description).toList())
                .setNumbers(
                        "line.quantity", lines.stream().map(DealLine::quantity).toList())
                .setNumbers("line.amount", lines.stream().map(DealLine::amount).toList())
                .setNumbers("line.cost", lines.stream().map(DealLine::cost).toList());
        var shares = deal.partners();
        form.setAll(
                        "partner.name",
                        shares.stream()
                                .map(share -> picked(names, share.partnerId()))
                                .toList())
                .setAll(
                        "partner.role",
                        shares.stream().map(share -> share.role().code()).toList())
                .setAll("partner.day", shares.stream().map(DealShare::day).toList())
                .setAll(
                        "partner.evidence",
                        shares.stream().map(DealShare::evidence).toList())
                .setAll(
                        "external.system",
                        deal.externalIds().stream().map(ExternalId::system).toList())
                .setAll(
                        "external.id",
                        deal.externalIds().stream().map(ExternalId::id).toList());
        CustomFields.fill(form, deals.fields(viewer.actor()), deal.custom());
        return form;
    }

    /**
     * What the form makes of a deal; mistakes are noted in the form.
     *
     * @param fresh whether the stage is told by the form, too
     */
    Deal read(Viewer viewer, Form form, Deal from, boolean fresh) {
        var actor = viewer.actor();
        var known = deals.fields(actor);
        var name = form.required("name");
        var currency = form.required("currency");
        var stage = fresh ? form.choice("stage", Stage.class) : from.stage();
        var customer = Picks.read(
                form,
                "customer",
                "customer",
                form.text("customer"),
                "deal-customer",
                (words, most) -> customers.search(actor, words, most).stream()
                        .map(one -> new Picks.Meant(one.id(), one.name(), one.where()))
                        .toList());
        var shares = rows.shares(actor, form);
        var edited = from.builder()
                .name(name.isEmpty() ? from.name() : name)
                .customerId(customer)
                .ownerId(form.id("owner"))
                .amount(form.number("amount"))
                .openedOn(form.day("openedOn"))
                .expectedCloseOn(form.day("expectedCloseOn"))
                .sourceSystem(form.text("sourceSystem"))
                .description(form.text("description"))
                .lines(rows.lines(viewer, form, from))
                .partners(shares)
                .contactId(contact(actor, form, shares))
                .externalIds(form.rows("external", "id").stream()
                        .map(row -> new ExternalId(row.value("system"), row.value("id")))
                        .toList());
        var closed = form.day("closedOn");
        var custom = fields.read(form, known);
        form.check();
        var to = stage == null ? Stage.PROSPECTING : stage;
        var deal = edited.currency(currency)
                .stage(to)
                .closedOn(to.closed() ? closed : null)
                .lossReason(to == Stage.LOST ? form.text("lossReason") : null)
                .custom(CustomFields.checked(known, custom))
                .build();
        refuseOtherSum(form.number("amount"), from, deal);
        return deal;
    }

    /** Somebody of the partners on the deal or, while there are none, of any. */
    private @Nullable UUID contact(Actor actor, Form form, List<DealShare> shares) {
        var firms = shares.stream().map(DealShare::partnerId).toList();
        return Picks.read(
                form,
                "contact",
                "contact",
                form.text("contact"),
                "deal-contact",
                (words, most) -> contacts.search(actor, words, firms, most).stream()
                        .map(one -> new Picks.Meant(one.id(), one.name(), one.firm()))
                        .toList());
    }

    /** The form of a deal that names a partner's contact and no partner, with the contact's firm proposed as who brought it. */
    Form proposing(Viewer viewer, UUID version, Deal deal) {
        var form = filled(viewer, version, deal);
        var contact = deal.contactId();
        if (contact != null && deal.partners().isEmpty()) {
            var actor = viewer.actor();
            var firm = firm(actor, contact);
            return firm == null ? form : sourced(actor, form, firm, deal.openedOn());
        }
        return form;
    }

    /** An amount typed beside lines that add up to another is a mistake somebody should see. */
    private static void refuseOtherSum(@Nullable BigDecimal typed, Deal from, Deal deal) {
        var sum = deal.amount();
        var before = from.amount();
        if (typed != null
                && sum != null
                && typed.compareTo(sum) != 0
                && (before == null || typed.compareTo(before) != 0)) {
            throw Refusal.invalid("amount-not-sum", "sum", new Money(sum, deal.currency()))
                    .at("amount");
        }
    }

    /** Names of everything a deal refers to. */
    Map<UUID, String> names(Actor actor, Deal deal) {
        var names = new HashMap<UUID, String>();
        if (deal.customerId() != null) {
            names.putAll(customers.names(actor, List.of(deal.customerId())));
        }
        if (deal.ownerId() != null) {
            names.putAll(people.names(actor, List.of(deal.ownerId())));
        }
        if (deal.contactId() != null) {
            names.putAll(contacts.names(actor, List.of(deal.contactId())));
        }
        names.putAll(partners.names(
                actor, deal.partners().stream().map(DealShare::partnerId).toList()));
        names.putAll(products.names(
                actor,
                deal.lines().stream()
                        .map(DealLine::productId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()));
        return names;
    }
}
