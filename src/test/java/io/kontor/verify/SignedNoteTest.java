package io.kontor.verify;

import static io.kontor.verify.Flaws.kind;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** c2sp.org/signed-note and c2sp.org/tlog-cosignature. */
class SignedNoteTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private static final String NOTE = """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;
    private static final String COSIGNED = """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
            """;

    private static NoteSigner signer(String name) throws Flaw {
        return NoteSigner.generate(name, NoteKey.Type.ED25519, RANDOM);
    }

    private static NoteSigner witness(String name) throws Flaw {
        return NoteSigner.generate(name, NoteKey.Type.COSIGNATURE, RANDOM);
    }

    @Test
    void the_well_known_note_was_signed_by_its_key() throws Flaw {
        var key = NoteKey.parse(VKEY);
        assertThat(key.id()).isEqualTo("530d903a");
        assertThat(key).hasToString(VKEY);
        var note = SignedNote.parse(NOTE.getBytes(StandardCharsets.UTF_8));
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.signatures().getFirst().keyId()).isEqualTo("530d903a");
        assertThat(note.signers(List.of(key))).containsExactly(key);
        assertThat(note).hasToString(NOTE);
    }

    @Property
    void a_verifier_key_with_any_other_letter_is_refused(
            @ForAll @IntRange(max = 68) int place, @ForAll @IntRange(min = 1, max = 127) int flip) {
        var letters = VKEY.getBytes(StandardCharsets.UTF_8);
        letters[place] ^= (byte) flip;
        assertThat(kind(() -> NoteKey.parse(new String(letters, StandardCharsets.UTF_8))))
                .isIn(Flaw.Kind.KEY_FORM, Flaw.Kind.KEY_ID, Flaw.Kind.KEY_NAME, Flaw.Kind.KEY_TYPE);
    }

    @Property(tries = 2000)
    void a_note_with_any_other_byte_is_refused(
            @ForAll @IntRange(max = 141) int place, @ForAll @IntRange(min = 1, max = 255) int flip) throws Flaw {
        var key = NoteKey.parse(VKEY);
        var bytes = NOTE.getBytes(StandardCharsets.UTF_8);
        bytes[place] ^= (byte) flip;
        kind(() -> SignedNote.parse(bytes).signers(List.of(key)));
    }

    @Test
    void signatures_of_unknown_keys_are_passed_over_even_under_a_known_name() throws Flaw {
        var log = signer("log.example");
        var other = signer("log.example");
        var note = other.sign(log.sign("text\n"), 0);
        assertThat(note.signers(List.of(log.key()))).containsExactly(log.key());
        assertThat(SignedNote.parse(note.bytes()).signers(List.of(other.key(), log.key())))
                .containsExactly(log.key(), other.key());
        assertThat(kind(() -> note.signers(List.of(signer("log.example").key()))))
                .isEqualTo(Flaw.Kind.UNSIGNED);
        assertThat(kind(() -> note.signers(List.of()))).isEqualTo(Flaw.Kind.UNSIGNED);
    }

    @Test
    void one_wrong_signature_of_a_known_key_spoils_the_note() throws Flaw {
        var log = signer("log.example");
        var second = signer("second.example");
        var stolen = second.sign("other text\n").signatures().getFirst();
        var note = log.sign("text\n").with(stolen);
        assertThat(note.signers(List.of(log.key()))).containsExactly(log.key());
        assertThat(kind(() -> note.signers(List.of(log.key(), second.key())))).isEqualTo(Flaw.Kind.SIGNATURE_WRONG);
    }

    @Test
    void sixteen_signatures_are_taken_and_a_hundred_and_one_are_not() throws Flaw {
        var log = signer("log.example");
        var note = log.sign("text\n");
        for (int i = 2; i <= SignedNote.MOST_SIGNATURES; i++) {
            note = note.with(note.signatures().getFirst());
            if (i == 16) {
                assertThat(SignedNote.parse(note.bytes()).signers(List.of(log.key())))
                        .hasSize(1);
            }
        }
        assertThat(SignedNote.parse(note.bytes()).signatures()).hasSize(SignedNote.MOST_SIGNATURES);
        var tooMany = note.with(note.signatures().getFirst());
        assertThat(kind(() -> SignedNote.parse(tooMany.bytes()))).isEqualTo(Flaw.Kind.NOTE_SIGNATURES);
        assertThat(kind(() -> SignedNote.parse(new byte[SignedNote.MOST_BYTES + 1])))
                .isEqualTo(Flaw.Kind.NOTE_SIZE);
    }

    @Test
    void what_is_no_note_is_refused_by_name() throws Flaw {
        var log = signer("log.example");
        assertThat(kind(() -> SignedNote.parse(""))).isEqualTo(Flaw.Kind.NOTE_FORM);
        assertThat(kind(() -> SignedNote.parse("text\n"))).isEqualTo(Flaw.Kind.NOTE_FORM);
        assertThat(kind(() -> SignedNote.parse("text\n\n"))).isEqualTo(Flaw.Kind.NOTE_FORM);
        assertThat(kind(() -> SignedNote.parse(NOTE.stripTrailing()))).isEqualTo(Flaw.Kind.NOTE_FORM);
        assertThat(kind(() -> SignedNote.parse("te\txt\n\n— a AAAAAAA=\n"))).isEqualTo(Flaw.Kind.NOTE_CONTROL);
        assertThat(kind(() -> SignedNote.parse("text\r\n\n— a AAAAAAA=\n"))).isEqualTo(Flaw.Kind.NOTE_CONTROL);
        assertThat(kind(() -> SignedNote.parse(new byte[] {'a', (byte) 0xff, '\n'})))
                .isEqualTo(Flaw.Kind.NOT_UTF8);
        for (var line : List.of(
                "- a AAAAAAA=", "— a", "— a AAAA", "— a AAAAAAB=", "— a b AAAAAAA=", "—  AAAAAAA=", "— a+b AAAAAAA=")) {
            assertThat(kind(() -> SignedNote.parse("text\n\n" + line + "\n")))
                    .as(line)
                    .isEqualTo(Flaw.Kind.SIGNATURE_FORM);
        }
        assertThat(SignedNote.parse("a\n\nb\n\n— a AAAAAAA=\n").text()).isEqualTo("a\n\nb\n");
        assertThat(kind(() -> log.sign("no end"))).isEqualTo(Flaw.Kind.NOTE_FORM);
        assertThat(kind(() -> log.sign("bell\u0007\n"))).isEqualTo(Flaw.Kind.NOTE_CONTROL);
    }

    @Test
    void keys_without_a_usable_name_are_refused() {
        for (var name : List.of("", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\u0085b", "a\nb")) {
            assertThat(kind(() -> signer(name))).as(name).isEqualTo(Flaw.Kind.KEY_NAME);
        }
        assertThat(kind(() -> NoteKey.of("a", NoteKey.Type.ED25519, new byte[31])))
                .isEqualTo(Flaw.Kind.KEY_FORM);
        assertThat(kind(() -> NoteKey.parse("a+00000000+Ag=="))).isEqualTo(Flaw.Kind.KEY_FORM);
    }

    @Test
    void a_kept_secret_signs_on_and_another_one_s_does_not() throws Flaw {
        var log = signer("log.example");
        var again = NoteSigner.of(log.key(), log.secret());
        assertThat(again.sign("text\n").signers(List.of(log.key()))).containsExactly(log.key());
        var other = signer("log.example");
        assertThat(kind(() -> NoteSigner.of(log.key(), other.secret()))).isEqualTo(Flaw.Kind.SECRET_WRONG);
        assertThat(kind(() -> NoteSigner.of(log.key(), new byte[5]))).isEqualTo(Flaw.Kind.SECRET_WRONG);
    }

    @Test
    void a_witness_signs_the_time_with_the_text() throws Flaw {
        var log = signer("log.example");
        var witness = witness("witness.example");
        var note = witness.sign(
                log.sign("log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"), 1_679_315_147L);
        var read = SignedNote.parse(note.bytes());
        assertThat(read.signers(List.of(witness.key(), log.key()))).containsExactly(log.key(), witness.key());
        assertThat(read.signatures().getLast().time()).isEqualTo(1_679_315_147L);
        var later =
                witness.sign(log.sign("other\n"), 1_679_315_147L).signatures().getLast();
        assertThat(kind(() -> log.sign("log.example\n").with(later).signers(List.of(witness.key()))))
                .isEqualTo(Flaw.Kind.SIGNATURE_WRONG);
    }

    @Test
    void the_cosigned_checkpoint_of_the_specification_reads_as_it_says() throws Flaw {
        var note = SignedNote.parse(COSIGNED);
        assertThat(note).hasToString(COSIGNED);
        assertThat(note.signatures().getLast().name()).isEqualTo("witness.example.com/w1");
        assertThat(note.signatures().getLast().time()).isEqualTo(1_679_315_147L);
        assertThat(note.signatures().getFirst().time()).isEqualTo(-1);
        assertThat(new String(NoteSignature.cosigned(1_679_315_147L, note.text()), StandardCharsets.UTF_8))
                .isEqualTo("""
                cosignature/v1
                time 1679315147
                example.com/behind-the-sofa
                20852163
                CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
                """);
        var checkpoint = Checkpoint.parse(note.text());
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.text()).isEqualTo(note.text());
    }

    @Test
    void checkpoints_are_written_in_one_way_only() throws Flaw {
        var root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assertThat(Checkpoint.parse("o\n0\n" + root + "\nmore\n").extensions()).containsExactly("more");
        for (var wrong : List.of(
                "",
                "o\n0\n",
                "o\n0\n" + root,
                "\n0\n" + root + "\n",
                "o\n00\n" + root + "\n",
                "o\n-1\n" + root + "\n",
                "o\n+1\n" + root + "\n",
                "o\n9999999999999999999\n" + root + "\n",
                "o\n1\nAAAA\n",
                "o\n1\n" + root.replace("U=", "V=") + "\n",
                "o\n1\n" + root + "\n\n")) {
            assertThat(kind(() -> Checkpoint.parse(wrong))).as(wrong).isEqualTo(Flaw.Kind.CHECKPOINT_FORM);
        }
        assertThat(Checkpoint.of("o", 0, new TreeHasher().empty()).text()).isEqualTo("o\n0\n" + root + "\n");
    }
}
