package io.kontor.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.database.DatabaseRole;
import io.kontor.database.Endpoint;
import io.kontor.support.TestOffice;
import io.kontor.verify.Flaw;
import io.kontor.verify.SignedNote;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is done to the ledger behind our back is found and named, and nothing that happens to the sealer hurts the tree. */
@Tag("database")
class TamperingTest {
    static final TestOffice office = filled();

    static TestOffice filled() {
        var made = TestOffice.open();
        for (int i = 0; i < 6; i++) {
            SealsTest.append(made, 100);
            made.settle();
        }
        return made;
    }

    @AfterAll
    static void close() {
        office.close();
    }

    static void holds() {
        assertThatCode(() -> office.bean(Seals.class).verify(null, null)).doesNotThrowAnyException();
    }

    /** The same rows again, as they were. */
    static void withChange(String table, String sql, Runnable check) {
        office.owner("create table if not exists ledger.kept as table " + table);
        try {
            office.tamper(table, sql);
            office.owner("do $$ begin if not exists ((table " + table + " except all table ledger.kept) union all"
                    + " (table ledger.kept except all table " + table
                    + ")) then raise 'nothing was changed'; end if; end $$");
            check.run();
        } finally {
            office.tamper(table, "delete from " + table + "; insert into " + table + " select * from ledger.kept");
            office.owner("drop table ledger.kept");
        }
        holds();
    }

