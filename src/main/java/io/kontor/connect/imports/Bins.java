package io.kontor.connect.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one step on their way from a file to their objects, in many small files of this machine: all rows of a key lie in the
 * same one, in the order in which they were read. So a file of any size goes through in the memory of one of them, and nothing
 * of it passes the database before it is an object.
 */
final class Bins implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;
    private static final long BYTES_EACH = 2L << 20;
    private static final int MOST = 1_024;

    private final Path folder;
    private final @Nullable Bin[] bins;
    private long rows;

    /** @param bytes about how much there will be */
    Bins(Path parent, long bytes) {
        try {
            folder = Files.createTempDirectory(parent, "rows");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bins = new Bin[Math.clamp(bytes / BYTES_EACH, 1, MOST)];
    }

    private static final class Bin {
        private final Path file;
        private byte[] buffer = new byte[BUFFER];
        private int length;

        Bin(Path file) {
            this.file = file;
        }

        void number(long value) {
            room(10);
            long left = value;
            while ((left & ~0x7fL) != 0) {
                buffer[length++] = (byte) ((left & 0x7f) | 0x80);
                left >>>= 7;
            }
            buffer[length++] = (byte) left;
        }

        void text(String text) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            number(bytes.length);
            room(bytes.length);
            System.arraycopy(bytes, 0, buffer, length, bytes.length);
            length += bytes.length;
        }

        private void room(int more) {
            if (length + more > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
            }
        }

        void flush() throws IOException {
            try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                var bytes = ByteBuffer.wrap(buffer, 0, length);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            length = 0;
            if (buffer.length > 2 * BUFFER) {
                buffer = new byte[BUFFER];
            }
        }
    }

    void put(String key, Row row) {
        int at = Math.floorMod(key.hashCode() * 0x9E3779B9, bins.length);
        var bin = bins[at];
        if (bin == null) {
            bin = new Bin(folder.resolve(String.valueOf(at)));
            bins[at] = bin;
        }
        bin.text(key);
        bin.number(row.file());
        bin.number(row.line());
        bin.number(row.cells().size());
        row.cells().forEach(bin::text);
        rows++;
        if (bin.length > BUFFER - 1_024) {
            try {
                bin.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** How many rows there are. */
    long count() {
        return rows;
    }

    /** How many bins there are, also empty ones. */
    int size() {
        return bins.length;
    }

    /**
     * The rows of one bin by their keys, in the order of keys; of a key with too many or too long ones, some more than is
     * allowed, and not the rest.
     */
    Map<String, List<Row>> rows(int place, Bounds.Rows most) {
        var rows = new TreeMap<String, Crowd>();
        try (var reader = content(place)) {
            var last = "";
            @Nullable Crowd of = null;
            while (reader.hasMore()) {
                var key = reader.text();
                if (of == null || !key.equals(last)) {
                    of = rows.computeIfAbsent(key, fresh -> new Crowd());
                    last = key;
                }
                if (most.tooMany(of.rows.size(), of.weight)) {
                    reader.skip();
                } else {
                    of.add(reader.row());
                }
            }
        }
        var found = new LinkedHashMap<String, List<Row>>();
        rows.forEach((key, crowd) -> found.put(key, crowd.rows));
        return found;
    }

    /** The rows of one key. */
    private static final class Crowd {
        private final List<Row> rows = new ArrayList<>();
        private long weight;

        void add(Row row) {
            rows.add(row);
            weight += row.weight();
        }
    }

    /** All rows of one key, one after the other. */
    void each(int place, String key, Consumer<Row> what) {
        try (var reader = content(place)) {
            while (reader.hasMore()) {
                if (reader.text().equals(key)) {
                    what.accept(reader.row());
                } else {
                    reader.skip();
                }
            }
        }
    }

    private BinReader content(int place) {
        var bin = bins[place];
        if (bin == null) {
            return BinReader.of(new byte[0], 0);
        }
        try {
            if (!Files.exists(bin.file)) {
                return BinReader.of(bin.buffer, bin.length);
            }
            bin.flush();
            return BinReader.of(bin.file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is done with a bin is not needed any more. */
    void drop(int place) {
        var bin = bins[place];
        bins[place] = null;
        if (bin != null) {
            delete(bin.file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (int place = 0; place < bins.length; place++) {
            drop(place);
        }
        delete(folder);
    }
}
