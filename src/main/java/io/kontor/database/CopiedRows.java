package io.kontor.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The rows of a query as they come in PostgreSQL's binary COPY format, one in memory at a time: the quickest way out of the
 * database for millions of them. Columns are read in their order, each by its own kind.
 */
public final class CopiedRows implements AutoCloseable {
    /** Signature, flags and the length of what may follow them. */
    private static final int HEADER = 19;
    /** Microseconds from 1970 to PostgreSQL's 2000. */
    private static final long EPOCH = 946_684_800_000_000L;

    private final CopyOut copy;
    private ByteBuffer row = ByteBuffer.allocate(0);
    private boolean begun;
    private int left;

    /** @param query without parameters; only numbers of this program's own stand in it */
    CopiedRows(Connection connection, String query) throws SQLException {
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (" + query + ") to stdout (format binary)");
    }

    /** Goes on to the next row; false behind the last. */
    public boolean next() throws SQLException {
        if (left != 0) {
            throw new IllegalStateException(left + " columns were not read");
        }
        while (!row.hasRemaining()) {
            var bytes = copy.readFromCopy();
            if (bytes == null) {
                return false;
            }
            row = ByteBuffer.wrap(bytes);
            if (!begun) {
                begun = true;
                row.position(HEADER + row.getInt(HEADER - Integer.BYTES));
            }
        }
        left = row.getShort();
        if (left < 0) {
            left = 0;
            while (copy.readFromCopy() != null) {
                // Nothing follows the end but the server's word that it was one.
            }
            return false;
        }
        return true;
    }

    /** Goes past the columns of this row that were not read. */
    public void skip() {
        while (left > 0) {
            maybeBytes();
        }
    }

    private int length() {
        left--;
        return row.getInt();
    }

    /** Whether the next column is null; goes past it if so. */
    public boolean nothing() {
        if (row.getInt(row.position()) >= 0) {
            return false;
        }
        length();
        return true;
    }

    private void expect(int length) {
        int found = length();
        if (found != length) {
            throw new IllegalStateException("a column of " + found + " bytes where " + length + " were due");
        }
    }

    public long large() {
        expect(Long.BYTES);
        return row.getLong();
    }

    public int small() {
        expect(Short.BYTES);
        return row.getShort();
    }

    /** Microseconds since 1970. */
    public long micros() {
        return large() + EPOCH;
    }

    public boolean truth() {
        expect(1);
        return row.get() != 0;
    }

    public UUID id() {
        expect(2 * Long.BYTES);
        return new UUID(row.getLong(), row.getLong());
    }

    public @Nullable UUID maybeId() {
        return nothing() ? null : id();
    }

    public byte @Nullable [] maybeBytes() {
        int length = length();
        if (length < 0) {
            return null;
        }
        var bytes = new byte[length];
        row.get(bytes);
        return bytes;
    }

    public byte[] bytes() {
        return Objects.requireNonNull(maybeBytes());
    }

    public @Nullable String maybeText() {
        int length = length();
        if (length < 0) {
            return null;
        }
        var text = new String(row.array(), row.position(), length, StandardCharsets.UTF_8);
        row.position(row.position() + length);
        return text;
    }

    public String text() {
        return Objects.requireNonNull(maybeText());
    }

    /** Reads what was left over, so that the connection takes other statements. */
    @Override
    public void close() throws SQLException {
        while (copy.isActive() && copy.readFromCopy() != null) {
            // Nobody wants the rest.
        }
    }
}
