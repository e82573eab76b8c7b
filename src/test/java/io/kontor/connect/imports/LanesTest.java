package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Batches that go in side by side. */
class LanesTest {
    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void one_lane_is_the_callers_own_thread() {
        var names = ConcurrentHashMap.<Thread>newKeySet();
        try (var lanes = new Lanes(1, "lane-")) {
            lanes.run(() -> names.add(Thread.currentThread()));
            lanes.finish();
        }
        assertThat(names).containsExactly(Thread.currentThread());
    }

    @Test
    void two_pieces_go_at_the_same_time_and_never_three() {
        var both = new CountDownLatch(2);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new AtomicInteger();
        try (var lanes = new Lanes(2, "lane-")) {
            for (int i = 0; i < 20; i++) {
                lanes.run(() -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    both.countDown();
                    await(both);
                    now.decrementAndGet();
                    done.incrementAndGet();
                });
            }
            lanes.finish();
        }
        assertThat(most).hasValue(2);
        assertThat(done).hasValue(20);
    }

    @Test
    void a_failure_is_told_what_was_begun_ends_and_nothing_follows() {
        var failing = new CountDownLatch(1);
        var done = new AtomicInteger();
        assertThatThrownBy(() -> {
                    try (var lanes = new Lanes(2, "lane-")) {
                        lanes.run(() -> {
                            failing.countDown();
                            throw new IllegalArgumentException("no");
                        });
                        lanes.run(() -> {
                            await(failing);
                            done.incrementAndGet();
                        });
                        lanes.finish();
                        lanes.run(done::incrementAndGet);
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
        assertThat(done).hasValue(1);
    }
}
