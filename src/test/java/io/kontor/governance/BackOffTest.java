package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackOffTest {
    @Property
    void each_wait_is_up_to_twice_the_one_before_and_never_over_an_hour(
            @ForAll @IntRange(min = 1, max = 1000) int tries, @ForAll long seed) {
        var most = Math.min(10_000 * Math.pow(2, tries - 1), 3_600_000.0);
        assertThat((double) BackOff.after(tries, new Random(seed)).toMillis()).isBetween(most / 2, most);
    }

    @Property
    void two_that_failed_together_do_not_come_back_together(@ForAll @IntRange(min = 1, max = 20) int tries) {
        var random = new Random(tries);
        assertThat(java.util.stream.Stream.generate(() -> BackOff.after(tries, random))
                        .limit(10)
                        .distinct())
                .hasSizeGreaterThan(1);
    }
}
