package io.kontor.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.support.TestActors;
import io.kontor.support.TestOffice;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

@Tag("database")
class LedgerTest {
    static final TestOffice office = TestOffice.open();
    static final Ledger ledger = office.bean(Ledger.class);

    record Thing(
            String name,
            BigDecimal weight,
            LocalDate since,
            @Personal String owner,
            @FreeText String note,
            List<String> tags) {}

    static final SubjectType<Thing> THING = SubjectType.of("thing", Thing.class, "made", "changed");

    @AfterAll
    static void close() {
        office.close();
    }

    static Thing thing(String name) {
        return new Thing(
                name, new BigDecimal("12.50"), LocalDate.parse("2026-01-31"), "Anna", "likes trains", List.of());
    }

    static Recorded<Thing> append(UUID id, String verb, String name) {
        return office.as(
                TestActors.operations(),
                () -> ledger.append(
                        TestActors.operations(), Change.of(THING, id, verb, "partner-operations", thing(name))));
    }

    static List<Long> positions() {
        return office.column("select position from ledger.position order by position").stream()
                .map(Long::valueOf)
                .toList();
    }

    @Test
    void an_entry_keeps_the_complete_state_with_marks_on_what_is_personal_or_typed_freely() {
        var id = UUID.randomUUID();
        append(id, "made", "pump");
        assertThat(office.column("select regexp_replace(state::text, '[+/=0-9A-Za-z]{20,}', '…', 'g') from ledger.entry"
                        + " where subject_id = '%s'".formatted(id)))
                .containsExactly(
                        "{\"name\": \"pump\", \"note\": {\"$text\": {\"c\": \"…\", \"v\": \"…\"}}, \"owner\":"
                                + " {\"$personal\": {\"c\": \"…\", \"v\": \"…\"}}, \"since\": \"2026-01-31\", \"weight\": \"12.50\"}");
        assertThat(office.as(
                        TestActors.operations(),
                        () -> ledger.asOf(THING, id, office.clock().instant())))
                .contains(thing("pump"));
    }