    static void found(String kind, long position) {
        assertThatThrownBy(() -> office.bean(Seals.class).verify(null, null))
                .isInstanceOfSatisfying(Flaw.class, flaw -> {
                    assertThat(flaw.kind().code()).isEqualTo(kind);
                    if (position >= 0) {
                        assertThat(flaw.position()).hasValue(position);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            action = overlay(action placing 'x' from 2 for 1) | entry-changed
            role = overlay(role placing 'x' from 2 for 1) | entry-changed
            recorded_at = recorded_at + interval '1 microsecond' | entry-changed
            occurred_at = occurred_at - interval '1 microsecond' | entry-changed
            salt = set_byte(salt, 3, get_byte(salt, 3) # 1) | entry-changed
            state = jsonb_set(state, '{count}', '7777') | entry-changed
            state = jsonb_set(state, '{count}', '7.5') | number
            state = state - 'count' | entry-changed
            state = jsonb_set(state, '{owner,$personal,c}', '"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="') | entry-changed
            state = jsonb_set(state, '{text,$text,v}', '"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="') | entry-changed
            state = jsonb_set(state, '{text}', '"plain"') | entry-changed
            reason = null | entry-changed
            origin_ref = gen_random_uuid() | entry-changed
            actor = gen_random_uuid(), actor_label = null | entry-changed
            partner_id = gen_random_uuid() | entry-changed
            correlation = gen_random_uuid() | entry-changed
            format = 2 | entry-changed
            id = gen_random_uuid() | entry-gone
            subject_id = gen_random_uuid() | entry-changed
            """)
    void an_altered_entry_is_named(String change, String kind) {
        var which = "seq = (select seq from ledger.position where position = 222)";
        withChange("ledger.entry", "update ledger.entry set " + change + " where " + which, () -> found(kind, 222));
    }

    @Test
    void a_deleted_entry_is_named() {
        withChange(
                "ledger.entry",
                "delete from ledger.entry where seq = (select seq from ledger.position where position = 13)",
                () -> found("entry-gone", 13));
    }

    @Test
    void an_entry_slipped_in_is_named() {
        withChange(
                "ledger.entry",
                "insert into ledger.entry (subject_id, seq, id, occurred_at, recorded_at, actor_label, role, origin,"
                        + " correlation, action, subject_type, format, state, salt)"
                        + " select gen_random_uuid(), seq, gen_random_uuid(), occurred_at, recorded_at, 'system:x', role,"
                        + " origin, correlation, action, subject_type, format, state, salt from ledger.entry limit 1",
                () -> found("entry-slipped", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update ledger.leaf set leaf = set_byte(leaf, 3, get_byte(leaf, 3) # 1) where position = 77 | leaf-changed | 77
            update ledger.leaf set hash = set_byte(hash, 3, get_byte(hash, 3) # 1) where position = 599 | leaf-changed | 599
            update ledger.leaf l set leaf = o.leaf, hash = o.hash from ledger.leaf o where o.position = 9 and l.position = 8 | entry-changed | 8
            delete from ledger.leaf where position = 0 | leaf-gone | 0
            delete from ledger.leaf where position = 599 | leaf-gone | 599
            insert into ledger.leaf select 600, leaf, hash from ledger.leaf where position = 5 | leaf-surplus | 600
            """)
    void leaves(String sql, String kind, long position) {
        withChange("ledger.leaf", sql, () -> found(kind, position));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update ledger.tile set hashes = set_byte(hashes, 8191, get_byte(hashes, 8191) # 1) where index = 1 | tile-changed
            update ledger.tile set root = set_byte(root, 3, get_byte(root, 3) # 1) where index = 0 | tile-changed
            delete from ledger.tile where index = 1 | tile-gone
            delete from ledger.tile | tile-gone
            insert into ledger.tile select 0, 2, hashes, root from ledger.tile where index = 1 | tile-gone
            """)
    void tiles(String sql, String kind) {
        withChange("ledger.tile", sql, () -> found(kind, -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update ledger.checkpoint set note = overlay(note placing case substr(note, length(note) - 20, 1) when 'X' then 'Y' else 'X' end from length(note) - 20 for 1) where number = 2 | signature-wrong | 299
            update ledger.checkpoint set note = replace(note, E'\\n300\\n', E'\\n301\\n') where number = 2 | checkpoint-changed | 299
            update ledger.checkpoint c set note = o.note from ledger.checkpoint o where o.number = 1 and c.number = 2 | checkpoint-changed | 299
            delete from ledger.checkpoint where number = 2 | checkpoint-gone | 399
            delete from ledger.checkpoint where number = 5 | checkpoint-gone | 500
            insert into ledger.checkpoint select 50, 77, note, made_at from ledger.checkpoint where number = 1 | checkpoint-gone | 49
            insert into ledger.checkpoint select 50000, 77, note, made_at from ledger.checkpoint where number = 1 | checkpoint-changed | -1
            """)
    void checkpoints(String sql, String kind, long position) {
        withChange("ledger.checkpoint", sql, () -> found(kind, position));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delete from ledger.position where position = 7 | position | 7
            delete from ledger.position where position = 599 | position | 599
            update ledger.position set position = -1 where position = 7 | position | 0
            update ledger.position p set entry_id = o.entry_id, seq = o.seq, subject_id = o.subject_id from ledger.position o where o.position = 7 and p.position = 9 | entry-twice | 9
            update ledger.position p set entry_id = o.entry_id, seq = o.seq, subject_id = o.subject_id from ledger.position o where o.position + p.position = 201 and p.position in (100, 101) | entry-changed | 100
            update ledger.position set entry_id = gen_random_uuid() where position = 55 | entry-gone | 55
            """)
    void positions(String sql, String kind, long position) {
        withChange("ledger.position", sql, () -> found(kind, position));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hashes = set_byte(hashes, 3, get_byte(hashes, 3) # 1)",
                "size = size - 1",
                "checkpoints = checkpoints + 1"
            })
    void the_edge(String change) {
        office.owner("create table ledger.kept as table ledger.frontier");
        try {
            office.owner("update ledger.frontier set " + change);
            assertThatThrownBy(() -> office.bean(Seals.class).verify(null, null))
                    .isInstanceOf(Flaw.class);
        } finally {
            office.owner(
                    "delete from ledger.frontier; insert into ledger.frontier select * from ledger.kept; drop table ledger.kept");
        }
        holds();
    }

    @Test
    void a_business_row_on_another_entry_is_named() {
        office.owner("create schema bench; create table bench.thing (id uuid primary key, entry_id uuid not null);"
                + " grant usage on schema bench to kontor_office; grant select on bench.thing to kontor_office");
        try {
            office.owner("insert into bench.thing select subject_id, id from ledger.entry limit 20");
            holds();
            office.owner("insert into bench.thing values (gen_random_uuid(), gen_random_uuid())");
            found("row-without-entry", -1);
            office.owner(
                    "delete from bench.thing; insert into bench.thing select gen_random_uuid(), id from ledger.entry limit 1");
            found("row-of-other", -1);
        } finally {
            office.owner("drop schema bench cascade");
        }
    }

    @Test
    void a_database_set_back_to_an_older_backup_is_found_by_a_checkpoint_kept_outside() throws Exception {
        try (var other = TestOffice.open()) {
            SealsTest.append(other, 5);
            other.settle();
            other.owner("create schema backup; create table backup.entry as table ledger.entry;"
                    + " create table backup.position as table ledger.position; create table backup.leaf as table ledger.leaf;"
                    + " create table backup.frontier as table ledger.frontier;"
                    + " create table backup.checkpoint as table ledger.checkpoint");
            SealsTest.append(other, 5);
            other.settle();
            var outside = SignedNote.parse(other.bean(Seals.class).checkpoint().orElseThrow());
            for (var table : List.of("entry", "position", "leaf", "checkpoint")) {
                other.tamper(
                        "ledger." + table,
                        "delete from ledger." + table + "; insert into ledger." + table + " select * from backup."
                                + table);
            }
            other.owner("delete from ledger.frontier; insert into ledger.frontier select * from backup.frontier;"
                    + " drop schema backup cascade");
            assertThat(other.bean(Seals.class).verify(null, null).size()).isEqualTo(5);
            assertThatThrownBy(() -> other.bean(Seals.class).verify(null, outside))
                    .isInstanceOfSatisfying(
                            Flaw.class, flaw -> assertThat(flaw.kind()).isEqualTo(Flaw.Kind.EARLIER_LARGER));
            SealsTest.append(other, 7);
            other.settle();
            assertThat(other.bean(Seals.class).verify(null, null).size()).isEqualTo(12);
            assertThatThrownBy(() -> other.bean(Seals.class).verify(null, outside))
                    .isInstanceOfSatisfying(
                            Flaw.class, flaw -> assertThat(flaw.kind()).isEqualTo(Flaw.Kind.EARLIER_DIFFERS));
        }
    }

    @Test
    void an_export_rewritten_and_signed_anew_passes_alone_and_fails_against_what_was_kept() throws Exception {
        try (var other = TestOffice.open()) {
            SealsTest.append(other, 20);
            other.settle();
            var seals = other.bean(Seals.class);
            var key = SealsTest.key(other);
            var kept = SignedNote.parse(seals.checkpoint().orElseThrow());
            other.tamper(
                    "ledger.entry", "update ledger.entry set state = jsonb_set(state, '{count}', '999') where seq = 3");
            for (var table : List.of("leaf", "tile", "checkpoint", "note_key")) {
                other.tamper("ledger." + table, "delete from ledger." + table);
            }
            other.owner("update ledger.frontier set size = 0, hashes = '', checkpoints = 0");
            try (var liar = other.another()) {
                liar.settle();
                var export = SealsTest.export(liar, 0, -1);
                assertThat(SealsTest.check(export, null, null).entries()).isEqualTo(20);
                liar.bean(Seals.class).verify(null, null);
                assertThatThrownBy(() -> SealsTest.check(export, key, null)).isInstanceOf(Flaw.class);
                assertThatThrownBy(() -> SealsTest.check(export, null, kept)).isInstanceOf(Flaw.class);
                assertThatThrownBy(() -> liar.bean(Seals.class).verify(key, null))
                        .isInstanceOf(Flaw.class);
                assertThatThrownBy(() -> liar.bean(Seals.class).verify(null, kept))
                        .isInstanceOf(Flaw.class);
            }
        }
    }

    @Test
    void the_clock_may_jump_and_positions_do_not() throws Exception {
        try (var other = TestOffice.open()) {
            SealsTest.append(other, 3);
            other.settle();
            other.clock().move(Duration.ofDays(-400));
            SealsTest.append(other, 3);
            other.settle();
            other.clock().move(Duration.ofDays(900));
            SealsTest.append(other, 3);
            other.settle();
            assertThat(other.column("select position from ledger.position order by position"))
                    .isEqualTo(LongStream.range(0, 9).mapToObj(String::valueOf).toList());
            assertThat(other.bean(Seals.class).verify(null, null).size()).isEqualTo(9);
        }
    }

    /** The process that seals dies with its connection: the server ends the backend at any moment of its work. */
    @Test
    void a_sealer_killed_at_any_moment_loses_nothing_and_seals_nothing_twice() throws Exception {
        try (var other = TestOffice.open();
                var second = other.another()) {
            var done = new AtomicBoolean();
            var sealing = List.of(
                    Thread.ofPlatform().start(() -> keepSealing(other, done)),
                    Thread.ofPlatform().start(() -> keepSealing(second, done)));
            for (int i = 0; i < 60; i++) {
                SealsTest.append(other, 40);
                kill(other.endpoint());
                TimeUnit.MILLISECONDS.sleep(3 + i % 7);
            }
            done.set(true);
            for (var thread : sealing) {
                thread.join();
            }
            second.settle();
            assertThat(other.bean(Seals.class).verify(null, null).size()).isEqualTo(2_400);
            assertThat(other.column("select count(distinct entry_id) from ledger.position"))
                    .containsExactly("2400");
            SealingTest.holds(other);
        }
    }

    private static void keepSealing(TestOffice where, AtomicBoolean done) {
        while (!done.get()) {
            try {
                where.bean(Sealer.class).seal();
            } catch (RuntimeException e) {
                // Its connection was ended; the next try has another.
            }
        }
    }

    /** Ends whoever holds the sealer's lock right now. */
    private static void kill(Endpoint endpoint) throws SQLException {
        try (var connection = endpoint.open(DatabaseRole.OFFICE);
                var statement = connection.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database"
                            + " where l.locktype = 'advisory' and d.datname = current_database() and l.pid <> pg_backend_pid()");
        }
    }
}
