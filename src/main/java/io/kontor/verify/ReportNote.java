package io.kontor.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The signed note beside the files of an audit report: their SHA-256, signed with the key of the log. It travels with them in one
 * archive, under {@link #NAME}.
 *
 * <p>Its second line is no number, so nobody can take it for a checkpoint.
 */
public final class ReportNote {
    public static final String NAME = "report.note";
    private static final String KIND = "report";
    private static final String SUM = "sha256 ";
    private static final int MOST_FILES = 20;
    private static final int MOST_BYTES = 100 * 1024 * 1024;

    private ReportNote() {}

    /**
     * What vouches for what.
     *
     * @param files their names
     */
    public record Held(String origin, List<String> files, List<NoteKey> signers) {}

    /** The text to sign. Names have no line feeds. */
    public static String text(String origin, Map<String, byte[]> files) {
        var text = new StringBuilder(origin).append('\n').append(KIND).append('\n');
        files.forEach((name, content) -> text.append(SUM)
                .append(HexFormat.of().formatHex(sum(content)))
                .append(' ')
                .append(name)
                .append('\n'));
        return text.toString();
    }

    /**
     * Checks an archive: each file in it is named by the note, and is what it was when the note was signed.
     *
     * @param known whom to believe
     * @throws Flaw what is wrong with it
     */
    public static Held check(InputStream archive, Collection<NoteKey> known) throws IOException, Flaw {
        var files = files(archive);
        var note = files.remove(NAME);
        if (note == null) {
            throw Flaw.of(Flaw.Kind.REPORT_FORM);
        }
        var signed = SignedNote.parse(note);
        var lines = signed.text().split("\n");
        if (lines.length < 3 || !lines[1].equals(KIND)) {
            throw Flaw.of(Flaw.Kind.REPORT_FORM);
        }
        var signers = signed.signers(known);
        if (!signed.text().equals(text(lines[0], inOrder(files, lines)))) {
            throw Flaw.of(Flaw.Kind.REPORT_FORM);
        }
        return new Held(lines[0], List.copyOf(files.keySet()), signers);
    }

    /** The files in the order the note names them; each is there, none is surplus, and each has its sum. */
    private static Map<String, byte[]> inOrder(Map<String, byte[]> files, String[] lines) throws Flaw {
        var named = new LinkedHashMap<String, byte[]>();
        for (int i = 2; i < lines.length; i++) {
            var parts = lines[i].split(" ", 3);
            var content = parts.length == 3 ? files.get(parts[2]) : null;
            if (content == null || !parts[1].equals(HexFormat.of().formatHex(sum(content)))) {
                throw Flaw.of(Flaw.Kind.REPORT_DIFFERS, "file", parts.length == 3 ? parts[2] : lines[i]);
            }
            named.put(parts[2], content);
        }
        for (var name : files.keySet()) {
            if (!named.containsKey(name)) {
                throw Flaw.of(Flaw.Kind.REPORT_DIFFERS, "file", name);
            }
        }
        return named;
    }

    private static Map<String, byte[]> files(InputStream archive) throws IOException, Flaw {
        var files = new LinkedHashMap<String, byte[]>();
        var zip = new ZipInputStream(archive, StandardCharsets.UTF_8);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            var content = zip.readNBytes(MOST_BYTES);
            if (files.size() == MOST_FILES
                    || content.length == MOST_BYTES
                    || files.put(entry.getName(), content) != null) {
                throw Flaw.of(Flaw.Kind.REPORT_FORM);
            }
        }
        return files;
    }

    private static byte[] sum(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
