package io.kontor.connect.imports;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Watches the quotation marks of a file of rows while it is read: who forgets to close one makes all that follows one value, and
 * nobody would be told. A byte-order mark at the beginning is no letter.
 */
final class Quotes extends FilterReader {
    private static final char MARK = '\ufeff';

    private final String delimiter;
    private boolean begun;
    private boolean open;
    private boolean closing;
    private boolean fresh = true;
    private int matched;

    Quotes(Reader in, String delimiter) {
        super(in);
        this.delimiter = delimiter;
    }

    /** Whether a quotation mark before the place that was read last is still open. */
    boolean open() {
        return open;
    }

    @Override
    public int read() throws IOException {
        var one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        if (!begun && read > 0) {
            begun = true;
            if (into[from] == MARK) {
                System.arraycopy(into, from + 1, into, from, read - 1);
                read = read == 1 ? super.read(into, from, length) : read - 1;
            }
        }
        for (int i = from; i < from + read; i++) {
            see(into[i]);
        }
        return read;
    }

    private void see(char c) {
        if (open) {
            open = c != '"';
            closing = !open;
            return;
        }
        if (c == '"' && (fresh || closing)) {
            // At its beginning it opens a cell; right behind a closing one it is a quotation mark in the cell.
            open = true;
            fresh = false;
            closing = false;
            matched = 0;
            return;
        }
        closing = false;
        matched = c == delimiter.charAt(matched) ? matched + 1 : c == delimiter.charAt(0) ? 1 : 0;
        fresh = c == '\n' || c == '\r' || matched == delimiter.length();
        if (fresh) {
            matched = 0;
        }
    }
}
