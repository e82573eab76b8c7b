package io.kontor.sample;

import io.kontor.catalog.Cost;
import io.kontor.catalog.Costs;
import io.kontor.catalog.Families;
import io.kontor.catalog.Family;
import io.kontor.catalog.Product;
import io.kontor.catalog.Products;
import io.kontor.company.Company;
import io.kontor.company.CompanyProfile;
import io.kontor.company.Rate;
import io.kontor.company.Rates;
import io.kontor.company.Region;
import io.kontor.company.Regions;
import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.database.Tx;
import io.kontor.deals.Deal;
import io.kontor.deals.DealLine;
import io.kontor.deals.DealShare;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.partners.Agreement;
import io.kontor.partners.Agreements;
import io.kontor.partners.Contact;
import io.kontor.partners.ContactRole;
import io.kontor.partners.Contacts;
import io.kontor.partners.Membership;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.PartnerType;
import io.kontor.partners.Partners;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records a plan day by day, each day in one transaction. */
@Component
final class Recorder {
    static final String SYSTEM = "sample";
    private static final String PROGRAMME = "partners";
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private final Tx tx;
    private final Ids ids;
    private final Company company;
    private final Regions regions;
    private final Rates rates;
    private final People people;
    private final Programmes programmes;
    private final Families families;
    private final Products products;
    private final Costs costs;
    private final Partners partners;
    private final Contacts contacts;
    private final Agreements agreements;
    private final Memberships memberships;
    private final Customers customers;
    private final Deals deals;

    Recorder(
            Tx tx,
            Ids ids,
            Company company,
            Regions regions,
            Rates rates,
            People people,
            Programmes programmes,
            Families families,
            Products products,
            Costs costs,
            Partners partners,
            Contacts contacts,
            Agreements agreements,
            Memberships memberships,
            Customers customers,
            Deals deals) {
        this.tx = tx;
        this.ids = ids;
        this.company = company;
        this.regions = regions;
        this.rates = rates;
        this.people = people;
        this.programmes = programmes;
        this.families = families;
        this.products = products;
        this.costs = costs;
        this.partners = partners;
        this.contacts = contacts;
        this.agreements = agreements;
        this.memberships = memberships;
        this.customers = customers;
        this.deals = deals;
    }

    /** What was given its id so far. */
    private static final class Made {
        final List<UUID> regions = new ArrayList<>();
        final List<UUID> staff = new ArrayList<>();
        final List<UUID> families = new ArrayList<>();
        final List<UUID> products = new ArrayList<>();
        final Map<Integer, UUID> firms = new HashMap<>();
        final Map<Integer, UUID> memberships = new HashMap<>();
        final Map<Integer, UUID> customers = new HashMap<>();
        final Map<Integer, UUID> deals = new HashMap<>();

        @Nullable UUID programme;
    }

    /** What happens on a day, by place in the plan. */
    private static final class Day {
        final List<Plan.Rate> rates = new ArrayList<>();
        final List<Integer> recruited = new ArrayList<>();
        final List<Integer> activated = new ArrayList<>();
        final Map<Integer, String> tiers = new LinkedHashMap<>();
        final List<Integer> ended = new ArrayList<>();
        final List<Integer> customers = new ArrayList<>();
        final List<Integer> opened = new ArrayList<>();
        final Map<String, List<Integer>> moved = new LinkedHashMap<>();
    }

    /**
     * Records all of it.
     *
     * @param history whether deals move through their stages as they did; otherwise each is recorded once, as it ended
     * @param progress is told each day that was recorded
     */
    void record(Actor actor, Plan plan, SampleClock clock, boolean history, Consumer<LocalDate> progress) {
        var made = new Made();
        clock.moveTo(plan.start().minusDays(30).atTime(MORNING).atZone(ZONE).toInstant());
        found(actor, plan, made);
        for (var day : calendar(plan, history).entrySet()) {
            var at = day.getKey().atTime(MORNING).atZone(ZONE).toInstant();
            if (at.isAfter(clock.instant())) {
                clock.moveTo(at);
            }
            tx.as(actor, () -> record(actor, plan, made, day.getKey(), day.getValue(), history));
            progress.accept(day.getKey());
        }
        tx.as(actor, () -> openPortal(actor, plan, made));
    }

