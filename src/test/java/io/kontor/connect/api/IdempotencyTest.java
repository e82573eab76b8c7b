package io.kontor.connect.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.support.TestServer;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class IdempotencyTest {
    static final TestServer SERVER = TestServer.shared();
    static final UUID PERSON = SERVER.person("api-twice@example.com", "Tom Twice", "partner-operations");
    final Program program = Program.withEverything(SERVER, PERSON);
    final String key = UUID.randomUUID().toString();

    private int found(String words) {
        return program.get("/api/v1/partners?q=" + words).json().at("/items").size();
    }

    @Test
    void the_same_request_with_the_same_key_is_done_once_and_answered_the_same() {
        var body = "{\"name\": \"Onlyonce Ltd\"}";
        var first = program.post("/api/v1/partners", body, "Idempotency-Key", key);
        var second = program.post("/api/v1/partners", body, "Idempotency-Key", key);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.etag()).isEqualTo(first.etag());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(found("onlyonce")).isEqualTo(1);
    }

    @Test
    void a_key_belongs_to_one_request_and_to_one_person() {
        program.post("/api/v1/partners", "{\"name\": \"Keyed Ltd\"}", "Idempotency-Key", key);
        var other = program.post("/api/v1/partners", "{\"name\": \"Keyed Other\"}", "Idempotency-Key", key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("/type")).isEqualTo("/problems/api-key-used-otherwise");
        assertThat(other.text("/errors/0/field")).isEqualTo("Idempotency-Key");
        var elsewhere = program.post(
                "/api/v1/programmes", "{\"name\": \"Keyed Ltd\", \"code\": \"keyed\"}", "Idempotency-Key", key);
        assertThat(elsewhere.status()).isEqualTo(422);
        var somebodyElse = Program.withEverything(
                SERVER,
                SERVER.person("api-twice-" + key.substring(0, 8) + "@example.com", "Tina Twice", "partner-operations"));
        assertThat(somebodyElse
                        .post("/api/v1/partners", "{\"name\": \"Keyed Third\"}", "Idempotency-Key", key)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void what_was_refused_may_be_put_right_under_the_same_key() {
        var wrong = program.post("/api/v1/partners", "{\"name\": \"\"}", "Idempotency-Key", key);
        assertThat(wrong.status()).isEqualTo(422);
        var right = program.post("/api/v1/partners", "{\"name\": \"Put Right\"}", "Idempotency-Key", key);
        assertThat(right.status()).as(right.body()).isEqualTo(201);
    }

    @Test
    void a_key_that_is_none_is_refused() {
        var reply = program.post("/api/v1/partners", "{\"name\": \"Bad Key\"}", "Idempotency-Key", "with a space");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/errors/0/field")).isEqualTo("Idempotency-Key");
    }

    @Test
    void eight_at_the_same_moment_make_one() throws Exception {
        var start = new CountDownLatch(1);
        var replies = new ArrayList<Future<Program.Reply>>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                replies.add(threads.submit(() -> {
                    start.await();
                    return program.post("/api/v1/partners", "{\"name\": \"Raced Ltd\"}", "Idempotency-Key", key);
                }));
            }
            start.countDown();
            var first = replies.getFirst().get();
            for (var reply : replies) {
                assertThat(reply.get().status()).as(reply.get().body()).isEqualTo(201);
                assertThat(reply.get().body()).isEqualTo(first.body());
            }
        }
        assertThat(found("raced")).isEqualTo(1);
    }

    @Test
    void answers_are_forgotten_after_a_day() {
        program.post("/api/v1/partners", "{\"name\": \"Forgotten Ltd\"}", "Idempotency-Key", key);
        var jdbc = SERVER.bean(org.springframework.jdbc.core.simple.JdbcClient.class);
        var tx = SERVER.bean(io.kontor.database.Tx.class);
        tx.as(SERVER.administrator(), () -> {
            jdbc.sql("update connect.answer set created_at = created_at - interval '25 hours' where key = :key")
                    .param("key", key)
                    .update();
        });
        var again = program.post("/api/v1/partners", "{\"name\": \"Forgotten Two\"}", "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(201);
        tx.as(SERVER.administrator(), () -> {
            jdbc.sql("update connect.answer set created_at = created_at - interval '25 hours' where key = :key")
                    .param("key", key)
                    .update();
        });
        SERVER.bean(Answers.class).forget();
        assertThat(tx.as(
                        SERVER.administrator(),
                        () -> jdbc.sql("select count(*) from connect.answer where key = :key")
                                .param("key", key)
                                .query(Integer.class)
                                .single()))
                .isZero();
    }
}
