package io.kontor.access;

import io.kontor.company.Company;
import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.database.Purpose;
import io.kontor.deals.Deal;
import io.kontor.deals.DealLine;
import io.kontor.deals.DealShare;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.files.Audience;
import io.kontor.files.Files;
import io.kontor.files.Notes;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Subject;
import io.kontor.partners.Agreement;
import io.kontor.partners.Agreements;
import io.kontor.partners.Contact;
import io.kontor.partners.ContactRole;
import io.kontor.partners.Contacts;
import io.kontor.partners.Membership;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerType;
import io.kontor.partners.Partners;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.support.TestOffice;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two partners with everything a partner can have, and one deal both work on. Everything of a firm carries its mark, and its
 * ids are known, so that any trace of one before the other's eyes is found.
 */
final class TwoFirms implements AutoCloseable {
    final TestOffice office;
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Firm okapi;
    final Firm zebra;
    private final UUID programme;
    private final UUID common;

    /** @param ids of the firm and of everything that is its own */
    record Firm(UUID id, String mark, List<UUID> ids) {}

    TwoFirms() {
        office = TestOffice.open();
        bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        bean(Roles.class).ship();
        programme = bean(Programmes.class)
                .create(
                        actor,
                        new Programme(
                                "open",
                                "Open to all",
                                null,
                                Programme.Status.OPEN,
                                null,
                                null,
                                List.of(new Programme.Tier("gold", "Gold")),
                                List.of(),
                                false),
                        null);
        common = bean(Customers.class).create(actor, Customer.named("Common Customer"), null);
        okapi = firm("okapi");
        zebra = firm("zebra");
        deal(
                "Common deal",
                common,
                List.of(
                        new DealShare(okapi.id(), PartnerRole.SOURCING, day(), "okapi brought it"),
                        new DealShare(zebra.id(), PartnerRole.INFLUENCING, day(), "zebra helped")),
                okapi.ids().get(1));
        office.settle();
    }

    private <T> T bean(Class<T> type) {
        return office.bean(type);
    }

    private static LocalDate day() {
        return LocalDate.parse("2026-01-05");
    }

    private Firm firm(String mark) {
        var ids = new ArrayList<UUID>();
        var id = bean(Partners.class)
                .create(
                        actor,
                        Partner.named("Firm " + mark)
                                .withTypes(List.of(PartnerType.RESELLER), day())
                                .withSegment("segment " + mark, day())
                                .builder()
                                .city("City " + mark)
                                .country("DE")
                                .sourceChannel("channel " + mark)
                                .domains(List.of(mark + ".example.com"))
                                .externalIds(List.of(new ExternalId("crm", mark + "-1")))
                                .build(),
                        null);
        ids.add(id);
        ids.add(bean(Contacts.class)
                .create(
                        actor,
                        new Contact(
                                id,
                                "Contact " + mark,
                                "contact@" + mark + ".example.com",
                                null,
                                mark,
                                "en",
                                List.of(ContactRole.MAIN),
                                null,
                                Map.of(),
                                false),
                        null));
        ids.add(bean(Agreements.class)
                .create(
                        actor,
                        new Agreement(id, "Agreement " + mark, mark + "-7", day(), day(), null, false, false),
                        null));
        ids.add(bean(Memberships.class)
                .create(
                        actor,
                        new Membership(
                                id,
                                programme,
                                day(),
                                null,
                                Membership.Status.ACTIVE,
                                List.of(new Dated<>("gold", day(), null)),
                                false),
                        null));
        var person = bean(People.class)
                .create(
                        actor,
                        Person.ofFirm(id, "Person " + mark, "person@" + mark + ".example.com", "en", "UTC")
                                .with(List.of(
                                        Assignment.everywhere(bean(Ids.class).next(), "company-admin", null))),
                        null);
        ids.add(person);
        var customer = bean(Customers.class).create(actor, Customer.named("Customer " + mark), null);
        ids.add(customer);
        ids.add(deal(
                "Deal " + mark, customer, List.of(new DealShare(id, PartnerRole.SOURCING, day(), "evidence " + mark))));
        var self = new Subject("partner", id);
        for (var audience : Audience.values()) {
            ids.add(bean(Notes.class).write(actor, self, "Note " + mark, audience));
            ids.add(bean(Files.class)
                    .attach(
                            actor,
                            self,
                            mark + "-" + audience.code() + ".txt",
                            ("Content " + mark + " " + audience).getBytes(StandardCharsets.UTF_8),
                            audience));
        }
        return new Firm(id, mark, ids);
    }

    private UUID deal(String name, UUID customer, List<DealShare> partners) {
        return deal(name, customer, partners, null);
    }

    private UUID deal(String name, UUID customer, List<DealShare> partners, @Nullable UUID contact) {
        return bean(Deals.class)
                .create(
                        actor,
                        Deal.named(name, "EUR")
                                .builder()
                                .customerId(customer)
                                .openedOn(day())
                                .lines(List.of(new DealLine(
                                        0,
                                        null,
                                        "Line of " + name,
                                        BigDecimal.ONE,
                                        new BigDecimal("100"),
                                        new BigDecimal("61.37"))))
                                .partners(partners)
                                .contactId(contact)
                                .build(),
                        null);
    }

    @Override
    public void close() {
        office.close();
    }
}
