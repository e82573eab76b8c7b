package io.kontor.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Verb;
import io.kontor.support.TestActors;
import io.kontor.support.TestOffice;
import io.kontor.verify.Checkpoint;
import io.kontor.verify.Flaw;
import io.kontor.verify.NoteKey;
import io.kontor.verify.SignedNote;
import io.kontor.verify.TilePath;
import io.kontor.verify.TreeChecks;
import io.kontor.verify.TreeHasher;
import io.kontor.verify.TreeProofs;
import io.kontor.verify.Verdict;
import io.kontor.verify.Verification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the log gives to whoever wants to check it, and whether it checks. */
@Tag("database")
class SealsTest {
    record Note(
            String title, @Personal String owner, @FreeText String text, int count) {}

    static final SubjectType<Note> NOTE = SubjectType.of("note-kept", Note.class, "made");
    static final TestOffice office = filled();
    static final Seals seals = office.bean(Seals.class);

    static TestOffice filled() {
        var made = TestOffice.open();
        for (int count : new int[] {1, 3, 700}) {
            append(made, count);
            made.settle();
        }
        return made;
    }

    static void append(TestOffice office, int count) {
        var changes = java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> Change.of(
                                NOTE,
                                UUID.randomUUID(),
                                "made",
                                "partner-operations",
                                new Note("Line \"" + i + "\"", "Zoë " + i, "as agreed\n" + i, i))
                        .because(i % 2 == 0 ? "because of " + i : null))
                .toList();
        office.run(TestActors.operations(), () -> office.bean(Ledger.class).append(TestActors.operations(), changes));
    }

    @AfterAll
    static void close() {
        office.close();
    }

    static Actor auditor() {
        var auditor = TestActors.operations();
        return auditor.with(new Rights(List.of(
                new Rights.Right("auditor", "entry", Verb.EXPORT, Scope.ALL),
                new Rights.Right("auditor", "entry", Verb.SEE, Scope.ALL))));
    }

    static byte[] export(TestOffice from, long begin, long end) {
        var out = new ByteArrayOutputStream();
        from.bean(Seals.class).export(auditor(), begin, end, out);
        return out.toByteArray();
    }

    static Verdict check(byte[] export, @Nullable NoteKey key, @Nullable SignedNote earlier) throws IOException, Flaw {
        return new Verification(key, earlier).check(new ByteArrayInputStream(export));
    }

    static NoteKey key(TestOffice office) {
        return office.bean(Seals.class).state().key().orElseThrow().key();
    }

    @Test
    void what_is_exported_holds_by_itself_and_against_the_key_written_down() throws Exception {
        var export = export(office, 0, -1);
        var verdict = check(export, null, null);
        assertThat(verdict.believed()).isEqualTo(Verdict.Believed.NOBODY);
        assertThat(verdict.entries()).isEqualTo(704);
        assertThat(verdict.withheld()).isZero();
        assertThat(verdict.erased()).isZero();
        assertThat(check(export, key(office), null).believed()).isEqualTo(Verdict.Believed.KEY);
        assertThat(new String(export, StandardCharsets.UTF_8)).contains("Zoë 12", "because of 14", "as agreed\\n77");
    }

    @Test
    void any_part_holds_with_its_proofs() throws Exception {
        for (var range : new long[][] {{0, 1}, {0, 256}, {3, 4}, {255, 257}, {256, 512}, {700, 704}, {703, 704}}) {
            var verdict = check(export(office, range[0], range[1]), key(office), null);
            assertThat(verdict.entries()).isEqualTo(range[1] - range[0]);
        }
        assertThatThrownBy(() -> export(office, 3, 3))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ledger-range");
        assertThatThrownBy(() -> export(office, 0, 705)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() ->
                        seals.export(TestActors.operations().with(Rights.NONE), 0, 1, new ByteArrayOutputStream()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("forbidden");
    }

    @Test
    void a_byte_changed_anywhere_in_a_part_is_found() throws Exception {
        var export = export(office, 2, 6);
        var random = new Random(7);
        for (int i = 0; i < 400; i++) {
            var changed = export.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> check(changed, key(office), null)).isInstanceOf(Flaw.class);
        }
    }

    @Test
    void a_proof_in_a_tree_of_any_earlier_size_is_the_one_its_leaves_alone_would_give() {
        var hashes = new ArrayList<byte[]>();
        for (long position = 0; position < 704; position++) {
            hashes.add(seals.leaf(position).hash());
        }
        var known = new TreeProofs(
                (level, index) -> over(hashes.subList((int) (index << level), (int) ((index + 1) << level))));
        for (long size : new long[] {1, 2, 3, 255, 256, 257, 300, 511, 512, 513, 640, 703, 704}) {
            for (long position = 0; position < size; position += 1 + size / 23) {
                assertThat(seals.inclusion(position, size))
                        .as("position %s of %s", position, size)
                        .containsExactlyElementsOf(known.inclusion(position, size));
            }
            assertThat(seals.inclusion(size - 1, size)).containsExactlyElementsOf(known.inclusion(size - 1, size));
        }
    }

    private static byte[] over(List<byte[]> leaves) {
        int half = leaves.size() / 2;
        return half == 0
                ? leaves.getFirst()
                : new TreeHasher().node(over(leaves.subList(0, half)), over(leaves.subList(half, leaves.size())));
    }

    @Test
    void every_earlier_checkpoint_is_continued() throws Exception {
        var export = export(office, 0, -1);
        for (long size : new long[] {1, 4, 704}) {
            var earlier = SignedNote.parse(seals.checkpoint(size).orElseThrow());
            assertThat(check(export, null, earlier).believed()).isEqualTo(Verdict.Believed.CHECKPOINT);
            seals.verify(null, earlier);
        }
        assertThat(seals.checkpoint(2)).isEmpty();
        assertThat(seals.checkpointOver(2)).isEqualTo(seals.checkpoint(4));
        assertThat(seals.checkpointOver(704)).isEmpty();
    }

    @Test
    void proofs_lead_from_every_leaf_to_the_signed_root() throws Flaw {
        var checkpoint = Checkpoint.parse(
                SignedNote.parse(seals.checkpoint().orElseThrow()).text());
        for (long position : new long[] {0, 1, 255, 256, 511, 512, 600, 703}) {
            var leaf = seals.leaf(position);
            assertThat(leaf.hash()).isEqualTo(new TreeHasher().leaf(leaf.leaf()));
            assertThat(TreeChecks.includes(
                            position, 704, leaf.hash(), seals.inclusion(position, 704), checkpoint.rootHash()))
                    .isTrue();
        }
        var before = Checkpoint.parse(
                SignedNote.parse(seals.checkpoint(4).orElseThrow()).text());
        for (long position = 0; position < 4; position++) {
            assertThat(TreeChecks.includes(
                            position, 4, seals.leaf(position).hash(), seals.inclusion(position, 4), before.rootHash()))
                    .isTrue();
        }
        assertThat(TreeChecks.extendsTo(4, before.rootHash(), 704, checkpoint.rootHash(), seals.consistency(4, 704)))
                .isTrue();
        assertThatThrownBy(() -> seals.inclusion(704, 704)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> seals.inclusion(1, 705)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> seals.consistency(0, 3)).isInstanceOf(Refusal.class);
    }

    @Test
    void tiles_hold_the_leaves_as_the_specification_cuts_them() throws Flaw {
        assertThat(seals.tile(TilePath.parse("tile/0/000")))
                .hasValueSatisfying(tile ->
                        assertThat(tile).hasSize(8192).startsWith(seals.leaf(0).hash()));
        assertThat(seals.tile(TilePath.parse("tile/0/002.p/192")))
                .hasValueSatisfying(tile -> assertThat(tile)
                        .hasSize(192 * 32)
                        .endsWith(seals.leaf(703).hash()));
        assertThat(seals.tile(TilePath.parse("tile/1/000.p/2")))
                .hasValueSatisfying(tile -> assertThat(tile).hasSize(64));
        assertThat(seals.tile(TilePath.parse("tile/0/002"))).isEmpty();
        assertThat(seals.tile(TilePath.parse("tile/0/002.p/193"))).isEmpty();
        assertThat(seals.tile(TilePath.parse("tile/1/001.p/1"))).isEmpty();
        var first = seals.leaf(0).leaf();
        assertThat(seals.tile(TilePath.parse("tile/entries/000.p/1"))).hasValueSatisfying(bundle -> {
            assertThat(bundle).hasSize(2 + first.length).endsWith(first);
            assertThat(((bundle[0] & 0xff) << 8) | (bundle[1] & 0xff)).isEqualTo(first.length);
        });
    }

    @Test
    void one_entry_is_proved_by_a_file_of_its_own() throws Exception {
        var entry = UUID.fromString(office.column("select entry_id from ledger.position where position = 300")
                .getFirst());
        var verdict = check(seals.prove(auditor(), entry), key(office), null);
        assertThat(verdict.from()).isEqualTo(300);
        assertThat(verdict.entries()).isEqualTo(1);
        assertThat(seals.position(entry)).contains(300L);
        assertThatThrownBy(() -> seals.prove(auditor(), UUID.randomUUID())).isInstanceOf(Refusal.class);
    }

    @Test
    void the_office_itself_holds() throws Flaw {
        var checked = seals.verify(key(office), null);
        assertThat(checked.size()).isEqualTo(704);
        assertThat(checked.checkpoints()).isEqualTo(3);
        assertThat(checked.pending()).isZero();
        assertThat(seals.state().size()).isEqualTo(704);
        assertThat(seals.state().lastSeal()).isPresent();
    }

    @Test
    void what_is_committed_and_not_sealed_is_counted() throws Flaw {
        try (var other = TestOffice.open()) {
            append(other, 2);
            other.settle();
            append(other, 3);
            other.clock().move(Duration.ofSeconds(30));
            var state = other.bean(Seals.class).state();
            assertThat(state.pending()).isEqualTo(3);
            assertThat(state.lag()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
            assertThat(other.bean(Seals.class).verify(null, null).pending()).isEqualTo(3);
        }
    }

    @Test
    void texts_whose_keys_were_destroyed_leave_every_proof_valid() throws Exception {
        try (var other = TestOffice.open()) {
            append(other, 8);
            other.settle();
            var before = other.bean(Seals.class).checkpoint().orElseThrow();
            other.owner("delete from ledger.text_key; delete from ledger.person_key");
            var export = export(other, 0, -1);
            var verdict = check(export, null, SignedNote.parse(before));
            assertThat(verdict.believed()).isEqualTo(Verdict.Believed.CHECKPOINT);
            assertThat(verdict.erased()).isEqualTo(8 + 8 + 4);
            assertThat(new String(export, StandardCharsets.UTF_8)).doesNotContain("Zoë", "as agreed", "because of");
            other.bean(Seals.class).verify(null, null);
        }
    }

    @Test
    void a_new_key_is_vouched_for_by_the_old_and_both_sign_for_a_while() throws Exception {
        try (var other = TestOffice.open()) {
            var log = other.bean(Seals.class);
            append(other, 2);
            other.settle();
            var old = key(other);
            var fresh =
                    log.rotate(io.kontor.people.Access.local("sample", UUID.randomUUID()), Duration.ofDays(30), false);
            assertThat(fresh).isNotEqualTo(old);
            assertThat(other.column("select state->>'fingerprint' from ledger.entry where action = 'log_key.rotated'"))
                    .containsExactly(fresh.id());
            append(other, 2);
            other.settle();
            var export = export(other, 0, -1);
            assertThat(check(export, old, null).believed()).isEqualTo(Verdict.Believed.KEY);
            assertThat(check(export, fresh, null).believed()).isEqualTo(Verdict.Believed.KEY);
            other.clock().move(Duration.ofDays(31));
            append(other, 2);
            other.settle();
            var later = export(other, 0, -1);
            assertThat(check(later, fresh, null).believed()).isEqualTo(Verdict.Believed.KEY);
            assertThatThrownBy(() -> check(later, old, null)).isInstanceOf(Flaw.class);
            assertThat(log.verify(old, null).size()).isEqualTo(7);
            assertThat(log.verify(fresh, null).believed()).isTrue();
            assertThat(log.state().keys())
                    .extracting(key -> key.vouched() + " " + key.signing())
                    .containsExactly("true false", "true true");
        }
    }

    @Test
    void a_key_nobody_vouches_for_is_said_to_be_one() throws Exception {
        try (var other = TestOffice.open()) {
            var log = other.bean(Seals.class);
            append(other, 2);
            other.settle();
            var old = key(other);
            var fresh = log.rotate(io.kontor.people.Access.local("sample", UUID.randomUUID()), Duration.ZERO, true);
            append(other, 2);
            other.settle();
            assertThatThrownBy(() -> log.verify(old, null))
                    .isInstanceOfSatisfying(
                            Flaw.class, flaw -> assertThat(flaw.kind()).isEqualTo(Flaw.Kind.KEY_UNVOUCHED));
            assertThat(log.verify(fresh, null).size()).isEqualTo(5);
            assertThat(log.verify(null, null).keys())
                    .extracting(LogKey::vouched)
                    .containsExactly(true, false);
        }
    }
}
