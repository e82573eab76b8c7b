package io.kontor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.support.TestOffice;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    final RandomProgramme programme = new RandomProgramme(office, 20261121);
    final Actor actor = programme.actor;
    final Figures figures = office.bean(Figures.class);
    final SlowNumbers slow = programme.slow;
    final List<UUID> firms = programme.firms;
    final Map<Question, Answer> remembered = new LinkedHashMap<>();

    @BeforeAll
    void muchHappens() {
        programme.begin();
        for (int round = 0; round < ROUNDS; round++) {
            programme.goOn(round);
            office.settle();
            programme.know();
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
        return programme.today();
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

    /** Only what a figure is made of is read for it, and by partner the days at the ends of a period are summed up elsewhere. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void a_figure_asked_for_alone_is_the_one_asked_for_with_all_others(Metric metric) {
        for (var question : questions()) {
            var together = told(figures.of(actor, question), question);
            var alone = told(figures.of(actor, question.only(List.of(metric))), question);
            together.values().forEach(lines -> lines.keySet().retainAll(List.of(metric)));
            together.values().removeIf(NumbersTest::nothing);
            alone.values().removeIf(NumbersTest::nothing);
            assertThat(alone).as(question.toString()).isEqualTo(together);
        }
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