    /** People of the firm with the most deals, one per role of the portal. */
    private void openPortal(Actor actor, Plan plan, Made made) {
        var deals = new HashMap<Integer, Integer>();
        plan.deals().stream()
                .map(Plan.Deal::sourcing)
                .filter(firm -> firm >= 0 && plan.firms().get(firm).ended() == null)
                .forEach(firm -> deals.merge(firm, 1, Integer::sum));
        deals.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
                .ifPresent(best -> people.createAll(
                        actor,
                        SamplePrograms.PORTAL_ROLES.stream()
                                .map(role -> Person.ofFirm(
                                                firm(made, best.getKey()),
                                                "Sample " + role.replace('-', ' '),
                                                SamplePrograms.address(role),
                                                "en",
                                                ZONE.getId())
                                        .with(List.of(Assignment.everywhere(ids.next(), role, null))))
                                .toList()));
    }

    private void found(Actor actor, Plan plan, Made made) {
        tx.as(actor, () -> {
            var known = company.known(actor);
            company.change(
                    actor,
                    known.version(),
                    old -> new CompanyProfile(
                            "Sample Company",
                            "EUR",
                            ZONE.getId(),
                            1,
                            "en",
                            List.of("en", "de", "fr", "es"),
                            null,
                            null,
                            true),
                    null);
            for (var region : plan.regions()) {
                var members = region.countries().stream()
                        .map(country -> new Dated<>(country, null, null))
                        .toList();
                made.regions.add(regions.create(
                        actor, new Region(region.code(), region.name(), members, List.of(), false), null));
            }
            made.staff.addAll(people.createAll(
                    actor,
                    plan.staff().stream().map(staff -> person(staff, made)).toList()));
            for (var family : plan.families()) {
                made.families.add(families.create(actor, Family.of(family.code(), family.name()), null));
            }
            made.products.addAll(products.createMany(
                    actor,
                    plan.products().stream()
                            .map(product -> product(product, made, plan))
                            .toList(),
                    null));
            var costing = new ArrayList<Cost>();
            for (int i = 0; i < plan.products().size(); i++) {
                var cost = new Money(plan.products().get(i).cost(), "EUR");
                costing.add(new Cost(
                        made.products.get(i),
                        List.of(new Dated<>(cost, plan.start().minusDays(30), null))));
            }
            costs.createMany(actor, costing, null);
            made.programme = programmes.create(actor, programme(plan), null);
        });
    }

    private Person person(Plan.Staff staff, Made made) {
        var reach = staff.region() < 0
                ? Assignment.everywhere(ids.next(), staff.role(), null)
                : new Assignment(
                        ids.next(),
                        staff.role(),
                        Assignment.Reach.REGIONS,
                        Set.of(made.regions.get(staff.region())),
                        Set.of(),
                        Set.of(),
                        null,
                        null);
        return Person.ofOffice(staff.name(), staff.email(), staff.language(), ZONE.getId())
                .with(List.of(reach));
    }

    private static Product product(Plan.Product product, Made made, Plan plan) {
        var from = plan.start().minusDays(30);
        return Product.of(product.sku(), product.name())
                .withFamily(made.families.get(product.family()))
                .withExternalIds(List.of(new ExternalId(SYSTEM, product.sku())))
                .withPrices(List.of(new Dated<>(new Money(product.listPrice(), "EUR"), from, null)));
    }

    private static Programme programme(Plan plan) {
        return new Programme(
                PROGRAMME,
                "Sample Partner Programme",
                "Resellers, distributors and consultants in four tiers.",
                Programme.Status.OPEN,
                plan.start().minusDays(30),
                null,
                List.of(
                        new Programme.Tier("registered", "Registered"),
                        new Programme.Tier("silver", "Silver"),
                        new Programme.Tier("gold", "Gold"),
                        new Programme.Tier("platinum", "Platinum")),
                List.of(
                        new Programme.Benefit(
                                "Discount",
                                Map.of("registered", "10 %", "silver", "15 %", "gold", "20 %", "platinum", "25 %")),
                        new Programme.Benefit("Named manager", Map.of("gold", "yes", "platinum", "yes"))),
                false);
    }

