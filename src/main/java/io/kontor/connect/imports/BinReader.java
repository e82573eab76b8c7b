package io.kontor.connect.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads what a bin holds piece by piece: a bin of any size goes through in the memory of its longest cell. */
final class BinReader implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final InputStream rest;
    private byte[] buffer;
    private int at;
    private int end;

    private BinReader(byte[] buffer, int end, InputStream rest) {
        this.buffer = buffer;
        this.end = end;
        this.rest = rest;
    }

    static BinReader of(byte[] buffer, int length) {
        return new BinReader(buffer, length, InputStream.nullInputStream());
    }

    static BinReader of(Path file) throws IOException {
        return new BinReader(new byte[BUFFER], 0, Files.newInputStream(file));
    }

    boolean hasMore() {
        return at < end || filled(1);
    }

    /** Whether so many bytes lie in the buffer now. */
    private boolean filled(int wanted) {
        if (end - at >= wanted) {
            return true;
        }
        var into = wanted > buffer.length ? new byte[Math.max(buffer.length * 2, wanted)] : buffer;
        System.arraycopy(buffer, at, into, 0, end - at);
        buffer = into;
        end -= at;
        at = 0;
        try {
            end += Math.max(0, rest.readNBytes(buffer, end, buffer.length - end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return end >= wanted;
    }

    private void need(int wanted) {
        if (!filled(wanted)) {
            throw new IllegalStateException("the rows end too early");
        }
    }

    private long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            need(1);
            byte next = buffer[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    String text() {
        int length = (int) number();
        need(length);
        var text = new String(buffer, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    Row row() {
        int file = (int) number();
        long line = number();
        var cells = new String[(int) number()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = text();
        }
        return new Row(file, line, Arrays.asList(cells));
    }

    /** Goes past a row. */
    void skip() {
        number();
        number();
        for (int cells = (int) number(); cells > 0; cells--) {
            int length = (int) number();
            need(length);
            at += length;
        }
    }

    @Override
    public void close() {
        try {
            rest.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