    @Test
    void positions_have_no_gaps_whoever_commits_when() throws Exception {
        var writers = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            writers.add(Thread.ofVirtual().start(() -> {
                for (int j = 0; j < 20; j++) {
                    append(UUID.randomUUID(), "made", "thing");
                }
            }));
        }
        while (writers.stream().anyMatch(Thread::isAlive)) {
            office.bean(Sealer.class).seal();
        }
        office.settle();
        var positions = positions();
        assertThat(positions).hasSizeGreaterThanOrEqualTo(160);
        assertThat(positions)
                .isEqualTo(LongStream.range(0, positions.size()).boxed().toList());
        assertThat(office.column("select count(*) from ledger.pending")).containsExactly("0");
    }

    @Test
    void a_late_commit_gets_a_later_position_and_holds_up_nobody() throws Exception {
        var late = UUID.randomUUID();
        var early = UUID.randomUUID();
        var written = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var slow = Thread.ofVirtual()
                .start(() -> office.run(TestActors.operations(), () -> {
                    ledger.append(TestActors.operations(), Change.of(THING, late, "made", "r", thing("late")));
                    ledger.flush();
                    written.countDown();
                    await(mayCommit);
                }));
        written.await();
        append(early, "made", "early");
        office.settle();
        assertThat(position(late)).isEmpty();
        mayCommit.countDown();
        slow.join();
        office.settle();
        assertThat(position(late).getFirst()).isGreaterThan(position(early).getFirst());
    }

    static List<Long> position(UUID subject) {
        return office.column("select position from ledger.position where subject_id = '%s'".formatted(subject)).stream()
                .map(Long::valueOf)
                .toList();
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void two_sealers_never_give_a_position_twice() throws Exception {
        for (int i = 0; i < 50; i++) {
            append(UUID.randomUUID(), "made", "thing");
        }
        try (var other = office.another()) {
            var there = Thread.ofVirtual().start(() -> other.bean(Sealer.class).sealAll());
            office.bean(Sealer.class).sealAll();
            there.join();
        }
        var positions = positions();
        assertThat(positions)
                .isEqualTo(LongStream.range(0, positions.size()).boxed().toList());
        assertThat(office.column("select count(*) from ledger.position group by entry_id having count(*) > 1"))
                .isEmpty();
    }

    @Test
    void as_of_a_time_is_what_was_recorded_until_then() {
        var id = UUID.randomUUID();
        append(id, "made", "first");
        var between = office.clock().instant();
        office.clock().move(Duration.ofHours(1));
        append(id, "changed", "second");
        var actor = TestActors.operations();
        assertThat(office.as(actor, () -> ledger.asOf(THING, id, between)))
                .hasValueSatisfying(state -> assertThat(state.name()).isEqualTo("first"));
        assertThat(office.as(actor, () -> ledger.asOf(THING, id, office.clock().instant())))
                .hasValueSatisfying(state -> assertThat(state.name()).isEqualTo("second"));
        assertThat(office.as(actor, () -> ledger.asOf(THING, id, between.minus(Duration.ofDays(1)))))
                .isEmpty();
    }

    @Test
    void the_timeline_shows_before_and_after_newest_first_in_pages() {
        var id = UUID.randomUUID();
        var first = append(id, "made", "one");
        office.run(
                TestActors.operations(),
                () -> ledger.append(
                        TestActors.operations(),
                        Change.of(THING, id, "changed", "finance", thing("two"))
                                .after(first.entryId())
                                .because("it grew")));
        var page = office.as(
                TestActors.operations(),
                () -> ledger.timeline(
                        TestActors.operations(), TimelineQuery.newest(1).of(new Subject("thing", id))));
        assertThat(page.entries()).hasSize(1);
        var newest = page.entries().getFirst();
        assertThat(newest.reason()).isEqualTo("it grew");
        assertThat(newest.role()).isEqualTo("finance");
        assertThat(newest.after().path("name").asString()).isEqualTo("two");
        assertThat(newest.before()).isNotNull();
        assertThat(newest.before().path("name").asString()).isEqualTo("one");
        var rest = office.as(
                TestActors.operations(),
                () -> ledger.timeline(
                        TestActors.operations(),
                        TimelineQuery.newest(1).of(new Subject("thing", id)).below(page.next())));
        assertThat(rest.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.before()).isNull());
        assertThat(rest.next()).isNull();
    }

    @Test
    void what_was_rolled_back_left_no_entry() {
        var id = UUID.randomUUID();
        assertThatThrownBy(() -> office.run(TestActors.operations(), () -> {
                    ledger.append(TestActors.operations(), Change.of(THING, id, "made", "r", thing("x")));
                    ledger.flush();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(office.column("select id from ledger.entry where subject_id = '%s'".formatted(id)))
                .isEmpty();
    }

    @Test
    void an_entry_the_database_refuses_takes_everything_written_with_it_along() {
        assertThatThrownBy(() -> office.run(TestActors.operations(), () -> {
                    office.jdbc()
                            .sql("insert into ledger.mark (name) values ('written-before')")
                            .update();
                    ledger.append(
                            TestActors.operations(),
                            Change.of(THING, UUID.randomUUID(), "made", "r", thing("no\u0000where")));
                }))
                .isInstanceOf(DataAccessException.class);
        assertThat(office.column("select name from ledger.mark where name = 'written-before'"))
                .isEmpty();
    }

    @Test
    void nobody_who_serves_can_change_or_delete_an_entry() {
        append(UUID.randomUUID(), "made", "thing");
        for (var sql : List.of(
                "update ledger.entry set reason = null", "delete from ledger.entry", "delete from ledger.position")) {
            assertThatThrownBy(() -> office.run(
                            TestActors.operations(),
                            () -> office.jdbc().sql(sql).update()))
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void an_entry_outside_a_transaction_is_a_bug_that_shows_at_once() {
        assertThatThrownBy(() -> ledger.append(
                        TestActors.operations(), Change.of(THING, UUID.randomUUID(), "made", "r", thing("x"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> office.jdbc().sql("select 1").query().singleValue())
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_act_the_type_does_not_know_is_refused() {
        assertThatThrownBy(() -> Change.of(THING, UUID.randomUUID(), "exploded", "r", thing("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_old_format_is_lifted_when_read_and_never_rewritten() {
        var id = UUID.randomUUID();
        append(id, "made", "pump");
        var renamed = new SubjectType<>(
                "thing",
                Thing.class,
                THING.actions(),
                List.of(tree -> tree.put("name", "lifted " + tree.path("name").asString())),
                java.util.Set.of());
        assertThat(office.as(
                        TestActors.operations(),
                        () -> ledger.asOf(renamed, id, office.clock().instant())))
                .hasValueSatisfying(state -> assertThat(state.name()).isEqualTo("lifted pump"));
        assertThat(office.column("select state ->> 'name' from ledger.entry where subject_id = '%s'".formatted(id)))
                .containsExactly("pump");
    }

    record Part(String name, BigDecimal cost) {}

    record Machine(String name, BigDecimal cost, List<Part> parts) {}

    @Test
    void what_a_type_guards_is_shown_only_with_the_right_to_see_it() {
        var type = SubjectType.of("machine", Machine.class, "made", "changed")
                .guarded("cost", "cost")
                .guarded("parts.cost", "cost");
        var id = UUID.randomUUID();
        var without = TestActors.operations();
        var with = without.with(new Rights(List.of(new Rights.Right("finance", "cost", Verb.SEE, Scope.ALL))));
        var part = new Part("bolt", new BigDecimal("0.20"));
        var first = office.as(
                without,
                () -> ledger.append(
                        without,
                        Change.of(type, id, "made", "x", new Machine("press", BigDecimal.ONE, List.of(part)))));
        office.run(
                without,
                () -> ledger.append(
                        without,
                        Change.of(type, id, "changed", "x", new Machine("press", BigDecimal.TEN, List.of(part, part)))
                                .after(first.entryId())));
        var query = TimelineQuery.newest(1).of(new Subject("machine", id));
        var hidden = office.as(
                without, () -> ledger.timeline(without, query).entries().getFirst());
        assertThat(hidden.after().toString())
                .isEqualTo("{\"name\":\"press\",\"parts\":[{\"name\":\"bolt\"},{\"name\":\"bolt\"}]}");
        assertThat(String.valueOf(hidden.before())).doesNotContain("cost");
        assertThat(office.as(without, () -> ledger.entry(without, hidden.id())).orElseThrow())
                .extracting(TimelineEntry::after)
                .isEqualTo(hidden.after());
        var shown = office.as(with, () -> ledger.timeline(with, query).entries().getFirst());
        assertThat(shown.after().path("cost").asString()).isEqualTo("10");
        assertThat(shown.after().path("parts").path(1).path("cost").asString()).isEqualTo("0.20");
    }
}
