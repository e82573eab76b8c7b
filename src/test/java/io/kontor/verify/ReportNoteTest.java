package io.kontor.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** A report is what was signed, or it is not. */
class ReportNoteTest {
    private final NoteSigner log = signer("kontor/log");
    private final Map<String, byte[]> files = files();

    private static Map<String, byte[]> files() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("report.html", "<p>what happened</p>".getBytes(StandardCharsets.UTF_8));
        files.put("report.pdf", "%PDF what happened".getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static NoteSigner signer(String name) {
        try {
            return NoteSigner.generate(name, NoteKey.Type.ED25519, new SecureRandom());
        } catch (Flaw flaw) {
            throw new AssertionError(flaw);
        }
    }

    private Map<String, byte[]> signed() throws Flaw {
        var all = new LinkedHashMap<>(files);
        all.put(ReportNote.NAME, log.sign(ReportNote.text("kontor/log", files)).bytes());
        return all;
    }

    private static ReportNote.Held check(Map<String, byte[]> files, NoteSigner believed) throws IOException, Flaw {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return ReportNote.check(new ByteArrayInputStream(out.toByteArray()), List.of(believed.key()));
    }

    private void refused(Map<String, byte[]> files, Flaw.Kind kind) {
        assertThatThrownBy(() -> check(files, log))
                .isInstanceOfSatisfying(
                        Flaw.class, flaw -> assertThat(flaw.kind()).isEqualTo(kind));
    }

    @Test
    void an_archive_as_it_was_signed_holds() throws IOException, Flaw {
        var held = check(signed(), log);
        assertThat(held.files()).containsExactly("report.html", "report.pdf");
        assertThat(held.signers()).containsExactly(log.key());
        assertThat(held.origin()).isEqualTo("kontor/log");
    }

    @Test
    void any_byte_of_any_file_changed_is_found() throws Flaw {
        for (var name : files.keySet()) {
            for (int i = 0; i < files.getOrDefault(name, new byte[0]).length; i++) {
                var changed = signed();
                var content = files.getOrDefault(name, new byte[0]).clone();
                content[i] ^= 1;
                changed.put(name, content);
                refused(changed, Flaw.Kind.REPORT_DIFFERS);
            }
        }
    }

    @Test
    void a_file_taken_out_or_slipped_in_is_found() throws Flaw {
        var fewer = signed();
        fewer.remove("report.pdf");
        refused(fewer, Flaw.Kind.REPORT_DIFFERS);
        var more = signed();
        more.put("more.pdf", new byte[] {1});
        refused(more, Flaw.Kind.REPORT_DIFFERS);
        refused(files, Flaw.Kind.REPORT_FORM);
    }

    @Test
    void a_note_changed_or_signed_by_somebody_else_is_found() throws Flaw {
        var forged = new LinkedHashMap<>(files);
        forged.put(
                ReportNote.NAME,
                signer("kontor/log").sign(ReportNote.text("kontor/log", files)).bytes());
        refused(forged, Flaw.Kind.UNSIGNED);
        var changed = signed();
        changed.put("report.pdf", new byte[] {1});
        var told = new LinkedHashMap<>(files);
        told.put("report.pdf", new byte[] {1});
        var note = new String(signed().get(ReportNote.NAME), StandardCharsets.UTF_8);
        changed.put(
                ReportNote.NAME,
                (ReportNote.text("kontor/log", told) + note.substring(note.indexOf("\n\n") + 1))
                        .getBytes(StandardCharsets.UTF_8));
        refused(changed, Flaw.Kind.SIGNATURE_WRONG);
    }

    @Test
    void a_checkpoint_is_no_report() throws Flaw {
        var all = new LinkedHashMap<String, byte[]>();
        all.put(ReportNote.NAME, log.sign("kontor/log\n5\nabc=\n").bytes());
        refused(all, Flaw.Kind.REPORT_FORM);
    }
}
