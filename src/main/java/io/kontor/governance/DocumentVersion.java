package io.kontor.governance;

import io.kontor.kernel.Refusal;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The number of a version: v2.3. */
public record DocumentVersion(int major, int minor) implements Comparable<DocumentVersion> {
    public static final DocumentVersion FIRST = new DocumentVersion(1, 0);

    private static final Pattern WRITTEN = Pattern.compile("v([0-9]{1,6})\\.([0-9]{1,6})");
    private static final Comparator<DocumentVersion> ORDER =
            Comparator.comparingInt(DocumentVersion::major).thenComparingInt(DocumentVersion::minor);

    public DocumentVersion {
        if (major < 0 || minor < 0) {
            throw Refusal.invalid("version-negative", "version", major + "." + minor);
        }
    }

    /** The one after this: v3.0 after a change that matters, v2.4 after any other. */
    public DocumentVersion next(boolean matters) {
        return matters ? new DocumentVersion(major + 1, 0) : new DocumentVersion(major, minor + 1);
    }

    /** What {@link #toString} wrote; empty when it is not that. */
    public static Optional<DocumentVersion> of(String written) {
        var found = WRITTEN.matcher(written);
        return found.matches()
                ? Optional.of(new DocumentVersion(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(DocumentVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "v" + major + "." + minor;
    }
}