    private static java.util.SortedMap<LocalDate, Day> calendar(Plan plan, boolean history) {
        var days = new TreeMap<LocalDate, Day>();
        for (var rate : plan.rates()) {
            day(days, rate.day()).rates.add(rate);
        }
        for (int i = 0; i < plan.firms().size(); i++) {
            var firm = plan.firms().get(i);
            day(days, firm.recruited()).recruited.add(i);
            if (firm.active() != null) {
                day(days, firm.active()).activated.add(i);
            }
            for (var step : firm.tiers()) {
                if (firm.ended() == null || step.day().isBefore(firm.ended())) {
                    day(days, step.day()).tiers.put(i, step.tier());
                }
            }
            if (firm.ended() != null) {
                day(days, firm.ended()).ended.add(i);
            }
        }
        for (int i = 0; i < plan.customers().size(); i++) {
            day(days, plan.customers().get(i).since()).customers.add(i);
        }
        for (int i = 0; i < plan.deals().size(); i++) {
            var deal = plan.deals().get(i);
            if (!history) {
                day(
                                days,
                                deal.moves().isEmpty()
                                        ? deal.opened()
                                        : deal.moves().getLast().day())
                        .opened
                        .add(i);
                continue;
            }
            day(days, deal.opened()).opened.add(i);
            for (var move : deal.moves()) {
                var how = move.stage().equals("lost") ? "lost " + deal.lossReason() : move.stage();
                day(days, move.day())
                        .moved
                        .computeIfAbsent(how, h -> new ArrayList<>())
                        .add(i);
            }
        }
        return days;
    }

    private static Day day(Map<LocalDate, Day> days, LocalDate day) {
        return days.computeIfAbsent(day, d -> new Day());
    }

    private void record(Actor actor, Plan plan, Made made, LocalDate today, Day day, boolean history) {
        if (!day.rates.isEmpty()) {
            rates.record(
                    actor,
                    day.rates.stream()
                            .map(rate -> new Rate("EUR", rate.quote(), rate.day(), rate.rate(), SYSTEM))
                            .toList(),
                    null);
        }
        day.recruited.forEach(i -> made.firms.put(i, recruit(actor, plan.firms().get(i), made)));
        day.activated.forEach(i -> activate(actor, plan, made, i));
        day.tiers.forEach((i, tier) -> promote(actor, made, i, tier, today));
        day.ended.forEach(i -> end(actor, made, i, today));
        if (!day.customers.isEmpty()) {
            buy(actor, plan, made, day);
        }
        if (!day.opened.isEmpty()) {
            open(actor, plan, made, day, history);
        }
        day.moved.forEach((how, moved) -> move(actor, made, how, moved, today));
    }

    private void buy(Actor actor, Plan plan, Made made, Day day) {
        var fresh = customers.createMany(
                actor,
                day.customers.stream()
                        .map(i -> customer(plan.customers().get(i)))
                        .toList(),
                null);
        for (int i = 0; i < fresh.size(); i++) {
            made.customers.put(day.customers.get(i), fresh.get(i));
        }
    }

    private void open(Actor actor, Plan plan, Made made, Day day, boolean history) {
        var opened = deals.createMany(
                actor,
                day.opened.stream()
                        .map(i -> Deals.Draft.of(deal(plan.deals().get(i), made, history)))
                        .toList(),
                null);
        for (int i = 0; i < opened.size(); i++) {
            made.deals.put(day.opened.get(i), opened.get(i));
        }
    }

    private UUID recruit(Actor actor, Plan.Firm firm, Made made) {
        var day = firm.recruited();
        var partner = Partner.named(firm.name())
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
                .externalIds(List.of(new ExternalId(SYSTEM, firm.externalId())))
                .domains(List.of(firm.domain()))
                .build();
        var id = partners.create(actor, partner, null);
        for (var person : firm.contacts()) {
            contacts.create(actor, contact(id, firm, person), null);
        }
        return id;
    }

