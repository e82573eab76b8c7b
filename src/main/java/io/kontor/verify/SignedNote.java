package io.kontor.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A text and who signed it: c2sp.org/signed-note. The text says nothing until {@link #signers} has found a key one believes.
 *
 * @param text ends with a line feed
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** So many bytes are read; far more than sixteen of the largest signatures take. */
    public static final int MOST_BYTES = 1_000_000;
    /** So many signatures are read; the specification asks for at least 16. */
    public static final int MOST_SIGNATURES = 100;

    static final String DASH = "\u2014 ";

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    static String checked(String text) throws Flaw {
        if (!text.endsWith("\n")) {
            throw Flaw.of(Flaw.Kind.NOTE_FORM);
        }
        int control = 0;
        while (control < text.length() && (text.charAt(control) >= ' ' || text.charAt(control) == '\n')) {
            control++;
        }
        if (control < text.length()) {
            throw Flaw.of(Flaw.Kind.NOTE_CONTROL, "place", control);
        }
        return text;
    }

    public static SignedNote parse(byte[] utf8) throws Flaw {
        if (utf8.length > MOST_BYTES) {
            throw Flaw.of(Flaw.Kind.NOTE_SIZE, "most", MOST_BYTES);
        }
        var note = Plain.text(utf8);
        if (note == null) {
            throw Flaw.of(Flaw.Kind.NOT_UTF8);
        }
        return parse(note);
    }

    public static SignedNote parse(String note) throws Flaw {
        if (note.length() > MOST_BYTES) {
            throw Flaw.of(Flaw.Kind.NOTE_SIZE, "most", MOST_BYTES);
        }
        checked(note);
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || blank + 2 == note.length()) {
            throw Flaw.of(Flaw.Kind.NOTE_FORM);
        }
        var lines = note.substring(blank + 2, note.length() - 1).split("\n", MOST_SIGNATURES + 1);
        if (lines.length > MOST_SIGNATURES) {
            throw Flaw.of(Flaw.Kind.NOTE_SIGNATURES, "most", MOST_SIGNATURES);
        }
        var signatures = new ArrayList<NoteSignature>();
        for (var line : lines) {
            signatures.add(signature(line));
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    private static NoteSignature signature(String line) throws Flaw {
        var parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", 3) : new String[0];
        var bytes = parts.length == 2 && NoteKey.isName(parts[0]) ? Plain.bytes(parts[1]) : null;
        if (bytes == null || bytes.length <= Integer.BYTES) {
            throw Flaw.of(Flaw.Kind.SIGNATURE_FORM, "line", line);
        }
        return new NoteSignature(parts[0], bytes);
    }

    /**
     * Those of the known keys that signed this text, in the order of the signatures. Signatures of other keys are passed over.
     *
     * @throws Flaw when none of them signed it, or one is said to and did not
     */
    public List<NoteKey> signers(Collection<NoteKey> known) throws Flaw {
        var signers = new ArrayList<NoteKey>();
        for (var signature : signatures) {
            for (var key : known) {
                if (signature.claims(key)) {
                    if (!signature.holds(key, text)) {
                        throw Flaw.of(Flaw.Kind.SIGNATURE_WRONG, "name", key.name(), "key", key.id());
                    }
                    if (!signers.contains(key)) {
                        signers.add(key);
                    }
                }
            }
        }
        if (signers.isEmpty()) {
            throw Flaw.of(Flaw.Kind.UNSIGNED);
        }
        return signers;
    }

    /** The same note with one more signature: of a second key while keys change, of a witness. */
    public SignedNote with(NoteSignature signature) {
        var more = new ArrayList<>(signatures);
        more.add(signature);
        return new SignedNote(text, more);
    }

    /** The note as it is sent and kept. */
    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(note::append);
        return note.toString();
    }

    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }
}
