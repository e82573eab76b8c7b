package io.kontor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.kontor.kernel.Origin;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Side;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An office in which much happens at random, and every figure of it computed a second time, the slow way. */
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NumbersTest {
    private static final int ROUNDS = 10;

    final TestOffice office = TestOffice.open();
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Deals deals = office.bean(Deals.class);
    final Partners partners = office.bean(Partners.class);
    final Memberships memberships = office.bean(Memberships.class);
    final Figures figures = office.bean(Figures.class);
    final Random random = new Random(20261121);
    final SlowNumbers slow = new SlowNumbers();

    final List<UUID> firms = new ArrayList<>();
    final Map<UUID, List<Dated<String>>> countries = new HashMap<>();
    final Map<UUID, List<Dated<String>>> statuses = new HashMap<>();
    final Map<UUID, UUID> joined = new HashMap<>();
    final Map<UUID, LocalDate> learnt = new LinkedHashMap<>();
    final Map<UUID, Boolean> cameClosed = new HashMap<>();
    final List<UUID> regions = new ArrayList<>();
    final Map<Question, Answer> remembered = new LinkedHashMap<>();
    UUID programme;

    @BeforeAll
    void muchHappens() {
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
        for (int round = 0; round < ROUNDS; round++) {
            office.clock().move(Duration.ofDays(random.nextInt(12)).plusHours(7));
            happen(round);
            office.settle();
            know();
            if (round % 3 == 1) {
                remember();
            }
        }
    }

    @AfterAll
    void close() {
        office.close();
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
    private void know() {
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

    private List<Question> questions() {
        var all = new ArrayList<Question>();
        var from = today().minusDays(130);
        for (var period : List.of(Question.all(), Question.all().within(from, today().minusDays(20)))) {
            all.add(period);
            for (var dimension : Dimension.OF_PARTNERS) {
                all.add(period.by(dimension));
                all.add(period.by(dimension).current(true));
            }
        }
        all.add(Question.all()
                .within(from.withDayOfMonth(1), from.withDayOfMonth(1).plusMonths(2)));
        return all;
    }

    private void remember() {
        office.clock().move(Duration.ofSeconds(5));
        var now = office.clock().instant();
        office.clock().move(Duration.ofSeconds(5));
        for (var question : questions()) {
            remembered.put(question.asOf(now), figures.of(actor, question));
        }
    }

    private Map<String, Map<Metric, String>> told(Answer answer, Question question) {
        var told = new TreeMap<String, Map<Metric, String>>();
        if (question.by() == null) {
            told.put("", lines(answer.figures()));
        }
        answer.parts().forEach(part -> told.put(part.key(), lines(part.figures())));
        return told;
    }

    private static Map<Metric, String> lines(List<Figure> figures) {
        var lines = new TreeMap<Metric, String>();
        figures.forEach(figure -> lines.put(figure.metric(), line(figure)));
        return lines;
    }

    private static String line(Figure figure) {
        return (figure.value() == null ? figure.reason() : figure.plain()) + " of " + figure.rows()
                + (figure.metric().unit() == Metric.Unit.MONEY ? " but " + figure.unpriced() : "");
    }

    private static boolean nothing(Map<Metric, String> lines) {
        return lines.values().stream().allMatch(line -> line.contains(" of 0"));
    }

    private void compare(Actor asking, Predicate<UUID> seen) {
        for (var question : questions()) {
            var expected = slow.of(question.from(), question.to(), question.by(), question.current(), seen);
            if (question.by() != null) {
                expected.values().removeIf(NumbersTest::nothing);
            }
            assertThat(told(figures.of(asking, question), question))
                    .as(question.toString())
                    .isEqualTo(expected);
        }
    }

    @Test
    void every_figure_is_what_looking_at_each_deal_and_partner_gives() {
        compare(actor, partner -> true);
    }

    @Test
    void whoever_looks_after_some_partners_gets_the_figures_of_those() {
        var care = Set.of(firms.get(0), firms.get(2), firms.get(5));
        compare(looksAfter(care), partner -> partner != null && care.contains(partner));
    }

    @Test
    void what_was_known_then_is_answered_as_it_was_answered_then() {
        assertThat(remembered).isNotEmpty();
        remembered.forEach((question, then) -> {
            assertThat(told(figures.of(actor, question), question))
                    .as(question.toString())
                    .isEqualTo(told(then, question));
        });
    }

    @Test
    void a_filter_gives_the_part_of_that_value() {
        for (var dimension : Dimension.OF_PARTNERS) {
            var parts = figures.of(actor, Question.all().by(dimension)).parts();
            for (var part : parts) {
                var filtered = figures.of(actor, Question.all().where(dimension, part.key()));
                for (var figure : filtered.figures()) {
                    // Deals without a partner stand under no value, and so no filter finds them.
                    if (!part.key().isEmpty()) {
                        assertThat(line(figure))
                                .isEqualTo(line(part.of(figure.metric()).orElseThrow()));
                    }
                }
            }
        }
    }

    @Test
    void months_and_years_add_up_to_the_whole() {
        var whole =
                figures.of(actor, Question.of(Metric.DEALS_WON_VALUE, Metric.DEALS_LOST, Metric.PARTNERS_RECRUITED));
        for (var stretch : List.of(Dimension.MONTH, Dimension.QUARTER, Dimension.YEAR)) {
            var parts = figures.of(
                            actor,
                            Question.of(Metric.DEALS_WON_VALUE, Metric.DEALS_LOST, Metric.PARTNERS_RECRUITED)
                                    .by(stretch))
                    .parts();
            for (var figure : whole.figures()) {
                assertThat(parts.stream()
                                .map(part ->
                                        part.of(figure.metric()).orElseThrow().value())
                                .filter(java.util.Objects::nonNull)
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .as(stretch + " " + figure.metric())
                        .isEqualByComparingTo(figure.value());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void the_way_down_has_exactly_the_rows_a_figure_counts(Metric metric) {
        for (var question : questions()) {
            var asked = question.only(List.of(metric));
            var answer = figures.of(actor, asked);
            check(asked, metric, null, answer.of(metric).orElseThrow());
            for (var part : answer.parts()) {
                check(asked, metric, part.key(), part.of(metric).orElseThrow());
            }
        }
        remembered.keySet().stream()
                .limit(3)
                .forEach(question -> check(
                        question,
                        metric,
                        null,
                        figures.of(actor, question).of(metric).orElseThrow()));
    }

    private void check(Question question, Metric metric, String key, Figure figure) {
        var rows = figures.rows(actor, question, metric, key, 0, 10_000);
        assertThat(rows.count()).as(question + " " + key).isEqualTo(figure.rows());
        assertThat(rows.rows()).as(question + " " + key).hasSize((int) figure.rows());
        assertThat(rows.rows()).extracting(Figures.Row::id).doesNotHaveDuplicates();
        if (metric.unit() == Metric.Unit.MONEY && figure.value() != null) {
            assertThat(rows.rows().stream()
                            .map(Figures.Row::value)
                            .filter(java.util.Objects::nonNull)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(figure.value());
        }
        if (metric.unit() == Metric.Unit.SHARE && figure.value() != null) {
            long hits = rows.rows().stream().filter(Figures.Row::hit).count();
            assertThat(figure.rounded(DealFigures.share(hits, figure.rows()))).isEqualByComparingTo(figure.plain());
        }
    }

    @Test
    void the_curve_ends_where_the_figure_says() {
        var curve = figures.curve(actor, Question.all());
        assertThat(curve.points().stream().mapToInt(Figures.Point::deals).sum())
                .isEqualTo(curve.median().parts().get("events").intValue());
        assertThat(curve.points().getFirst().waiting()).isEqualTo(1);
    }

    @Test
    void kept_sums_are_what_adding_up_the_facts_gives_and_can_be_made_anew() {
        var rollups = office.bean(Rollups.class);
        assertThat(rollups.differences(actor)).isZero();
        office.run(
                actor,
                () -> office.jdbc()
                        .sql("update metrics.cell set won = won + 1 where dim = 'tier'")
                        .update());
        assertThat(rollups.differences(actor)).isPositive();
        assertThat(rollups.rebuild(actor)).isPositive();
        assertThat(rollups.differences(actor)).isZero();
    }

    @Test
    void a_period_that_ends_before_it_begins_and_a_filter_by_time_are_refused() {
        assertThat(Arrays.stream(Metric.values()).map(Metric::code)).doesNotHaveDuplicates();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Question.all().within(today(), today().minusDays(1)))
                .hasMessageContaining("period-backwards");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Question.all().where(Dimension.YEAR, "2026"))
                .hasMessageContaining("metric-filter-time");
    }

    private static Actor looksAfter(Set<UUID> partners) {
        var right = new Rights.Right("partner-manager", Figures.KIND, Verb.SEE, Scope.partners(partners));
        return new Actor(
                Side.OFFICE, null, "test:manager", null, new Rights(List.of(right)), Origin.PERSON, UUID.randomUUID());
    }
}
