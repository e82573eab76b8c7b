package io.kontor.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a log says of itself at one size: c2sp.org/tlog-checkpoint, the text of a signed note.
 *
 * @param origin which log it is
 * @param size how many leaves
 * @param root base64 of the root over them
 * @param extensions lines nobody here reads; kept because they are signed
 */
public record Checkpoint(String origin, long size, String root, List<String> extensions) {
    private static final int LINES = 3;

    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (origin.isEmpty() || origin.indexOf('\n') >= 0 || size < 0 || Plain.bytes(root, TreeHasher.LENGTH) == null) {
            throw new IllegalArgumentException("no checkpoint: " + origin + ", " + size + ", " + root);
        }
    }

    public static Checkpoint of(String origin, long size, byte[] root) {
        return new Checkpoint(origin, size, Plain.base64(root), List.of());
    }

    /** Reads the text of a note, its signatures being somebody else's business. */
    public static Checkpoint parse(String text) throws Flaw {
        var lines = text.endsWith("\n")
                ? List.of(text.substring(0, text.length() - 1).split("\n", -1))
                : List.<String>of();
        if (lines.size() < LINES || lines.stream().anyMatch(String::isEmpty)) {
            throw Flaw.of(Flaw.Kind.CHECKPOINT_FORM);
        }
        long size = Plain.whole(lines.get(1));
        if (size < 0 || Plain.bytes(lines.get(2), TreeHasher.LENGTH) == null) {
            throw Flaw.of(Flaw.Kind.CHECKPOINT_FORM);
        }
        return new Checkpoint(lines.getFirst(), size, lines.get(2), lines.subList(LINES, lines.size()));
    }

    public byte[] rootHash() {
        return Objects.requireNonNull(Plain.bytes(root));
    }

    /** Whether this is its root. */
    public boolean hasRoot(byte[] hash) {
        return root.equals(Plain.base64(hash));
    }

    /** The text that is signed. */
    public String text() {
        var lines = new ArrayList<String>();
        lines.add(origin);
        lines.add(Long.toString(size));
        lines.add(root);
        lines.addAll(extensions);
        return String.join("\n", lines) + "\n";
    }
}
