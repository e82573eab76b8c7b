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

    /** The rows of one bin by their keys, in the order of keys; of a key with too many, one more than is allowed. */
    Map<String, List<Row>> rows(int place, int most) {
        var rows = new TreeMap<String, List<Row>>();
        var bytes = content(place);
        var last = "";
        var of = new ArrayList<Row>();
        while (bytes.hasRemaining()) {
            var key = text(bytes);
            if (of.isEmpty() || !key.equals(last)) {
                of = (ArrayList<Row>) rows.computeIfAbsent(key, fresh -> new ArrayList<>());
                last = key;
            }
            if (of.size() <= most) {
                of.add(row(bytes));
            } else {
                skip(bytes);
            }
        }
        return rows;
    }

    /** All rows of one key, one after the other. */
    void each(int place, String key, Consumer<Row> what) {
        var bytes = content(place);
        while (bytes.hasRemaining()) {
            if (text(bytes).equals(key)) {
                what.accept(row(bytes));
            } else {
                skip(bytes);
            }
        }
    }

    private ByteBuffer content(int place) {
        var bin = bins[place];
        if (bin == null) {
            return ByteBuffer.allocate(0);
        }
        try {
            if (!Files.exists(bin.file)) {
                return ByteBuffer.wrap(bin.buffer, 0, bin.length);
            }
            bin.flush();
            return ByteBuffer.wrap(Files.readAllBytes(bin.file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static String text(ByteBuffer bytes) {
        int length = (int) number(bytes);
        var text = new String(bytes.array(), bytes.arrayOffset() + bytes.position(), length, StandardCharsets.UTF_8);
        bytes.position(bytes.position() + length);
        return text;
    }

    private static Row row(ByteBuffer bytes) {
        int file = (int) number(bytes);
        long line = number(bytes);
        var cells = new String[(int) number(bytes)];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = text(bytes);
        }
        return new Row(file, line, List.of(cells));
    }

    private static void skip(ByteBuffer bytes) {
        number(bytes);
        number(bytes);
        for (int cells = (int) number(bytes); cells > 0; cells--) {
            int length = (int) number(bytes);
            bytes.position(bytes.position() + length);
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
