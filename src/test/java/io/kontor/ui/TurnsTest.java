package io.kontor.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class TurnsTest {
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private static void page(Turns turns, String method, FilterChain chain) throws Exception {
        turns.doFilter(new MockHttpServletRequest(method, "/"), new MockHttpServletResponse(), chain);
    }

    @Test
    void no_more_pages_than_there_are_turns_are_made_at_once_and_all_are_made() throws Exception {
        var turns = new Turns(2, FOR_EVER);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var pages = new ArrayList<Future<?>>();
            for (int i = 0; i < 200; i++) {
                pages.add(clients.submit(() -> {
                    page(turns, "GET", (request, response) -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        now.decrementAndGet();
                    });
                    return null;
                }));
            }
            for (var page : pages) {
                page.get();
            }
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void a_page_that_takes_long_loses_its_turn_to_the_next_and_gives_none_back_at_its_end() throws Exception {
        var turns = new Turns(1, Duration.ofMillis(1));
        var reached = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = clients.submit(() -> {
                page(turns, "GET", (request, response) -> {
                    reached.countDown();
                    await(goOn);
                });
                return null;
            });
            reached.await();
            var made = new AtomicInteger();
            page(turns, "GET", (request, response) -> made.incrementAndGet());
            assertThat(made).hasValue(1);
            goOn.countDown();
            slow.get();
        }
        assertThat(turns.free()).isEqualTo(1);
    }

    @Test
    void what_changes_something_waits_for_nobody() throws Exception {
        var turns = new Turns(0, FOR_EVER);
        var made = new AtomicInteger();
        page(turns, "POST", (request, response) -> made.incrementAndGet());
        assertThat(made).hasValue(1);
    }

    @Test
    void a_page_that_fails_gives_its_turn_back() {
        var turns = new Turns(1, FOR_EVER);
        assertThatThrownBy(() -> page(turns, "GET", (request, response) -> {
                    throw new IllegalStateException("no page");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(turns.free()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
