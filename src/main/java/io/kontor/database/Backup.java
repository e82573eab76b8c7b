package io.kontor.database;

import io.kontor.kernel.Refusal;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes one file with the rows of every table, all from one moment, while the office works on.
 *
 * <p>The file is a zip of one text file per table in PostgreSQL's COPY format, readable by any later version, and a
 * manifest with counts and checksums. It appears under its name only after it was read back and found right.
 */
public final class Backup {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final Endpoint endpoint;
    private final Clock clock;

    public Backup(Endpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** What was written. */
    public record Result(Path file, int tables, long rows, long bytes) {}

    /** Writes the backup and checks it. Refuses: the file exists, the disk is full, the office is not there yet. */
    public Result to(Path file) {
        if (Files.exists(file)) {
            throw Refusal.invalid("file-exists", "file", file);
        }
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            write(part);
            var manifest = BackupFile.check(part);
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            var rows = manifest.tables().stream()
                    .mapToLong(BackupManifest.Table::rows)
                    .sum();
            return new Result(file, manifest.tables().size(), rows, Files.size(file));
        } catch (IOException e) {
            throw Refusal.unavailable("backup-not-written", "file", file, "why", String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            discard(part);
        }
    }

    private void write(Path part) throws IOException, SQLException {
        try (var connection = endpoint.open(DatabaseRole.OWNER);
                var zip = new ZipOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE))) {
            DataDirectory.permit(part, "rw-------");
            zip.setLevel(Deflater.BEST_SPEED);
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var schema = new Migrations(endpoint)
                    .current()
                    .orElseThrow(() -> Refusal.invalid("backup-of-nothing", "url", endpoint.url()));
            var catalog = new Catalog(connection);
            var sequences = catalog.sequences().entrySet().stream()
                    .map(entry -> new BackupManifest.Sequence(entry.getKey(), entry.getValue()))
                    .toList();
            var tables = new ArrayList<BackupManifest.Table>();
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (var table : catalog.tables().entrySet()) {
                tables.add(table(zip, copy, table.getKey(), table.getValue()));
            }
            zip.putNextEntry(new ZipEntry(BackupManifest.FILE));
            zip.write(JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsBytes(new BackupManifest(
                            BackupManifest.FORMAT,
                            Build.version(),
                            schema,
                            clock.instant().toString(),
                            tables,
                            sequences)));
            zip.closeEntry();
            connection.rollback();
        }
    }

    private static BackupManifest.Table table(ZipOutputStream zip, CopyManager copy, String name, List<String> columns)
            throws IOException, SQLException {
        zip.putNextEntry(new ZipEntry("tables/" + name + ".copy"));
        var digest = new Digesting(zip);
        var rows = copy.copyOut("copy %s (%s) to stdout".formatted(name, String.join(", ", columns)), digest);
        zip.closeEntry();
        return new BackupManifest.Table(name, columns, rows, digest.hex());
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The unfinished file stays behind under its .part name; nothing reads such a file.
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Passes bytes on and hashes them; closing it leaves the stream below open. */
    private static final class Digesting extends FilterOutputStream {
        private final MessageDigest digest = sha256();

        Digesting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            digest.update(bytes, from, length);
            out.write(bytes, from, length);
        }

        @Override
        public void write(int b) throws IOException {
            digest.update((byte) b);
            out.write(b);
        }

        @Override
        public void close() {
            // The zip goes on with the next table.
        }

        String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
