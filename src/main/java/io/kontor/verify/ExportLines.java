package io.kontor.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of an export, one in memory at a time; each ends with a line feed and is JSON in canonical form. */
final class ExportLines {
    private final InputStream in;
    private final CanonicalWriter canonical = new CanonicalWriter();
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private int filled;
    private long number;

    ExportLines(InputStream in) {
        this.in = in;
    }

    /** Goes on to the next line; false behind the last. */
    boolean next() throws IOException, Flaw {
        start = end == 0 ? 0 : end + 1;
        number++;
        for (int seen = start; ; ) {
            while (seen < filled && buffer[seen] != '\n') {
                seen++;
            }
            if (seen < filled) {
                end = seen;
                CanonicalJson.write(buffer, start, end, canonical);
                if (!canonical.isJust(buffer, start, end)) {
                    throw Flaw.of(Flaw.Kind.LINE_FORM);
                }
                return true;
            }
            seen -= start;
            if (!fill()) {
                if (filled > start) {
                    throw Flaw.of(Flaw.Kind.LINE_END);
                }
                return false;
            }
            seen += start;
        }
    }

    /** Reads on, behind what is there of the line, which moves to the front. */
    private boolean fill() throws IOException, Flaw {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            start = 0;
        }
        if (filled == buffer.length) {
            if (filled > CanonicalJson.MOST_BYTES) {
                throw Flaw.of(Flaw.Kind.JSON_SIZE, "most", CanonicalJson.MOST_BYTES);
            }
            buffer = Arrays.copyOf(buffer, filled * 2);
        }
        int more = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, more);
        return more > 0;
    }

    /** Which line it is, from 1. */
    long number() {
        return number;
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }
}
