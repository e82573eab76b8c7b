package io.kontor.connect.imports;

import io.kontor.kernel.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * How much one import may be, so that no file takes all the room or all the time there is.
 *
 * @param members files in an archive, parts of a workbook
 * @param bytes of one file when it is unpacked, and of all members of an archive together
 * @param ratio how many times larger than packed it may become, once it is larger than {@link #SMALL}
 * @param columns of one file
 */
record Bounds(int members, long bytes, int ratio, int columns) {
    static final Bounds USUAL = new Bounds(200, 16L << 30, 150, 2_000);

    /** What is no larger than this when unpacked is no bomb, however small it was packed. */
    static final long SMALL = 32L << 20;

    /**
     * How many rows are held in memory at once.
     *
     * @param letters in all of their cells together
     */
    record Rows(int count, long letters) {
        /** Rows that go in together. */
        static final Rows BATCH = new Rows(16_000, 8L << 20);

        /** Rows of one object. */
        static final Rows OBJECT = new Rows(10_000, 32L << 20);

        /** Whether these are more than that. */
        boolean tooMany(long rows, long weight) {
            return rows > count || weight > letters;
        }

        boolean tooMany(List<Row> rows) {
            return tooMany(rows.size(), rows.stream().mapToLong(Row::weight).sum());
        }

        /** Whether there is no room for another. */
        boolean full(long rows, long weight) {
            return rows >= count || weight >= letters;
        }
    }

    /** Refuses: more than it may become. */
    void check(String name, long packed, long unpacked) {
        if (unpacked > bytes) {
            throw Refusal.invalid("import-too-large", "file", name, "gigabytes", bytes >> 30);
        }
        if (unpacked > SMALL && unpacked / Math.max(1, packed) > ratio) {
            throw Refusal.invalid("import-bomb", "file", name, "ratio", ratio);
        }
    }

    /** The same stream; reading more from it than it may become refuses. */
    InputStream counted(InputStream in, String name, long packed) {
        return new FilterInputStream(in) {
            private long read;

            @Override
            public int read() throws IOException {
                int one = super.read();
                if (one >= 0) {
                    added(1);
                }
                return one;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int some = super.read(into, from, length);
                if (some > 0) {
                    added(some);
                }
                return some;
            }

            private void added(int some) {
                read += some;
                check(name, packed, read);
            }
        };
    }
}
