package io.kontor.database;

import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;

/** Reads a backup and checks it against its own manifest. */
final class BackupFile {
    private BackupFile() {}

    /**
     * Reads every table of it through.
     *
     * @return the manifest. Refuses: not a backup, of an unknown format, incomplete, altered, with the part that is wrong
     */
    static BackupManifest check(Path file) {
        if (!Files.isRegularFile(file)) {
            throw Refusal.invalid("no-such-file", "file", file);
        }
        try (var zip = new ZipFile(file.toFile())) {
            var manifest = manifest(zip, file);
            for (var table : manifest.tables()) {
                checkTable(zip, file, table);
            }
            return manifest;
        } catch (ZipException e) {
            throw Refusal.invalid("not-a-backup", "file", file);
        } catch (IOException e) {
            throw Refusal.invalid("backup-damaged", "file", file, "part", String.valueOf(e.getMessage()));
        }
    }

    private static BackupManifest manifest(ZipFile zip, Path file) throws IOException {
        var entry = zip.getEntry(BackupManifest.FILE);
        if (entry == null) {
            throw Refusal.invalid("not-a-backup", "file", file);
        }
        try (var in = zip.getInputStream(entry)) {
            var manifest = Backup.JSON.readValue(in, BackupManifest.class);
            if (!BackupManifest.FORMAT.equals(manifest.format())) {
                throw Refusal.invalid("backup-newer", "file", file, "version", String.valueOf(manifest.kontor()));
            }
            return manifest;
        } catch (JacksonException e) {
            throw Refusal.invalid("backup-damaged", "file", file, "part", BackupManifest.FILE);
        }
    }

    private static void checkTable(ZipFile zip, Path file, BackupManifest.Table table) throws IOException {
        var entry = zip.getEntry(table.file());
        if (entry == null) {
            throw Refusal.invalid("backup-damaged", "file", file, "part", table.file());
        }
        var digest = Backup.sha256();
        long lines = 0;
        try (var in = zip.getInputStream(entry)) {
            var buffer = new byte[1 << 16];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                digest.update(buffer, 0, length);
                for (int i = 0; i < length; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        if (lines != table.rows() || !HexFormat.of().formatHex(digest.digest()).equals(table.sha256())) {
            throw Refusal.invalid("backup-damaged", "file", file, "part", table.file());
        }
    }

    static InputStream open(ZipFile zip, BackupManifest.Table table) throws IOException {
        return zip.getInputStream(zip.getEntry(table.file()));
    }
}