    private static Contact contact(UUID partner, Plan.Firm firm, Plan.Person person) {
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

    private void activate(Actor actor, Plan plan, Made made, int index) {
        var firm = plan.firms().get(index);
        var id = made.firms.get(index);
        var day = firm.active();
        if (id == null || day == null || made.programme == null) {
            throw new IllegalStateException("a firm is recruited before it sells");
        }
        partners.moveOn(actor, id, partners.find(actor, id).version(), PartnerStatus.ACTIVE, null);
        made.memberships.put(
                index,
                memberships.create(
                        actor,
                        new Membership(
                                id,
                                made.programme,
                                day,
                                null,
                                Membership.Status.ACTIVE,
                                List.of(new Dated<>("registered", day, null)),
                                false),
                        null));
        if (firm.agreementEnds() != null) {
            agreements.create(
                    actor,
                    new Agreement(
                            id,
                            "Partner agreement",
                            "A-" + firm.externalId(),
                            day,
                            day,
                            firm.agreementEnds(),
                            false,
                            false),
                    null);
        }
    }

    private void promote(Actor actor, Made made, int index, String tier, LocalDate day) {
        var membership = made.memberships.get(index);
        if (membership != null && !tier.equals("registered")) {
            memberships.setTier(
                    actor, membership, memberships.find(actor, membership).version(), tier, day, null);
        }
    }

    private void end(Actor actor, Made made, int index, LocalDate day) {
        var firm = made.firms.get(index);
        var membership = made.memberships.get(index);
        if (firm != null && membership != null) {
            partners.moveOn(
                    actor,
                    firm,
                    partners.find(actor, firm).version(),
                    PartnerStatus.ENDED,
                    "The agreement was not renewed.");
            memberships.end(
                    actor,
                    membership,
                    memberships.find(actor, membership).version(),
                    day,
                    "The agreement was not renewed.");
        }
    }

    private static Customer customer(Plan.Customer customer) {
        return Customer.named(customer.name())
                .builder()
                .country(customer.country())
                .city(customer.city())
                .domains(List.of(customer.domain()))
                .externalIds(List.of(new ExternalId(SYSTEM, customer.externalId())))
                .build();
    }

    private static Deal deal(Plan.Deal deal, Made made, boolean history) {
        var shares = new ArrayList<DealShare>();
        if (deal.sourcing() >= 0) {
            shares.add(new DealShare(firm(made, deal.sourcing()), PartnerRole.SOURCING, deal.opened(), null));
        }
        if (deal.influencing() >= 0) {
            shares.add(new DealShare(firm(made, deal.influencing()), PartnerRole.INFLUENCING, deal.opened(), null));
        }
        var lines = new ArrayList<DealLine>();
        for (var line : deal.lines()) {
            lines.add(new DealLine(
                    0,
                    made.products.get(line.product()),
                    null,
                    java.math.BigDecimal.valueOf(line.quantity()),
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
                .sourceSystem(SYSTEM)
                .externalIds(List.of(new ExternalId(SYSTEM, deal.externalId())))
                .lines(lines)
                .partners(shares)
                .build();
    }

    private static UUID firm(Made made, int index) {
        return java.util.Objects.requireNonNull(made.firms.get(index), "a firm is recruited before it sells");
    }

    private void move(Actor actor, Made made, String how, List<Integer> moved, LocalDate day) {
        var parts = how.split(" ", 2);
        var stage = Stage.valueOf(parts[0].toUpperCase(Locale.ROOT));
        var these = moved.stream()
                .map(made.deals::get)
                .map(java.util.Objects::requireNonNull)
                .toList();
        for (var effect : deals.moveManyOn(actor, these, stage, day, parts.length > 1 ? parts[1] : null, true)) {
            if (effect.refusal() != null) {
                throw effect.refusal();
            }
        }
    }
}
