package io.kontor.metrics;

import io.kontor.company.Company;
import io.kontor.company.Rate;
import io.kontor.company.Rates;
import io.kontor.company.Region;
import io.kontor.company.Regions;
import io.kontor.database.Purpose;
import io.kontor.deals.Deal;
import io.kontor.deals.DealLine;
import io.kontor.deals.DealShare;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.files.Audience;
import io.kontor.files.Notes;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Subject;
import io.kontor.partners.Membership;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.PartnerType;
import io.kontor.partners.Partners;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.people.Access;
import io.kontor.support.TestOffice;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** An office in which much happens at random: deals, partners, memberships, rates and notes, in no order. */
final class RandomProgramme {
    final TestOffice office;
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Deals deals;
    final Partners partners;
    final Memberships memberships;
    final Random random;
    final SlowNumbers slow = new SlowNumbers();

    final List<UUID> firms = new ArrayList<>();
    final Map<UUID, List<Dated<String>>> countries = new HashMap<>();
    final Map<UUID, List<Dated<String>>> statuses = new HashMap<>();
    final Map<UUID, UUID> joined = new HashMap<>();
    final Map<UUID, LocalDate> learnt = new LinkedHashMap<>();
    final Map<UUID, Boolean> cameClosed = new HashMap<>();
    final List<UUID> regions = new ArrayList<>();
    UUID programme;

    RandomProgramme(TestOffice office, long seed) {
        this.office = office;
        deals = office.bean(Deals.class);
        partners = office.bean(Partners.class);
        memberships = office.bean(Memberships.class);
        random = new Random(seed);
    }

