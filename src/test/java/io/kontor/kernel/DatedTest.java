package io.kontor.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatedTest {
    static final LocalDate START = LocalDate.parse("2026-01-01");

    record Step(@Nullable String value, LocalDate day) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of("gold", "silver", "none"),
                        Arbitraries.integers().between(0, 30))
                .as((value, day) -> new Step(value.equals("none") ? null : value, START.plusDays(day)))
                .list()
                .ofMaxSize(12);
    }

    static List<Dated<String>> history(List<Step> steps) {
        List<Dated<String>> history = List.of();
        for (var step : steps) {
            history = Dated.changed(history, step.value(), step.day());
        }
        return history;
    }

    @Property
    void a_change_holds_from_its_day_and_leaves_what_was_before(@ForAll("steps") List<Step> steps) {
        List<Dated<String>> history = List.of();
        for (var step : steps) {
            var next = Dated.changed(history, step.value(), step.day());
            assertThat(Dated.at(next, step.day())).isEqualTo(Optional.ofNullable(step.value()));
            for (int before = -2; START.plusDays(before).isBefore(step.day()); before++) {
                var day = START.plusDays(before);
                assertThat(Dated.at(next, day)).isEqualTo(Dated.at(history, day));
            }
            history = next;
        }
    }

    @Property
    void no_history_made_by_changes_ever_overlaps(@ForAll("steps") List<Step> steps) {
        var history = history(steps);
        assertThat(Dated.checked(history, "tier")).isEqualTo(history);
        for (int day = -1; day < 33; day++) {
            var at = START.plusDays(day);
            assertThat(history.stream()
                            .filter(dated -> dated.period().contains(at))
                            .count())
                    .isLessThanOrEqualTo(1);
        }
    }

    @Property
    void saying_the_same_again_changes_nothing(@ForAll("steps") List<Step> steps) {
        var history = history(steps);
        for (var dated : history) {
            var day = dated.from() == null ? START : dated.from();
            assertThat(Dated.changed(history, dated.value(), day)).isEqualTo(history);
        }
    }

    @Test
    void a_change_already_planned_stays_planned() {
        var history = Dated.changed(List.<Dated<String>>of(), "gold", START.plusDays(10));
        var changed = Dated.changed(history, "silver", START);
        assertThat(changed)
                .containsExactly(
                        new Dated<>("silver", START, START.plusDays(10)),
                        new Dated<>("gold", START.plusDays(10), null));
    }

    @Test
    void overlapping_periods_are_refused_with_the_field() {
        var periods = new ArrayList<Dated<String>>();
        periods.add(new Dated<>("gold", START, START.plusDays(10)));
        periods.add(new Dated<>("silver", START.plusDays(9), null));
        assertThatThrownBy(() -> Dated.checked(periods, "tier")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("dates-overlap");
            assertThat(refusal.field()).isEqualTo("tier");
        });
    }

    @Test
    void a_period_that_ends_before_it_starts_is_refused() {
        assertThatThrownBy(() -> new Period(START, START))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("period-backwards"));
    }
}
