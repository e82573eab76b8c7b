package io.kontor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HistoriesTest {
    static final LocalDate START = LocalDate.parse("2026-01-01");
    static final int DAYS = 24;

    /** What holds on each of the days before, from START on, and after; {@code null} for nothing. */
    @Provide
    Arbitrary<List<Dated<String>>> histories() {
        return Arbitraries.of("gold", "silver", "bronze", "")
                .list()
                .ofSize(DAYS + 2)
                .map(HistoriesTest::history);
    }

    /** Runs of the same value become one period; sometimes a run is left as two neighbours, as corrected histories are. */
    static List<Dated<String>> history(List<String> days) {
        var history = new ArrayList<Dated<String>>();
        for (int i = 0; i < days.size(); ) {
            int end = i + 1;
            while (end < days.size() && days.get(end).equals(days.get(i)) && end % 5 != 0) {
                end++;
            }
            if (!days.get(i).isEmpty()) {
                history.add(new Dated<>(days.get(i), i == 0 ? null : day(i), end == days.size() ? null : day(end)));
            }
            i = end;
        }
        return history;
    }

    static LocalDate day(int number) {
        return START.plusDays(number - 1L);
    }

    @Property
    void each_day_has_the_value_of_either_and_where_they_disagree_that_of_the_winner(
            @ForAll("histories") List<Dated<String>> one,
            @ForAll("histories") List<Dated<String>> other,
            @ForAll Set<Integer> numbersWonByTheOther) {
        var conflicts = Histories.conflicts(one, other);
        var won = conflicts.stream()
                .filter(conflict -> numbersWonByTheOther.contains(conflicts.indexOf(conflict)))
                .map(Histories.Conflict::key)
                .toList();
        var united = Histories.united(one, other, conflict -> won.contains(conflict.key()));
        assertThat(Dated.checked(united, "tier"))
                .as("sorted and without overlap")
                .isEqualTo(united);
        for (int number = -1; number < DAYS + 4; number++) {
            var day = day(number);
            var first = Dated.at(one, day);
            var second = Dated.at(other, day);
            var here = conflicts.stream()
                    .filter(conflict -> new Period(conflict.from(), conflict.to()).contains(day))
                    .toList();
            var disagree = first.isPresent() && second.isPresent() && !first.equals(second);
            assertThat(here).as("conflicts on %s", day).hasSize(disagree ? 1 : 0);
            var expected = first.isEmpty()
                    ? second
                    : second.isPresent()
                                    && disagree
                                    && won.contains(here.getFirst().key())
                            ? second
                            : first;
            assertThat(Dated.at(united, day)).as("on %s", day).isEqualTo(expected);
        }
    }

    @Property
    void uniting_with_nothing_or_with_itself_changes_no_day(@ForAll("histories") List<Dated<String>> one) {
        for (var united : List.of(
                Histories.united(one, List.of(), conflict -> true),
                Histories.united(List.of(), one, conflict -> true),
                Histories.united(one, one, conflict -> true))) {
            for (int number = -1; number < DAYS + 4; number++) {
                assertThat(Dated.at(united, day(number))).isEqualTo(Dated.at(one, day(number)));
            }
        }
        assertThat(Histories.conflicts(one, one)).isEmpty();
    }

    @Property
    void values_that_may_hold_side_by_side_hold_whenever_either_says_so(
            @ForAll("histories") List<Dated<String>> one, @ForAll("histories") List<Dated<String>> other) {
        var united = Histories.unitedEach(one, other);
        for (int number = -1; number < DAYS + 4; number++) {
            var day = day(number);
            assertThat(united.stream()
                            .filter(dated -> dated.period().contains(day))
                            .map(Dated::value)
                            .toList())
                    .as("each once on %s", day)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                            java.util.stream.Stream.of(Dated.at(one, day), Dated.at(other, day))
                                    .flatMap(Optional::stream)
                                    .distinct()
                                    .toList());
        }
    }

    @Property
    void what_lies_within_some_days_is_the_same_on_them_and_nothing_outside(
            @ForAll("histories") List<Dated<String>> one) {
        var from = day(5);
        var to = day(15);
        var within = Histories.within(one, from, to);
        for (int number = -1; number < DAYS + 4; number++) {
            var day = day(number);
            var inside = new Period(from, to).contains(day);
            assertThat(Dated.at(within, day)).isEqualTo(inside ? Dated.at(one, day) : Optional.empty());
        }
    }

    @Test
    void a_disagreement_is_one_however_many_neighbouring_periods_it_has() {
        var one = List.of(new Dated<>("gold", START, null));
        var other = List.of(
                new Dated<>("silver", START.minusDays(5), START.plusDays(3)),
                new Dated<>("silver", START.plusDays(3), START.plusDays(9)));
        var conflicts = Histories.conflicts(one, other);
        assertThat(conflicts).containsExactly(new Histories.Conflict<>(START, START.plusDays(9), "gold", "silver"));
        assertThat(conflicts.getFirst().key()).isEqualTo("2026-01-01..2026-01-10");
        assertThat(Histories.united(one, other, conflict -> true))
                .containsExactly(
                        new Dated<>("silver", START.minusDays(5), START.plusDays(9)),
                        new Dated<>("gold", START.plusDays(9), null));
    }
}