    /** The office, its regions and programme, and the firms. */
    void begin() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        for (var code : List.of("north", "south")) {
            regions.add(office.bean(Regions.class)
                    .create(actor, new Region(code, code, List.of(), List.of(), false), null));
        }
        programme = office.bean(Programmes.class)
                .create(
                        actor,
                        new Programme(
                                "numbers",
                                "Numbers",
                                null,
                                Programme.Status.OPEN,
                                null,
                                null,
                                List.of(new Programme.Tier("silver", "Silver"), new Programme.Tier("gold", "Gold")),
                                List.of(),
                                false),
                        null);
        for (int i = 0; i < 9; i++) {
            found(i);
        }
    }

    /** Some days later, much has happened; nobody has read it yet. */
    void goOn(int round) {
        office.clock().move(Duration.ofDays(random.nextInt(12)).plusHours(7));
        happen(round);
    }

    LocalDate today() {
        return LocalDate.ofInstant(office.clock().instant(), ZoneOffset.UTC);
    }

    LocalDate someDay() {
        return today().minusDays(random.nextInt(300));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void found(int i) {
        var status = i == 8 ? PartnerStatus.PROSPECT : PartnerStatus.ACTIVE;
        var country = i % 3 == 0 ? null : i % 3 == 1 ? "DE" : "FR";
        var id = partners.create(
                actor,
                Partner.named("Numbered firm " + i)
                        .withStatus(status)
                        .builder()
                        .country(country)
                        .build(),
                null);
        firms.add(id);
        countries.put(id, country == null ? List.of() : List.of(new Dated<>(country, null, null)));
        statuses.put(id, List.of(new Dated<>(status.code(), today(), null)));
    }

    private void happen(int round) {
        for (int i = 0; i < 7; i++) {
            var deal = randomDeal();
            var id =
                    deals.createMany(actor, List.of(Deals.Draft.of(deal)), null).getFirst();
            learnt.put(id, today());
            cameClosed.put(id, deal.stage().closed());
        }
        for (int i = 0; i < 5; i++) {
            changeDeal(any(List.copyOf(learnt.keySet())));
        }
        for (int i = 0; i < 3; i++) {
            changeFirm(any(firms));
        }
        join(any(firms));
        if (round % 2 == 0) {
            tell(any(List.of("USD", "GBP")), today().minusDays(random.nextInt(60)));
        }
        var noted = any(firms);
        office.bean(Notes.class).write(actor, new Subject(Partners.KIND, noted), "We spoke.", Audience.OFFICE);
        slow.happened.add(new SlowNumbers.Happened(noted, "note", today()));
    }

    private Deal randomDeal() {
        var closed = someDay();
        var opened = random.nextInt(4) == 0 ? null : closed.minusDays(random.nextInt(90));
        var shares = new ArrayList<DealShare>();
        int most = random.nextInt(4);
        for (int i = 0; i < most; i++) {
            var role = i == 0 && random.nextBoolean()
                    ? PartnerRole.SOURCING
                    : any(List.of(PartnerRole.INFLUENCING, PartnerRole.DELIVERING));
            var share = new DealShare(any(firms), role, closed, null);
            if (shares.stream()
                    .noneMatch(other -> other.partnerId().equals(share.partnerId()) && other.role() == role)) {
                shares.add(share);
            }
        }
        var deal = Deal.named("Numbered deal", any(List.of("EUR", "EUR", "USD", "GBP")))
                .builder()
                .openedOn(opened)
                .partners(shares)
                .lines(List.of(new DealLine(
                        0, null, "one", BigDecimal.ONE, new BigDecimal(random.nextInt(90_000) + ".37"), null)));
        return switch (random.nextInt(5)) {
            case 0 ->
                deal.stage(Stage.LOST).closedOn(closed).lossReason("price").build();
            case 1 -> deal.stage(Stage.QUALIFIED).build();
            default -> deal.stage(Stage.WON).closedOn(closed).build();
        };
    }

    private void changeDeal(UUID id) {
        var known = deals.find(actor, id);
        if (known.state().withdrawn()) {
            deals.restore(actor, id, known.version(), null);
            learnt.put(id, today());
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> deals.withdraw(actor, id, known.version(), null);
            case 1 -> {
                var other = randomDeal();
                deals.change(
                        actor,
                        id,
                        known.version(),
                        deal -> deal.builder()
                                .partners(other.partners())
                                .lines(other.lines())
                                .build(),
                        null);
            }
            case 2 -> {
                deals.change(
                        actor,
                        id,
                        known.version(),
                        deal -> deal.builder().openedOn(null).build(),
                        null);
                if (known.state().openedOn() != null) {
                    learnt.put(id, today());
                }
            }
            default -> {
                if (!known.state().stage().closed()) {
                    var day = known.state().openedOn() == null ? someDay() : today();
                    deals.moveOn(actor, id, known.version(), Stage.WON, day, null);
                    known.state()
                            .partners()
                            .forEach(share ->
                                    slow.happened.add(new SlowNumbers.Happened(share.partnerId(), "moved", today())));
                }
            }
        }
    }

    private void changeFirm(UUID id) {
        var known = partners.find(actor, id);
        var day = someDay();
        switch (random.nextInt(5)) {
            case 0 ->
                partners.change(
                        actor,
                        id,
                        known.version(),
                        firm -> firm.withSegment(any(List.of("small", "large")), day),
                        null);
            case 1 ->
                partners.change(
                        actor,
                        id,
                        known.version(),
                        firm -> firm.withTypes(
                                any(List.of(
                                        List.of(PartnerType.RESELLER),
                                        List.of(PartnerType.RESELLER, PartnerType.DISTRIBUTOR))),
                                day),
                        null);
            case 2 -> partners.change(actor, id, known.version(), firm -> firm.withRegion(any(regions), day), null);
            case 3 -> {
                var country = any(List.of("DE", "FR", "IT"));
                partners.change(
                        actor,
                        id,
                        known.version(),
                        firm -> firm.builder().country(country).build(),
                        null);
                countries.put(id, Dated.changed(countries.get(id), country, today()));
            }
            default -> {
                var status =
                        known.state().status() == PartnerStatus.ACTIVE ? PartnerStatus.ENDED : PartnerStatus.ACTIVE;
                partners.change(actor, id, known.version(), firm -> firm.withStatus(status), null);
                statuses.put(id, Dated.changed(statuses.get(id), status.code(), today()));
            }
        }
    }

    /** Joins the programme, or goes up in it, or leaves it. */
    private void join(UUID firm) {
        var id = joined.get(firm);
        if (id == null) {
            joined.put(
                    firm,
                    memberships.create(
                            actor,
                            new Membership(
                                    firm,
                                    programme,
                                    someDay(),
                                    null,
                                    Membership.Status.ACTIVE,
                                    List.of(new Dated<>("silver", null, null)),
                                    false),
                            null));
            return;
        }
        var known = memberships.find(actor, id);
        if (random.nextBoolean() || known.state().left() != null) {
            memberships.setTier(actor, id, known.version(), "gold", someDay(), null);
        } else {
            var day = known.state().joined().plusDays(1 + random.nextInt(60));
            memberships.end(actor, id, known.version(), day, "It went elsewhere.");
        }
    }

    private void tell(String currency, LocalDate day) {
        var rate = new BigDecimal("0." + (50 + random.nextInt(50)));
        slow.rates.computeIfAbsent(currency, any -> new TreeMap<>()).put(day, rate);
        office.bean(Rates.class).record(actor, List.of(new Rate(currency, "EUR", day, rate, "test")), null);
    }

    /** What there is now, for the slow way. */
    void know() {
        slow.today = today();
        slow.deals.clear();
        learnt.forEach((id, day) -> slow.deals.add(
                new SlowNumbers.KnownDeal(id, deals.find(actor, id).state(), cameClosed.get(id), day)));
        slow.firms.clear();
        for (var id : firms) {
            var membership = joined.get(id);
            slow.firms.put(
                    id,
                    new SlowNumbers.KnownFirm(
                            id,
                            partners.find(actor, id).state(),
                            countries.get(id),
                            statuses.get(id),
                            membership == null
                                    ? List.of()
                                    : List.of(
                                            memberships.find(actor, membership).state())));
        }
    }
}
