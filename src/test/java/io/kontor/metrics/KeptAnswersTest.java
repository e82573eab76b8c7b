package io.kontor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {
    final KeptAnswers kept = new KeptAnswers();
    final KeptAnswers.Key key = new KeptAnswers.Key("of", Scope.ALL, Question.all());
    final AtomicInteger counted = new AtomicInteger();
    Instant now = Instant.parse("2026-11-21T10:00:00Z");
    SettingSql.Version version = new SettingSql.Version(1, 1);

    @AfterEach
    void close() {
        kept.close();
    }

    private int ask() {
        return kept.find(key, () -> now, () -> version, counted::incrementAndGet);
    }

    private Integer lately(Supplier<Integer> look) {
        return kept.lately(key, now, look);
    }

    private void later(long millis) {
        now = now.plus(Duration.ofMillis(millis));
    }

    @Test
    void an_answer_is_given_again_until_something_changes_but_not_for_longer_than_ten_minutes() {
        assertThat(List.of(ask(), ask())).containsExactly(1, 1);
        version = new SettingSql.Version(2, 1);
        assertThat(ask()).isEqualTo(2);
        later(Duration.ofMinutes(9).toMillis());
        assertThat(ask()).isEqualTo(2);
        later(Duration.ofMinutes(2).toMillis());
        assertThat(ask()).isEqualTo(3);
    }

    @Test
    void whoever_reads_an_older_moment_gets_the_newer_answer_and_does_not_put_an_older_one_in_its_place() {
        version = new SettingSql.Version(5, 2);
        ask();
        version = new SettingSql.Version(4, 2);
        assertThat(ask()).isEqualTo(1);
    }

    @Test
    void nobody_who_wants_it_lately_waits_for_an_answer_there_is() throws InterruptedException {
        assertThat(lately(() -> 0)).isNull();
        ask();
        later(400);
        assertThat(lately(counted::incrementAndGet)).isEqualTo(1);
        assertThat(counted).hasValue(1);

        version = new SettingSql.Version(2, 1);
        later(400);
        var done = new CountDownLatch(1);
        assertThat(lately(() -> {
                    int answer = ask();
                    done.countDown();
                    return answer;
                }))
                .isEqualTo(1);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lately(() -> 0)).isEqualTo(2);
    }

    @Test
    void while_one_looks_no_other_does() throws InterruptedException {
        ask();
        later(1_000);
        var looks = new ArrayList<Integer>();
        var one = new CountDownLatch(1);
        for (int i = 0; i < 20; i++) {
            lately(() -> {
                looks.add(1);
                one.countDown();
                return 1;
            });
        }
        assertThat(one.await(10, TimeUnit.SECONDS)).isTrue();
        kept.close();
        assertThat(looks).hasSize(1);
    }

    @Test
    void an_answer_of_which_nobody_knows_for_three_seconds_whether_it_is_right_is_not_given() {
        ask();
        later(3_001);
        assertThat(lately(() -> 0)).isNull();
        // Seen to be right once more, it is given again.
        ask();
        assertThat(lately(() -> 0)).isEqualTo(1);
        // And so when the clock was set back: nobody knows then.
        later(-5_000);
        assertThat(lately(() -> 0)).isNull();
    }

    @Test
    void looking_that_fails_leaves_the_answer_where_it_is() throws InterruptedException {
        ask();
        later(600);
        var done = new CountDownLatch(1);
        lately(() -> {
            done.countDown();
            throw new IllegalStateException("the database is away");
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lately(() -> 0)).isEqualTo(1);
    }
}
