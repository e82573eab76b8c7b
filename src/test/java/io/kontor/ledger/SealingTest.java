package io.kontor.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.database.OfficeSecret;
import io.kontor.ledger.seal.Sealing;
import io.kontor.support.TestActors;
import io.kontor.support.TestOffice;
import io.kontor.verify.Checkpoint;
import io.kontor.verify.Flaw;
import io.kontor.verify.Frontier;
import io.kontor.verify.Leaf;
import io.kontor.verify.NoteKey;
import io.kontor.verify.SignedNote;
import io.kontor.verify.TreeHasher;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What has a position becomes part of the tree, whatever happens. */
@Tag("database")
class SealingTest {
    record Thing(String name, int count, List<String> tags) {}

    static final SubjectType<Thing> THING = SubjectType.of("thing", Thing.class, "made");

    static void append(TestOffice office, int count) {
        var changes = LongStream.range(0, count)
                .mapToObj(i -> Change.of(
                        THING,
                        UUID.randomUUID(),
                        "made",
                        "partner-operations",
                        new Thing("pump \" " + i, 3, List.of("a"))))
                .toList();
        office.run(TestActors.operations(), () -> office.bean(Ledger.class).append(TestActors.operations(), changes));
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    static List<byte[]> bytes(TestOffice office, String sql) {
        return office.column(sql).stream().map(SealingTest::hex).toList();
    }

    /** Everything stored of the tree is what its leaves make. */
    static void holds(TestOffice office) throws Flaw {
        var entries = Integer.parseInt(
                office.column("select count(*) from ledger.entry").getFirst());
        var leaves = bytes(office, "select encode(leaf, 'hex') from ledger.leaf order by position");
        assertThat(leaves).hasSize(entries);
        assertThat(office.column("select position from ledger.leaf order by position"))
                .isEqualTo(
                        LongStream.range(0, entries).mapToObj(String::valueOf).toList());
        var ids = office.column("select entry_id from ledger.position order by position");
        var hashes = bytes(office, "select encode(hash, 'hex') from ledger.leaf order by position");
        var frontier = new Frontier();
        var tiles = new ArrayList<String>();
        var tile = new StringBuilder();
        var hasher = new TreeHasher();
        var keys = new ArrayList<NoteKey>();
        for (var key : office.column("select vkey from ledger.note_key order by number")) {
            keys.add(NoteKey.parse(key));
        }
        var notes = office.column("select note from ledger.checkpoint order by number");
        int next = 0;
        for (int i = 0; i < entries; i++) {
            assertThat(Leaf.parse(leaves.get(i)).id()).isEqualTo(ids.get(i));
            assertThat(hashes.get(i)).isEqualTo(hasher.leaf(leaves.get(i)));
            frontier.append(hashes.get(i));
            tile.append(HexFormat.of().formatHex(hashes.get(i)));
            if (tile.length() == 256 * 64) {
                tiles.add(tile.toString());
                tile.setLength(0);
            }
            if (next < notes.size()) {
                var note = SignedNote.parse(notes.get(next));
                var checkpoint = Checkpoint.parse(note.text());
                if (checkpoint.size() == i + 1) {
                    assertThat(checkpoint.hasRoot(frontier.root())).isTrue();
                    assertThat(note.signers(keys)).isNotEmpty();
                    next++;
                }
            }
        }
        assertThat(next).isEqualTo(notes.size());
        assertThat(office.column("select size || ' ' || checkpoints from ledger.frontier"))
                .containsExactly(entries + " " + notes.size());
        assertThat(office.column("select encode(hashes, 'hex') from ledger.tile where level = 0 order by index"))
                .isEqualTo(tiles);
    }

    @Test
    void every_entry_gets_a_leaf_and_every_seal_a_signed_checkpoint() throws Flaw {
        try (var office = TestOffice.open()) {
            office.settle();
            for (int count : List.of(1, 2, 300, 1, 250, 700)) {
                append(office, count);
                office.settle();
            }
            holds(office);
            assertThat(office.column("select count(*) from ledger.tile")).containsExactly("4");
        }
    }

    @Test
    void tiles_of_higher_levels_are_made_of_the_roots_below() throws Flaw {
        try (var office = TestOffice.open()) {
            for (int i = 0; i < 14; i++) {
                append(office, 4_900);
                office.settle();
            }
            holds(office);
            var roots = office.column(
                    "select encode(root, 'hex') from ledger.tile where level = 0 order by index limit 256");
            assertThat(office.column("select encode(hashes, 'hex') from ledger.tile where level = 1"))
                    .containsExactly(String.join("", roots));
            var frontier = new Frontier();
            roots.forEach(root -> frontier.append(hex(root)));
            assertThat(bytes(office, "select encode(root, 'hex') from ledger.tile where level = 1")
                            .getFirst())
                    .isEqualTo(frontier.root());
        }
    }

    @Test
    void two_sealers_and_many_writers_never_fork_the_tree() throws Exception {
        try (var office = TestOffice.open();
                var other = office.another()) {
            var writers = new ArrayList<Thread>();
            for (int i = 0; i < 4; i++) {
                writers.add(Thread.ofVirtual().start(() -> {
                    for (int j = 0; j < 25; j++) {
                        append(office, 1 + j % 3);
                    }
                }));
            }
            var there = Thread.ofVirtual().start(() -> {
                while (writers.stream().anyMatch(Thread::isAlive)) {
                    other.bean(Sealer.class).seal();
                }
                other.bean(Sealer.class).sealAll();
            });
            while (writers.stream().anyMatch(Thread::isAlive)) {
                office.bean(Sealer.class).seal();
            }
            office.bean(Sealer.class).sealAll();
            there.join();
            office.settle();
            holds(office);
        }
    }

    @Test
    void without_the_secret_entries_keep_their_order_and_get_their_leaves_when_it_is_there() throws Flaw {
        try (var office = TestOffice.open(OfficeSecret.none())) {
            append(office, 5);
            office.settle();
            assertThat(office.column("select count(*) from ledger.position"))
                    .isEqualTo(List.of(
                            office.column("select count(*) from ledger.entry").getFirst()));
            assertThat(office.column("select count(*) from ledger.leaf")).containsExactly("0");
            assertThat(office.column("select count(*) from ledger.note_key")).containsExactly("0");
            assertThat(office.bean(Sealing.class).standing()).isEqualTo(Standing.WITHOUT_SECRET);
            try (var with = office.another()) {
                append(with, 3);
                with.settle();
                assertThat(with.bean(Sealing.class).standing()).isEqualTo(Standing.SEALING);
                holds(with);
            }
        }
    }

    @Test
    void another_secret_cannot_sign_and_the_right_one_goes_on() throws Flaw {
        var wrong = OfficeSecret.of(Base64.getEncoder().encodeToString(hex("11".repeat(32))));
        try (var office = TestOffice.open()) {
            append(office, 5);
            office.settle();
            try (var other = office.another(wrong)) {
                append(other, 5);
                other.settle();
                assertThat(other.bean(Sealing.class).standing()).isEqualTo(Standing.KEY_LOCKED);
                assertThat(other.column("select size from ledger.frontier")).containsExactly("5");
            }
            office.settle();
            holds(office);
        }
    }

    @Test
    void a_copy_of_the_database_holds_no_key_that_opens() throws Flaw {
        try (var office = TestOffice.open()) {
            append(office, 1);
            office.settle();
            var kept = bytes(office, "select encode(secret, 'hex') from ledger.note_key")
                    .getFirst();
            // RFC 8410: what every Ed25519 secret begins with.
            assertThat(HexFormat.of().formatHex(kept)).doesNotContain("302e020100300506032b6570");
        }
    }
}
