package io.kontor.database;

import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.ZipFile;
import org.postgresql.PGConnection;

/**
 * Fills an empty database from a backup: the schema as it was when the backup was made, the rows, and then the migrations
 * made since. It is also the way to the next PostgreSQL.
 */
public final class Restore {
    private final Endpoint endpoint;

    public Restore(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** What came back. */
    public record Result(int tables, long rows, String created) {}

    /**
     * Reads the whole file before anything is written, and takes back what it began when it fails. Refuses: a damaged or
     * newer backup, a database that already holds an office.
     */
    public Result from(Path file) {
        var manifest = BackupFile.check(file);
        var migrations = new Migrations(endpoint);
        if (manifest.schema().compareTo(migrations.newest()) > 0) {
            throw Refusal.invalid("backup-newer", "file", file, "version", manifest.kontor());
        }
        if (migrations.current().isPresent()) {
            throw Refusal.conflict("office-not-empty", "url", endpoint.url());
        }
        try {
            migrations.run(manifest.schema());
            fill(file, manifest);
            migrations.run();
        } catch (RuntimeException e) {
            takeBack();
            throw e;
        }
        var rows =
                manifest.tables().stream().mapToLong(BackupManifest.Table::rows).sum();
        return new Result(manifest.tables().size(), rows, manifest.created());
    }

    private void fill(Path file, BackupManifest manifest) {
        try (var connection = endpoint.open(DatabaseRole.OWNER);
                var zip = new ZipFile(file.toFile())) {
            connection.setAutoCommit(false);
            empty(connection);
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (var table : manifest.tables()) {
                try (var in = BackupFile.open(zip, table)) {
                    copy.copyIn(
                            "copy %s (%s) from stdin".formatted(table.name(), String.join(", ", table.columns())), in);
                }
            }
            setSequences(connection, manifest);
            connection.commit();
        } catch (SQLException | IOException e) {
            throw Refusal.unavailable("restore-failed", "file", file, "why", String.valueOf(e.getMessage()));
        }
    }

    /** Takes out what the migrations themselves put in: the backup brings those rows too. */
    private static void empty(Connection connection) throws SQLException {
        var tables = new Catalog(connection).tables().keySet();
        if (!tables.isEmpty()) {
            try (var statement = connection.createStatement()) {
                statement.execute("truncate " + String.join(", ", tables));
            }
        }
    }

    private static void setSequences(Connection connection, BackupManifest manifest) throws SQLException {
        try (var set = connection.prepareStatement("select setval(?::regclass, ?)")) {
            for (var sequence : manifest.sequences()) {
                if (sequence.value() > 0) {
                    set.setString(1, sequence.name());
                    set.setLong(2, sequence.value());
                    set.executeQuery();
                }
            }
        }
    }

    private void takeBack() {
        try (var connection = endpoint.open(DatabaseRole.OWNER);
                var statement = connection.createStatement()) {
            statement.execute("drop schema if exists kontor cascade");
            for (var room : Rooms.inOrder()) {
                statement.execute("drop schema if exists %s cascade".formatted(room));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the half-restored database could not be emptied again", e);
        }
    }
}
