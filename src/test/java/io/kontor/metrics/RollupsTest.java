package io.kontor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.deals.Deal;
import io.kontor.deals.DealShare;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.support.TestOffice;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kept sums are what the facts add up to, whatever happens, and also while they are made anew. */
@Tag("database")
class RollupsTest {
    private static final int ROUNDS = 6;
    private static final int DEALS = 60;

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    @net.jqwik.api.Tag("database")
    void after_whatever_happened_kept_sums_are_what_counting_again_gives(@ForAll long seed) {
        try (var office = TestOffice.open()) {
            var programme = new RandomProgramme(office, seed);
            var rollups = office.bean(Rollups.class);
            programme.begin();
            for (int round = 0; round < ROUNDS; round++) {
                programme.goOn(round);
                office.settle();
                assertThat(rollups.differences(programme.actor)).isZero();
            }
            var before = sums(office);
            rollups.rebuild(programme.actor);
            assertThat(rollups.differences(programme.actor)).isZero();
            assertThat(sums(office)).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    private static List<String> sums(TestOffice office) {
        return office.column("""
                select concat_ws(' ', dim, level, bucket, value, relation, won, lost, open, lines, unpriced, sourced, paced_days,
                    trim_scale(value_sum), trim_scale(sourced_value), trim_scale(paced_value))
                from metrics.cell where won <> 0 or lost <> 0 or open <> 0
                """);
    }

    @Test
    void whoever_asks_while_sums_are_made_anew_and_deals_are_won_never_sees_fewer_than_before() throws Exception {
        try (var office = TestOffice.open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var programme = new RandomProgramme(office, 4);
            programme.begin();
            for (int round = 0; round < 4; round++) {
                programme.goOn(round);
            }
            office.settle();
            var rollups = office.bean(Rollups.class);
            var done = new AtomicBoolean();
            var rebuilding = threads.submit(until(done, () -> rollups.rebuild(programme.actor)));
            var asking = threads.submit(new Asking(office, programme, done));
            for (int i = 0; i < DEALS; i++) {
                win(office, programme, i);
                office.settle();
            }
            done.set(true);
            assertThat(rebuilding.get()).isPositive();
            assertThat(asking.get()).isPositive();
            assertThat(rollups.differences(programme.actor)).isZero();
            assertThat(won(office, programme, 0)).isGreaterThanOrEqualTo(DEALS);
        }
    }

    private static void win(TestOffice office, RandomProgramme programme, int i) {
        var day = programme.today().minusDays(i * 5L);
        var firm = programme.firms.get(i % programme.firms.size());
        var deal = Deal.named("Won while sums are made anew", "EUR")
                .builder()
                .partners(List.of(new DealShare(firm, PartnerRole.SOURCING, day, null)))
                .stage(Stage.WON)
                .openedOn(day.minusDays(9))
                .closedOn(day)
                .amount(BigDecimal.TEN)
                .build();
        office.bean(Deals.class).create(programme.actor, deal, null);
    }

    /** How many turns it took. */
    private static Callable<Integer> until(AtomicBoolean done, Runnable work) {
        return () -> {
            int turns = 0;
            while (!done.get()) {
                work.run();
                turns++;
            }
            return turns;
        };
    }

    /** Of since ever or of a long time, taken apart: a question never asked before, so that no answer is given twice. */
    private static long won(TestOffice office, RandomProgramme programme, int turn) {
        var answer = office.bean(Figures.class)
                .of(
                        programme.actor,
                        Question.of(Metric.DEALS_WON)
                                .within(programme.today().minusDays(5_000L + turn), null)
                                .by(Dimension.OF_PARTNERS.get(turn % Dimension.OF_PARTNERS.size())));
        long all = answer.of(Metric.DEALS_WON).orElseThrow().rows();
        long apart = answer.parts().stream()
                .mapToLong(part -> part.of(Metric.DEALS_WON).orElseThrow().rows())
                .sum();
        if (answer.parts().isEmpty()
                || turn % Dimension.OF_PARTNERS.size() != Dimension.OF_PARTNERS.indexOf(Dimension.TYPE)) {
            assertThat(apart).isEqualTo(all);
        }
        return all;
    }

    private record Asking(TestOffice office, RandomProgramme programme, AtomicBoolean done)
            implements Callable<Integer> {
        @Override
        public Integer call() {
            long before = 0;
            int turn = 0;
            while (!done.get()) {
                long now = won(office, programme, turn++);
                assertThat(now).isGreaterThanOrEqualTo(before);
                before = now;
            }
            return turn;
        }
    }
}
