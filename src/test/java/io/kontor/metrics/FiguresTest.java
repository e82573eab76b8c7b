package io.kontor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.company.Company;
import io.kontor.company.CompanyProfile;
import io.kontor.company.Rate;
import io.kontor.company.Rates;
import io.kontor.database.Purpose;
import io.kontor.deals.Deal;
import io.kontor.deals.DealLine;
import io.kontor.deals.DealShare;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.support.TestOffice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresTest {
    static final LocalDate DAY = LocalDate.parse("2026-01-15");

    final TestOffice office = TestOffice.open();
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Deals deals = office.bean(Deals.class);
    final Figures figures = office.bean(Figures.class);
    final List<UUID> firms = new ArrayList<>();

    @BeforeAll
    void open() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        for (int i = 0; i < 5; i++) {
            firms.add(office.bean(Partners.class)
                    .create(
                            actor,
                            Partner.named("Firm " + i)
                                    .withStatus(i == 4 ? PartnerStatus.PROSPECT : PartnerStatus.ACTIVE),
                            null));
        }
    }

    @AfterAll
    void close() {
        office.close();
    }

    Map<String, Object> now(Actor asking) {
        office.settle();
        var values = new HashMap<String, Object>();
        figures.all(asking, null, null)
                .forEach(figure -> values.put(figure.metric().code(), figure.plain()));
        return values;
    }

    /** The same figures computed the slow way, from the state of every deal as it is now. */
    Map<String, Object> reference(
            List<UUID> all, Map<String, BigDecimal> rates, String currency, java.util.Set<UUID> care) {
        long won = 0;
        long lost = 0;
        long open = 0;
        long lines = 0;
        var value = BigDecimal.ZERO;
        var sourced = BigDecimal.ZERO;
        var sellers = new java.util.HashSet<UUID>();
        for (var id : all) {
            var deal = deals.find(actor, id).state();
            if (deal.withdrawn() || (!care.isEmpty() && !care.contains(deal.sourcing()))) {
                continue;
            }
            switch (deal.stage()) {
                case WON -> {
                    won++;
                    lines += deal.lines().size();
                    var amount = deal.amount() == null ? BigDecimal.ZERO : deal.amount();
                    var rate = deal.currency().equals(currency) ? BigDecimal.ONE : rates.get(deal.currency());
                    if (rate != null) {
                        value = value.add(amount.multiply(rate));
                        if (deal.sourcing() != null) {
                            sourced = sourced.add(amount.multiply(rate));
                        }
                    }
                    if (deal.sourcing() != null) {
                        sellers.add(deal.sourcing());
                    }
                }
                case LOST -> lost++;
                case PROSPECTING, QUALIFIED, PROPOSAL, NEGOTIATION -> open++;
            }
        }
        return Map.of(
                "deals_won", String.valueOf(won),
                "deals_lost", String.valueOf(lost),
                "deals_open", String.valueOf(open),
                "deal_lines", String.valueOf(lines),
                "partners_with_deals", String.valueOf(sellers.size()),
                "deals_won_value", value.setScale(2, RoundingMode.HALF_UP).toPlainString(),
                "partner_sourced_revenue",
                        sourced.setScale(2, RoundingMode.HALF_UP).toPlainString());
    }

    @Test
    void kept_sums_are_what_adding_up_every_deal_gives_after_any_changes() {
        var random = new Random(20260115);
        var all = new ArrayList<UUID>();
        var rates = new HashMap<String, BigDecimal>();
        for (int round = 0; round < 12; round++) {
            for (int i = 0; i < 8; i++) {
                all.add(deals.createMany(actor, List.of(Deals.Draft.of(random(random))), null)
                        .getFirst());
            }
            for (int i = 0; i < 6; i++) {
                change(random, all.get(random.nextInt(all.size())));
            }
            if (round == 4) {
                tell(rates, "USD", "0.9");
            }
            if (round == 7) {
                tell(rates, "USD", "0.8125");
                tell(rates, "GBP", "1.2");
            }
            assertThat(now(actor)).containsAllEntriesOf(reference(all, rates, "EUR", new java.util.HashSet<>()));
        }
        var care = new java.util.HashSet<>(List.of(firms.get(0), firms.get(2)));
        assertThat(now(looksAfter(care))).containsAllEntriesOf(reference(all, rates, "EUR", care));
        assertThat(now(actor)).containsEntry("partners_recruited", "4");
        inPounds();
        rates.clear();
        rates.put("EUR", BigDecimal.ONE.divide(new BigDecimal("1.2"), 20, RoundingMode.HALF_UP));
        office.settle();
        var inPounds = figures.all(actor, null, null).stream()
                .filter(figure -> figure.metric() == Metric.DEALS_WON_VALUE)
                .findFirst()
                .orElseThrow();
        assertThat(inPounds.currency()).isEqualTo("GBP");
    }

    @Test
    void a_deal_without_a_rate_is_left_out_and_counted() {
        var before = figures.all(actor, LocalDate.parse("2020-01-01"), LocalDate.parse("2020-02-01"));
        assertThat(before).allSatisfy(figure -> assertThat(figure.unpriced()).isZero());
        deals.createMany(actor, List.of(Deals.Draft.of(won("JPY", "1000", LocalDate.parse("2020-01-10"), null))), null);
        office.settle();
        var value = figures.all(actor, LocalDate.parse("2020-01-01"), LocalDate.parse("2020-02-01")).stream()
                .filter(figure -> figure.metric() == Metric.DEALS_WON_VALUE)
                .findFirst()
                .orElseThrow();
        assertThat(value.unpriced()).isEqualTo(1);
        assertThat(value.value()).isNull();
        assertThat(value.reason()).isEqualTo("no_exchange_rate");
        var count = figures.all(actor, LocalDate.parse("2020-01-01"), LocalDate.parse("2020-02-01")).stream()
                .filter(figure -> figure.metric() == Metric.DEALS_WON)
                .findFirst()
                .orElseThrow();
        assertThat(count.plain()).isEqualTo("1");
    }

    private void tell(Map<String, BigDecimal> rates, String currency, String rate) {
        rates.put(currency, new BigDecimal(rate));
        office.bean(Rates.class)
                .record(actor, List.of(new Rate(currency, "EUR", DAY, new BigDecimal(rate), "test")), null);
    }

    private void inPounds() {
        var company = office.bean(Company.class);
        company.change(
                actor,
                company.known(actor).version(),
                old -> new CompanyProfile(
                        old.name(), "GBP", old.zone(), 1, "en", List.of("en"), null, null, old.setUp()),
                null);
    }

    private Deal random(Random random) {
        var partner = random.nextInt(3) == 0 ? null : firms.get(random.nextInt(firms.size()));
        var deal =
                won(List.of("EUR", "USD", "GBP").get(random.nextInt(3)), random.nextInt(100_000) + ".37", DAY, partner);
        return switch (random.nextInt(3)) {
            case 0 -> deal;
            case 1 -> deal.builder().stage(Stage.LOST).lossReason("price").build();
            default -> deal.builder().stage(Stage.QUALIFIED).closedOn(null).build();
        };
    }

    private static Deal won(String currency, String amount, LocalDate day, UUID partner) {
        return Deal.named("Deal", currency)
                .builder()
                .stage(Stage.WON)
                .openedOn(day.minusDays(20))
                .closedOn(day)
                .lines(List.of(
                        new DealLine(0, null, "one", BigDecimal.ONE, new BigDecimal(amount), null),
                        new DealLine(0, null, "two", BigDecimal.TEN, new BigDecimal("10"), null)))
                .partners(
                        partner == null ? List.of() : List.of(new DealShare(partner, PartnerRole.SOURCING, day, null)))
                .build();
    }

    private void change(Random random, UUID id) {
        var known = deals.find(actor, id);
        if (known.state().withdrawn()) {
            deals.restore(actor, id, known.version(), null);
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> deals.withdraw(actor, id, known.version(), null);
            case 1 ->
                deals.change(
                        actor,
                        id,
                        known.version(),
                        deal -> deal.builder().partners(List.of()).build(),
                        null);
            case 2 ->
                deals.change(
                        actor,
                        id,
                        known.version(),
                        deal -> deal.builder().lines(deal.lines().subList(0, 1)).build(),
                        null);
            default -> {
                if (!known.state().stage().closed()) {
                    deals.moveOn(actor, id, known.version(), Stage.WON, DAY, null);
                }
            }
        }
    }

    private static Actor looksAfter(Set<UUID> partners) {
        var right = new Rights.Right("partner-manager", Figures.KIND, Verb.SEE, Scope.partners(partners));
        return new Actor(
                Side.OFFICE, null, "test:manager", null, new Rights(List.of(right)), Origin.PERSON, UUID.randomUUID());
    }
}
