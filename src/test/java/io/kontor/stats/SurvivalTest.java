package io.kontor.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Freireich et al., Blood 21 (1963): weeks in remission under 6-mercaptopurine and under placebo; figures of R's survival. */
class SurvivalTest {
    static final List<Observed> TREATED = List.of(
            event(6),
            event(6),
            event(6),
            censored(6),
            event(7),
            censored(9),
            event(10),
            censored(10),
            censored(11),
            event(13),
            event(16),
            censored(17),
            censored(19),
            censored(20),
            event(22),
            event(23),
            censored(25),
            censored(32),
            censored(32),
            censored(34),
            censored(35));
    static final List<Observed> CONTROL = IntStream.of(
                    1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
            .mapToObj(SurvivalTest::event)
            .toList();

    static Observed event(int time) {
        return new Observed(time, true);
    }

    static Observed censored(int time) {
        return new Observed(time, false);
    }

    @Example
    void the_treated_arm_is_as_published() {
        double[][] published = {
            {6, 21, 3, .857143, .0763604, .707479, 1},
            {7, 17, 1, .806723, .0869353, .636333, .977113},
            {10, 15, 1, .752941, .0963497, .564099, .941783},
            {13, 12, 1, .690196, .1068147, .480843, .899549},
            {16, 11, 1, .627451, .1140539, .403910, .850992},
            {22, 7, 1, .537815, .1282338, .286482, .789149},
            {23, 6, 1, .448179, .1345915, .184385, .711974}
        };
        var steps = Survival.of(TREATED).steps();
        assertThat(steps).hasSize(published.length);
        for (int i = 0; i < published.length; i++) {
            var step = steps.get(i);
            var interval = Survival.interval(step, Survival.Kind.PLAIN, Confidence.USUAL);
            double[] found = {
                step.time(),
                step.atRisk(),
                step.events(),
                step.surviving(),
                step.error(),
                value(interval.low()),
                value(interval.high())
            };
            assertThat(found).containsExactly(published[i], within(1e-6));
        }
    }

    @Example
    void log_log_intervals_are_as_published() {
        var steps = Survival.of(TREATED).steps();
        assertInterval(Survival.interval(steps.getFirst(), Survival.Kind.LOG_LOG, Confidence.USUAL), .619718, .951552);
        assertInterval(Survival.interval(steps.getLast(), Survival.Kind.LOG_LOG, Confidence.USUAL), .188052, .680143);
    }

    @Example
    void medians_are_as_published() {
        assertThat(Survival.of(TREATED).median()).isEqualTo(23);
        assertThat(Survival.of(CONTROL).median()).isEqualTo(8);
        var plain = Survival.of(TREATED).medianInterval(Survival.Kind.PLAIN, Confidence.USUAL);
        assertThat(plain.low()).isEqualTo(13);
        assertThat(plain.high()).isNull();
        var control = Survival.of(CONTROL).medianInterval(Survival.Kind.LOG_LOG, Confidence.USUAL);
        assertThat(control).isEqualTo(new Interval(4.0, 11.0));
    }

    @Example
    void a_curve_at_exactly_one_half_has_its_median_in_the_middle_of_that_while() {
        assertThat(Survival.of(List.of(event(1), event(2), event(4), event(9))).median())
                .isEqualTo(3);
    }

    @Example
    void restricted_means_are_as_published() {
        var treated = Survival.of(TREATED).mean(35);
        assertThat(treated.value()).isEqualTo(23.29, within(.005));
        assertThat(treated.error()).isEqualTo(2.83, within(.005));
        var control = Survival.of(CONTROL).mean(35);
        assertThat(control.value()).isEqualTo(8.67, within(.005));
        assertThat(control.error()).isEqualTo(1.38, within(.005));
    }

    @Example
    void the_log_rank_test_is_as_published() {
        var test = LogRank.of(TREATED, CONTROL);
        assertThat(test.observed()).isEqualTo(9);
        assertThat(test.expected()).isEqualTo(19.2505, within(1e-4));
        assertThat(test.chiSquare()).isEqualTo(16.79294, within(1e-5));
        assertThat(test.p()).isEqualTo(4.17e-5, within(1e-7));
        assertThat(LogRank.of(CONTROL, TREATED).chiSquare()).isEqualTo(test.chiSquare(), within(1e-9));
    }

    /** Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
    @Example
    void wilsons_interval_is_as_published() {
        assertInterval(new Proportion(81, 263).wilson(Confidence.USUAL), .2553, .3662);
        assertInterval(new Proportion(15, 148).wilson(Confidence.USUAL), .0624, .1605);
        assertInterval(new Proportion(0, 20).wilson(Confidence.USUAL), .0000, .1611);
        assertInterval(new Proportion(1, 29).wilson(Confidence.USUAL), .0061, .1718);
    }

    @Example
    void nobody_watched_has_no_median() {
        var nobody = Survival.of(List.of());
        assertThat(nobody.median()).isNull();
        assertThat(nobody.mean(180).value()).isEqualTo(180);
    }

    @Property
    void a_curve_falls_and_stays_within_its_intervals(@ForAll("cases") List<Observed> cases) {
        double before = 1;
        for (var step : Survival.of(cases).steps()) {
            assertThat(step.surviving()).isLessThan(before).isNotNegative();
            before = step.surviving();
            for (var kind : Survival.Kind.values()) {
                var interval = Survival.interval(step, kind, Confidence.USUAL);
                if (interval.low() != null && interval.high() != null) {
                    assertThat(interval.low()).isBetween(0.0, step.surviving() + 1e-12);
                    assertThat(interval.high()).isBetween(step.surviving() - 1e-12, 1.0);
                }
            }
        }
    }

    @Property
    void without_censoring_the_curve_is_the_share_still_waiting(
            @ForAll("cases") List<Observed> cases, @ForAll @IntRange(max = 60) int time) {
        var all = cases.stream().map(seen -> new Observed(seen.time(), true)).toList();
        double waiting = all.stream().filter(seen -> seen.time() > time).count();
        assertThat(Survival.of(all).at(time)).isEqualTo(waiting / all.size(), within(1e-9));
        double mean = all.stream()
                .mapToDouble(seen -> Math.min(40, seen.time()))
                .average()
                .orElseThrow();
        assertThat(Survival.of(all).mean(40).value()).isEqualTo(mean, within(1e-9));
    }

    /** The same estimate as a product over each single time, written the slow way. */
    @Property
    void the_curve_is_the_product_of_what_each_time_leaves(@ForAll("cases") List<Observed> cases) {
        double surviving = 1;
        for (int time = 0; time <= 50; time++) {
            int at = time;
            double atRisk = cases.stream().filter(seen -> seen.time() >= at).count();
            double events = cases.stream()
                    .filter(seen -> seen.event() && seen.time() == at)
                    .count();
            surviving *= atRisk == 0 ? 1 : (atRisk - events) / atRisk;
            assertThat(Survival.of(cases).at(time)).isEqualTo(surviving, within(1e-9));
        }
    }

    @Property
    void order_does_not_matter_and_a_group_is_like_itself(@ForAll("cases") List<Observed> cases) {
        var turned = new ArrayList<>(cases).reversed();
        assertThat(Survival.of(turned).steps()).isEqualTo(Survival.of(cases).steps());
        assertThat(LogRank.of(cases, cases).chiSquare()).isEqualTo(0, within(1e-9));
    }

    @Property
    void wilsons_interval_holds_the_share_and_narrows_with_more_cases(
            @ForAll @IntRange(max = 100) int hits, @ForAll @IntRange(max = 100) int misses) {
        int of = hits + misses + 1;
        var few = new Proportion(hits, of);
        var interval = few.wilson(Confidence.USUAL);
        assertThat(few.share()).isBetween(value(interval.low()), value(interval.high()));
        var more = new Proportion(hits * 10L, of * 10L).wilson(Confidence.USUAL);
        assertThat(value(more.high()) - value(more.low())).isLessThan(value(interval.high()) - value(interval.low()));
    }

    @Provide
    Arbitrary<List<Observed>> cases() {
        return Combinators.combine(Arbitraries.integers().between(0, 50), Arbitraries.of(true, false))
                .as((time, event) -> new Observed(time, event))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    private static void assertInterval(Interval interval, double low, double high) {
        double tolerance = Arrays.stream(new double[] {low, high}).anyMatch(end -> end * 1e4 % 1 > 1e-6) ? 1e-6 : 5e-5;
        assertThat(interval.low()).isCloseTo(low, within(tolerance));
        assertThat(interval.high()).isCloseTo(high, within(tolerance));
    }

    private static double value(@org.jspecify.annotations.Nullable Double end) {
        return Objects.requireNonNull(end);
    }
}
