package io.kontor.sample;

import io.kontor.company.Rate;
import io.kontor.company.Rates;
import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.deals.Deal;
import io.kontor.deals.Deals;
import io.kontor.deals.Stage;
import io.kontor.kernel.Actor;
import io.kontor.ledger.Chronicle;
import io.kontor.partners.Agreement;
import io.kontor.partners.Agreements;
import io.kontor.partners.Contact;
import io.kontor.partners.Contacts;
import io.kontor.partners.Membership;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.Partners;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what happened on the days of a span in one transaction: entries day by day, every object written once. */
@Component
class Telling {
    private static final String NOT_RENEWED = "The agreement was not renewed.";

    private final Rates rates;
    private final Partners partners;
    private final Contacts contacts;
    private final Agreements agreements;
    private final Memberships memberships;
    private final Customers customers;
    private final Deals deals;

    Telling(
            Rates rates,
            Partners partners,
            Contacts contacts,
            Agreements agreements,
            Memberships memberships,
            Customers customers,
            Deals deals) {
        this.rates = rates;
        this.partners = partners;
        this.contacts = contacts;
        this.agreements = agreements;
        this.memberships = memberships;
        this.customers = customers;
        this.deals = deals;
    }

    /** A span about to be told: everything that was there before it and changes in it is looked up at once. */
    Span span(Actor actor, Plan plan, Made made, Collection<Calendar.Day> days) {
        return new Span(actor, plan, made, days);
    }

    /** The days of one span. */
    final class Span {
        private final Actor actor;
        private final Plan plan;
        private final Made made;
        private final Chronicle<Partner> firms;
        private final Chronicle<Contact> people;
        private final Chronicle<Agreement> signed;
        private final Chronicle<Membership> members;
        private final Chronicle<Customer> buyers;
        private final Chronicle<Deal> sales;

        private Span(Actor actor, Plan plan, Made made, Collection<Calendar.Day> days) {
            this.actor = actor;
            this.plan = plan;
            this.made = made;
            firms = partners.chronicle(actor);
            people = contacts.chronicle(actor);
            signed = agreements.chronicle(actor);
            members = memberships.chronicle(actor);
            buyers = customers.chronicle(actor);
            sales = deals.chronicle(actor);
            firms.recall(there(made.firms, days, day -> Stream.of(day.activated, day.ended)));
            members.recall(there(made.memberships, days, day -> Stream.of(day.tiers.keySet(), day.ended)));
            sales.recall(there(made.deals, days, day -> day.moved.values().stream()));
        }

        private static Set<UUID> there(
                Map<Integer, UUID> made,
                Collection<Calendar.Day> days,
                Function<Calendar.Day, Stream<? extends Collection<Integer>>> changed) {
            return days.stream()
                    .flatMap(changed)
                    .flatMap(Collection::stream)
                    .map(made::get)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
        }

        /** @param history whether deals open as prospects; otherwise as they ended */
        void tell(LocalDate today, Calendar.Day day, boolean history) {
            if (!day.rates.isEmpty()) {
                rates.record(
                        actor,
                        day.rates.stream()
                                .map(rate -> new Rate("EUR", rate.quote(), rate.day(), rate.rate(), Recorder.SYSTEM))
                                .toList(),
                        null);
            }
            day.recruited.forEach(this::recruit);
            day.activated.forEach(this::activate);
            day.tiers.forEach((i, tier) -> promote(i, tier, today));
            day.ended.forEach(i -> end(i, today));
            day.customers.forEach(i -> made.customers.put(
                    i, buyers.create(States.customer(plan.customers().get(i)))));
            day.opened.forEach(i ->
                    made.deals.put(i, sales.create(States.deal(plan.deals().get(i), made, history))));
            day.moved.forEach((how, moved) -> move(how, moved, today));
        }

        private void recruit(int index) {
            var firm = plan.firms().get(index);
            var id = firms.create(States.partner(firm, made));
            made.firms.put(index, id);
            made.contacts.put(
                    index,
                    firm.contacts().stream()
                            .map(person -> people.create(States.contact(id, firm, person)))
                            .toList());
        }

        private void activate(int index) {
            var firm = plan.firms().get(index);
            var id = made.firm(index);
            var day = firm.active();
            if (day == null || made.programme == null) {
                throw new IllegalStateException("a firm is recruited before it sells");
            }
            moveOn(id, PartnerStatus.ACTIVE, null);
            made.memberships.put(index, members.create(States.membership(id, made.programme, day)));
            if (firm.agreementEnds() != null) {
                signed.create(States.agreement(firm, id, day, firm.agreementEnds()));
            }
        }

        private void moveOn(UUID firm, PartnerStatus to, @Nullable String reason) {
            firms.change(firm, "moved_on", partner -> partner.moved(to, reason), reason);
        }

        private void promote(int index, String tier, LocalDate day) {
            var membership = made.memberships.get(index);
            if (membership != null && !tier.equals("registered")) {
                members.change(membership, "tier_set", held -> held.withTier(tier, day), null);
            }
        }

        private void end(int index, LocalDate day) {
            var membership = made.memberships.get(index);
            if (membership != null) {
                moveOn(made.firm(index), PartnerStatus.ENDED, NOT_RENEWED);
                members.change(membership, "ended", held -> held.with(Membership.Status.LEFT, day), NOT_RENEWED);
            }
        }

        private void move(String how, List<Integer> moved, LocalDate day) {
            var parts = how.split(" ", 2);
            var to = Stage.valueOf(parts[0].toUpperCase(Locale.ROOT));
            var reason = parts.length > 1 ? parts[1] : null;
            moved.forEach(i -> sales.change(made.deal(i), to.act(false), deal -> deal.moved(to, day, reason), reason));
        }

        /** Writes what was told, the lower rooms first. */
        void write() {
            Stream.of(firms, people, signed, members, buyers, sales).forEach(Chronicle::write);
        }
    }
}
