package io.kontor.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.database.DatabaseRole;
import io.kontor.support.TestActors;
import io.kontor.support.TestOffice;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("database")
class SubscriptionTest {
    record Word(String text) {}

    static final SubjectType<Word> WORD = SubjectType.of("word", Word.class, "said");

    /** Writes down what it hears, in the same transaction, and chokes on the words it is told to. */
    static final class Scribe implements Subscription {
        final Set<String> poison = new HashSet<>();
        Set<String> kinds = Set.of();

        @Nullable JdbcClient jdbc;

        @Override
        public String name() {
            return "scribe";
        }

        @Override
        public Set<String> kinds() {
            return kinds;
        }

        @Override
        public void take(List<TimelineEntry> entries) {
            for (var entry : entries) {
                var text = entry.after().path("text").asString();
                java.util.Objects.requireNonNull(jdbc)
                        .sql("insert into ledger.heard (subject, position, text) values (:subject, :position, :text)")
                        .param("subject", entry.subject().id())
                        .param("position", entry.position())
                        .param("text", text)
                        .update();
                if (poison.contains(text)) {
                    throw new IllegalStateException("cannot swallow " + text);
                }
            }
        }
    }

    final Scribe scribe = new Scribe();
    final TestOffice office = TestOffice.open(scribe);

    @BeforeEach
    void table() throws SQLException {
        try (var connection = office.endpoint().open(DatabaseRole.OWNER);
                var statement = connection.createStatement()) {
            statement.execute("create table ledger.heard (number int generated always as identity, subject uuid,"
                    + " position bigint, text text)");
            statement.execute("grant select, insert on ledger.heard to kontor_office");
        }
        scribe.jdbc = office.jdbc();
    }

    @AfterEach
    void close() {
        office.close();
    }

    void say(UUID subject, String text) {
        office.run(
                TestActors.operations(),
                () -> office.bean(Ledger.class)
                        .append(TestActors.operations(), Change.of(WORD, subject, "said", "r", new Word(text))));
    }

    List<String> heard() {
        return office.column("select text from ledger.heard order by number");
    }

    List<String> heard(UUID subject) {
        return office.column("select text from ledger.heard where subject = '%s' order by number".formatted(subject));
    }

    @Test
    void hears_every_entry_once_and_each_subject_in_order() {
        var subjects = IntStream.range(0, 20).mapToObj(i -> UUID.randomUUID()).toList();
        for (int word = 0; word < 5; word++) {
            for (var subject : subjects) {
                say(subject, "w" + word);
            }
            office.settle();
        }
        assertThat(heard()).hasSize(100);
        assertThat(subjects)
                .allSatisfy(subject -> assertThat(heard(subject)).containsExactly("w0", "w1", "w2", "w3", "w4"));
    }

    @Test
    void a_listener_hears_only_of_the_kinds_it_names() {
        scribe.kinds = Set.of("sentence");
        say(UUID.randomUUID(), "unheard");
        office.settle();
        assertThat(heard()).isEmpty();
        scribe.kinds = Set.of("sentence", "word");
        say(UUID.randomUUID(), "heard");
        office.settle();
        assertThat(heard()).containsExactly("heard");
    }

    @Test
    void what_a_failing_batch_had_written_is_rolled_back_with_its_cursor() {
        var good = UUID.randomUUID();
        var bad = UUID.randomUUID();
        scribe.poison.add("poison");
        say(good, "before");
        say(bad, "poison");
        say(good, "after");
        office.settle();
        assertThat(heard(good)).containsExactly("before", "after");
        assertThat(heard(bad)).isEmpty();
    }

    @Test
    void a_poisoned_entry_is_parked_and_only_its_own_subject_waits_behind_it() {
        var bad = UUID.randomUUID();
        var others = IntStream.range(0, 8).mapToObj(i -> UUID.randomUUID()).toList();
        scribe.poison.add("poison");
        say(bad, "poison");
        say(bad, "later");
        others.forEach(other -> say(other, "free"));
        office.settle();
        assertThat(heard()).hasSize(8).containsOnly("free");
        assertThat(office.bean(Subscriptions.class).parked()).containsEntry("scribe", 2);

        say(bad, "latest");
        office.settle();
        assertThat(heard(bad)).isEmpty();
        assertThat(office.bean(Subscriptions.class).parked()).containsEntry("scribe", 3);
    }

    @Test
    void a_parked_entry_is_tried_again_with_growing_pauses_and_the_rest_follows_in_order() {
        var bad = UUID.randomUUID();
        scribe.poison.add("poison");
        say(bad, "poison");
        say(bad, "later");
        office.settle();
        office.clock().move(Duration.ofSeconds(6));
        office.settle();
        assertThat(office.column("select attempts from ledger.parked order by position"))
                .containsExactly("2", "1");
        scribe.poison.clear();
        office.settle();
        assertThat(heard(bad)).as("it is not yet time").isEmpty();
        office.clock().move(Duration.ofMinutes(1));
        office.settle();
        assertThat(heard(bad)).containsExactly("poison", "later");
        assertThat(office.bean(Subscriptions.class).parked()).isEmpty();
    }

    @Test
    void two_nodes_share_the_work_and_nothing_is_heard_twice() throws Exception {
        var second = new Scribe();
        try (var other = office.another(second)) {
            second.jdbc = other.jdbc();
            for (int i = 0; i < 60; i++) {
                say(UUID.randomUUID(), "w" + i);
            }
            var there = Thread.ofVirtual().start(other::settle);
            office.settle();
            there.join();
            office.settle();
        }
        assertThat(heard()).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void a_new_listener_starts_at_the_beginning() {
        say(UUID.randomUUID(), "long ago");
        office.bean(Sealer.class).sealAll();
        assertThat(heard()).isEmpty();
        office.settle();
        assertThat(heard()).containsExactly("long ago");
    }
}
