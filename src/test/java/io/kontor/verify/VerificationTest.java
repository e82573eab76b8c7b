package io.kontor.verify;

import static io.kontor.verify.Flaws.flaw;
import static io.kontor.verify.Flaws.kind;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final SampleLedger LEDGER = SampleLedger.of(1, 23);

    private static Verdict check(byte[] export, NoteKey key, SignedNote earlier) throws IOException, Flaw {
        return new Verification(key, earlier).check(new ByteArrayInputStream(export));
    }

    private static Flaw wrong(byte[] export, NoteKey key) {
        return flaw(() -> check(export, key, null));
    }

    private static byte[] edited(byte[] export, UnaryOperator<List<String>> edit) {
        var lines = new java.util.ArrayList<>(
                new String(export, StandardCharsets.UTF_8).lines().toList());
        return (String.join("\n", edit.apply(lines)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] replaced(byte[] export, String one, String other) {
        var text = new String(export, StandardCharsets.UTF_8);
        assertThat(text).contains(one);
        return text.replace(one, other).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_whole_export_holds_and_says_who_stands_for_it() throws Exception {
        var export = LEDGER.export();
        var verdict = check(export, null, null);
        assertThat(verdict.believed()).isEqualTo(Verdict.Believed.NOBODY);
        assertThat(verdict.entries()).isEqualTo(23);
        assertThat(verdict.withheld()).isEqualTo(3);
        assertThat(verdict.erased()).isEqualTo(7);
        assertThat(verdict.key()).isEqualTo(LEDGER.key());
        assertThat(verdict.checkpoint().size()).isEqualTo(23);
        assertThat(check(export, LEDGER.key(), null).believed()).isEqualTo(Verdict.Believed.KEY);
        assertThat(check(export, null, LEDGER.checkpoint(9)).believed()).isEqualTo(Verdict.Believed.CHECKPOINT);
        assertThat(check(export, LEDGER.key(), LEDGER.checkpoint(23)).earlier()).isEqualTo(23);
    }

    @Test
    void a_ledger_without_entries_can_be_exported_and_checked() throws Exception {
        var empty = new SampleLedger(2);
        assertThat(check(empty.export(), empty.key(), empty.checkpoint(0)).entries())
                .isZero();
    }

    /** Every byte of every line, each changed in a few ways. */
    @Test
    void any_changed_byte_is_found() {
        var ledger = SampleLedger.of(3, 2);
        anyChangedByteIsFound(ledger.export(), ledger.key());
        ledger.alsoSignedBy(SampleLedger.signer("witness.example", NoteKey.Type.COSIGNATURE))
                .add(7);
        anyChangedByteIsFound(ledger.export(5, 7, 9), ledger.key());
    }

    private static void anyChangedByteIsFound(byte[] export, NoteKey key) {
        for (int place = 0; place < export.length; place++) {
            for (int flip : new int[] {1, 32}) {
                var changed = export.clone();
                changed[place] ^= (byte) flip;
                assertFound(changed, key, place);
            }
        }
    }

    private static void assertFound(byte[] changed, NoteKey key, int place) {
        try {
            check(changed, key, null);
        } catch (Flaw flaw) {
            return;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("byte " + place + " may be changed: "
                + new String(
                        Arrays.copyOfRange(changed, Math.max(0, place - 40), Math.min(changed.length, place + 40)),
                        StandardCharsets.UTF_8));
    }

    @Property(tries = 2000)
    void any_byte_put_in_taken_out_or_made_another_is_found(
            @ForAll @IntRange(max = 1_000_000) int any, @ForAll byte other, @ForAll @IntRange(max = 2) int how) {
        var export = LEDGER.export();
        int place = any % export.length;
        var changed = new ByteArrayOutputStream();
        changed.write(export, 0, place);
        if (how > 0) {
            changed.write(other);
        }
        int rest = how == 2 ? place : place + 1;
        changed.write(export, rest, export.length - rest);
        if (!Arrays.equals(changed.toByteArray(), export)) {
            assertFound(changed.toByteArray(), LEDGER.key(), place);
        }
    }

    @Property(tries = 100)
    void any_part_of_a_ledger_holds_against_any_later_checkpoint(
            @ForAll @IntRange(min = 1, max = 60) int size, @ForAll int one, @ForAll int two, @ForAll int three)
            throws Exception {
        var ledger = SampleLedger.of(4, 60);
        int to = 1 + Math.floorMod(one, size);
        int from = Math.floorMod(two, to);
        int earlier = from + Math.floorMod(three, to - from + 1);
        var export = ledger.export(from, to, size);
        var verdict = check(export, ledger.key(), earlier == 0 ? null : ledger.checkpoint(earlier));
        assertThat(verdict.from()).isEqualTo(from);
        assertThat(verdict.entries()).isEqualTo(to - from);
    }

    @Test
    void an_export_rewritten_throughout_holds_only_until_somebody_is_asked() throws Exception {
        var genuine = SampleLedger.of(5, 12);
        var key = genuine.key();
        var before = genuine.checkpoint(7);
        var forged = SampleLedger.of(6, 12);
        var verdict = check(forged.export(), null, null);
        assertThat(verdict.believed()).isEqualTo(Verdict.Believed.NOBODY);
        assertThat(wrong(forged.export(), key).kind()).isEqualTo(Flaw.Kind.KEY_NOT_SIGNED);
        assertThat(kind(() -> check(forged.export(), null, before))).isEqualTo(Flaw.Kind.EARLIER_DIFFERS);
        var bringsTheKey = replaced(forged.export(), "\"vkeys\":[", "\"vkeys\":[\"" + key + "\",");
        assertThat(wrong(bringsTheKey, key).kind()).isEqualTo(Flaw.Kind.KEY_NOT_SIGNED);
        assertThat(check(bringsTheKey, null, null).believed()).isEqualTo(Verdict.Believed.NOBODY);
    }

    @Test
    void what_another_key_signed_after_an_earlier_checkpoint_is_not_believed_with_it() throws Exception {
        var ledger = SampleLedger.of(7, 10);
        var before = ledger.checkpoint(6);
        ledger.add(5);
        assertThat(check(ledger.export(), null, before).believed()).isEqualTo(Verdict.Believed.CHECKPOINT);
        var anew = ledger.signedAnew();
        assertThat(check(anew.export(), null, before).believed()).isEqualTo(Verdict.Believed.BEGINNING);
    }

    @Test
    void while_keys_change_either_key_will_do() throws Exception {
        var ledger = SampleLedger.of(8, 10);
        var second = SampleLedger.signer(SampleLedger.ORIGIN, NoteKey.Type.ED25519);
        var export = ledger.alsoSignedBy(second).export();
        assertThat(check(export, ledger.key(), null).signers()).containsExactly(ledger.key(), second.key());
        assertThat(check(export, second.key(), null).believed()).isEqualTo(Verdict.Believed.KEY);
    }

    @Test
    void a_witness_can_be_the_one_who_is_believed() throws Exception {
        var witness = SampleLedger.signer("witness.example", NoteKey.Type.COSIGNATURE);
        var export = SampleLedger.of(9, 10).alsoSignedBy(witness).export();
        assertThat(check(export, witness.key(), null).believed()).isEqualTo(Verdict.Believed.KEY);
        var keyless = replaced(export, ",\"" + witness.key() + "\"", "");
        assertThat(wrong(keyless, null).kind()).isEqualTo(Flaw.Kind.SIGNATURE_KEYLESS);
    }

    @Test
    void the_first_wrong_position_is_named() {
        var export = LEDGER.export();
        var key = LEDGER.key();
        assertThat(wrong(replaced(export, "Zoë Ex\\\"ample 9\"", "Zoe Ex\\\"ample 9\""), key))
                .satisfies(flaw -> assertThat(flaw.position()).isEqualTo(OptionalLong.of(9)))
                .satisfies(flaw -> assertThat(flaw.kind()).isEqualTo(Flaw.Kind.CONTENT_DIFFERS));
        assertThat(wrong(replaced(export, "00.000012Z\",\"content", "00.000013Z\",\"content"), key))
                .satisfies(flaw -> assertThat(flaw.position()).isEqualTo(OptionalLong.of(12)))
                .satisfies(flaw -> assertThat(flaw.details()).containsEntry("name", "at"));
        assertThat(wrong(edited(export, lines -> without(lines, 5)), key))
                .satisfies(flaw -> assertThat(flaw.position()).isEqualTo(OptionalLong.of(4)))
                .satisfies(flaw ->
                        assertThat(flaw.details()).containsEntry("found", 5L).containsEntry("due", 4L));
        assertThat(wrong(edited(export, lines -> swapped(lines, 8)), key).position())
                .isEqualTo(OptionalLong.of(7));
        assertThat(wrong(edited(export, lines -> without(lines, 23)), key).kind())
                .isEqualTo(Flaw.Kind.EXPORT_SHORT);
        assertThat(wrong(edited(export, lines -> twice(lines, 23)), key).kind()).isEqualTo(Flaw.Kind.EXPORT_LONG);
        assertThat(wrong(edited(export, lines -> twice(lines, 24)), key).kind()).isEqualTo(Flaw.Kind.EXPORT_LONG);
    }

    private static List<String> without(List<String> lines, int which) {
        lines.remove(which);
        return lines;
    }

    private static List<String> twice(List<String> lines, int which) {
        lines.add(which, lines.get(which));
        return lines;
    }

    private static List<String> swapped(List<String> lines, int which) {
        java.util.Collections.swap(lines, which, which + 1);
        return lines;
    }

    @Test
    void an_entry_of_another_ledger_does_not_fit_in_even_when_it_is_right_in_itself() throws Exception {
        var other = new String(SampleLedger.of(10, 23).export(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        var mixed = edited(LEDGER.export(), lines -> {
            lines.set(5, other.get(5));
            return lines;
        });
        var flaw = wrong(mixed, LEDGER.key());
        assertThat(flaw.kind()).isEqualTo(Flaw.Kind.ROOT_DIFFERS);
        assertThat(flaw.details()).containsEntry("from", 0L).containsEntry("to", 23L);
        var narrowed = flaw(() -> check(mixed, null, LEDGER.checkpoint(4)));
        assertThat(narrowed.details()).containsEntry("from", 4L);
    }

    @Test
    void an_export_older_than_the_checkpoint_somebody_has_is_found() {
        var old = LEDGER.export(0, 10, 10);
        assertThat(kind(() -> check(old, null, LEDGER.checkpoint(12)))).isEqualTo(Flaw.Kind.EARLIER_LARGER);
        assertThat(kind(() -> check(LEDGER.export(8, 9, 20), null, LEDGER.checkpoint(3))))
                .isEqualTo(Flaw.Kind.EARLIER_OUTSIDE);
    }

    @Test
    void a_part_without_its_proofs_and_a_whole_with_some_are_refused() {
        var part = LEDGER.export(4, 9, 20);
        assertThat(wrong(edited(part, lines -> replacedLast(lines, ",\"proofs\":.*}}$", "}")), null)
                        .kind())
                .isEqualTo(Flaw.Kind.PROOFS_MISSING);
        var empty = ",\"proofs\":{\"consistency\":[],\"inclusion\":[]}}";
        assertThat(wrong(edited(LEDGER.export(), lines -> replacedLast(lines, "}$", empty)), null)
                        .kind())
                .isEqualTo(Flaw.Kind.PROOFS_SURPLUS);
        assertThat(wrong(
                                edited(
                                        part,
                                        lines -> replacedLast(
                                                lines, "\"consistency\":.*,\"inc", "\"consistency\":[],\"inc")),
                                null)
                        .kind())
                .isEqualTo(Flaw.Kind.PROOF_WRONG);
    }

    private static List<String> replacedLast(List<String> lines, String pattern, String other) {
        lines.addLast(lines.removeLast().replaceFirst(pattern, other));
        return lines;
    }

    @Test
    void personal_text_without_its_key_is_refused() {
        var bare = replaced(LEDGER.export(), "\"state\":{\"amount\":\"12.50\"", "\"state\":{\"$personal\":\"Anna\"");
        assertThat(wrong(bare, null).kind()).isEqualTo(Flaw.Kind.MARK);
        var rounded = replaced(LEDGER.export(), "\"amount\":\"12.50\"", "\"amount\":12.5");
        assertThat(wrong(rounded, null).kind()).isEqualTo(Flaw.Kind.NUMBER);
    }

    @Test
    void a_line_that_never_ends_is_refused_before_it_fills_the_memory() throws Exception {
        var endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                return ' ';
            }

            @Override
            public int read(byte[] into, int from, int count) {
                Arrays.fill(into, from, from + count, (byte) ' ');
                given += count;
                return count;
            }
        };
        assertThat(kind(() -> new Verification(null, null).check(endless))).isEqualTo(Flaw.Kind.JSON_SIZE);
        assertThat(endless.given).isLessThan(3L * CanonicalJson.MOST_BYTES);
    }

    @Property(tries = 2000)
    void whatever_is_given_is_refused_in_words(@ForAll byte[] bytes) {
        flaw(() -> check(bytes, null, null));
    }
}
