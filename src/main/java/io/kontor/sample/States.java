package io.kontor.sample;

import io.kontor.customers.Customer;
import io.kontor.deals.Deal;
import io.kontor.deals.DealLine;
import io.kontor.deals.DealShare;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.partners.Agreement;
import io.kontor.partners.Contact;
import io.kontor.partners.ContactRole;
import io.kontor.partners.Membership;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.PartnerType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What stands in the plan as what is recorded of it. */
final class States {
    private States() {}

    static Partner partner(Plan.Firm firm, Made made) {
        var day = firm.recruited();
        return Partner.named(firm.name())
                .builder()
                .status(firm.active() == null ? PartnerStatus.PROSPECT : PartnerStatus.ONBOARDING)
                .country(firm.country())
                .city(firm.city())
                .sourceChannel(firm.source())
                .types(List.of(new Dated<>(PartnerType.valueOf(firm.type().toUpperCase(Locale.ROOT)), day, null)))
                .segments(List.of(new Dated<>(firm.segment(), day, null)))
                .regions(List.of(new Dated<>(made.regions.get(firm.region()), day, null)))
                .managers(
                        firm.manager() < 0
                                ? List.of()
                                : List.of(new Dated<>(made.staff.get(firm.manager()), day, null)))
                .externalIds(List.of(new ExternalId(Recorder.SYSTEM, firm.externalId())))
                .domains(List.of(firm.domain()))
                .build();
    }

    static Contact contact(UUID partner, Plan.Firm firm, Plan.Person person) {
        var address = person.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z ]", "")
                .replace(' ', '.')
                .concat("@")
                .concat(firm.domain());
        return new Contact(
                partner,
                person.name(),
                address,
                null,
                null,
                person.language(),
                List.of(ContactRole.valueOf(person.role().toUpperCase(Locale.ROOT))),
                null,
                Map.of(),
                false);
    }

    static Agreement agreement(Plan.Firm firm, UUID partner, LocalDate signed, LocalDate ends) {
        return new Agreement(
                partner, "Partner agreement", "A-" + firm.externalId(), signed, signed, ends, false, false);
    }

    static Membership membership(UUID partner, UUID programme, LocalDate joined) {
        return new Membership(
                partner,
                programme,
                joined,
                null,
                Membership.Status.ACTIVE,
                List.of(new Dated<>("registered", joined, null)),
                false);
    }

    static Customer customer(Plan.Customer customer) {
        return Customer.named(customer.name())
                .builder()
                .country(customer.country())
                .city(customer.city())
                .domains(List.of(customer.domain()))
                .externalIds(List.of(new ExternalId(Recorder.SYSTEM, customer.externalId())))
                .build();
    }

    static Deal deal(Plan.Deal deal, Made made, boolean history) {
        var shares = new ArrayList<DealShare>();
        if (deal.sourcing() >= 0) {
            shares.add(new DealShare(made.firm(deal.sourcing()), PartnerRole.SOURCING, deal.opened(), null));
        }
        if (deal.influencing() >= 0) {
            shares.add(new DealShare(made.firm(deal.influencing()), PartnerRole.INFLUENCING, deal.opened(), null));
        }
        var lines = new ArrayList<DealLine>();
        for (var line : deal.lines()) {
            lines.add(new DealLine(
                    0,
                    made.products.get(line.product()),
                    null,
                    BigDecimal.valueOf(line.quantity()),
                    line.amount(),
                    line.cost()));
        }
        var stage = history ? Stage.PROSPECTING : Stage.valueOf(deal.stage().toUpperCase(Locale.ROOT));
        return Deal.named(deal.name(), deal.currency())
                .builder()
                .customerId(made.customers.get(deal.customer()))
                .ownerId(made.staff.get(deal.owner()))
                .openedOn(deal.opened())
                .expectedCloseOn(deal.expected())
                .stage(stage)
                .closedOn(stage.closed() ? deal.moves().getLast().day() : null)
                .lossReason(stage == Stage.LOST ? deal.lossReason() : null)
                .sourceSystem(Recorder.SYSTEM)
                .externalIds(List.of(new ExternalId(Recorder.SYSTEM, deal.externalId())))
                .lines(lines)
                .partners(shares)
                .contactId(
                        deal.contactOf() < 0
                                ? null
                                : made.contact(deal.contactOf(), deal.lines().size()))
                .build();
    }
}
