package io.kontor.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the rows of large answers as they come, in the running transaction, each in memory for a moment only. */
public final class Copying {
    private final JdbcTemplate jdbc;

    Copying(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes rows one after the other; those left over are passed by. */
    @FunctionalInterface
    public interface Reading<T extends @Nullable Object> {
        T read(CopiedRows rows) throws SQLException;
    }

    /** @param query without parameters; only numbers of the program's own may be put into its text */
    public <T extends @Nullable Object> T read(String query, Reading<T> reading) {
        return jdbc.execute((ConnectionCallback<T>) connection -> {
            try (var rows = new CopiedRows(connection, query)) {
                return reading.read(rows);
            }
        });
    }
}
