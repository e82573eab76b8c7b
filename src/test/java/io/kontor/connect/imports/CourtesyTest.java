package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.support.TestOffice;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("database")
class CourtesyTest {
    private static final long LOCK = 4711;

    @Test
    void the_rest_is_half_of_the_batch_for_each_connection_beyond_one_and_bounded() {
        var took = Duration.ofMillis(400);
        assertThat(Courtesy.due(took, 0)).isZero();
        assertThat(Courtesy.due(took, 1)).isZero();
        assertThat(Courtesy.due(took, 2)).isEqualTo(Duration.ofMillis(200));
        assertThat(Courtesy.due(took, 3)).isEqualTo(took);
        assertThat(Courtesy.due(took, 50)).isEqualTo(Duration.ofMillis(800));
        assertThat(Courtesy.due(Duration.ofMinutes(1), 3)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_connection_that_works_is_counted_and_one_that_does_not_is_not() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var office = TestOffice.open()) {
            var courtesy = office.bean(Courtesy.class);
            var tx = office.bean(Tx.class);
            var jdbc = office.bean(JdbcClient.class);
            int before = courtesy.others();
            var holding = new CountDownLatch(1);
            var enough = new CountDownLatch(1);
            var holder = CompletableFuture.runAsync(
                    () -> tx.as(Purpose.MEASURING.actor(), () -> {
                        lock(jdbc);
                        holding.countDown();
                        waitFor(enough);
                    }),
                    threads);
            holding.await();
            assertThat(courtesy.others()).isEqualTo(before);
            var waiter = CompletableFuture.runAsync(() -> tx.as(Purpose.MEASURING.actor(), () -> lock(jdbc)), threads);
            while (courtesy.others() == before) {
                assertThat(waiter).isNotDone();
            }
            assertThat(courtesy.others()).isEqualTo(before + 1);
            enough.countDown();
            holder.join();
            waiter.join();
            assertThat(courtesy.others()).isEqualTo(before);
        }
    }

    private static void lock(JdbcClient jdbc) {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(:lock)) l")
                .param("lock", LOCK)
                .query(Integer.class)
                .single();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
