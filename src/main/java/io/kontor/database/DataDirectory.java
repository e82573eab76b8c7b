package io.kontor.database;

import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/**
 * Where an embedded office keeps everything: the cluster, its passwords, logs, backups.
 *
 * <p>The directory belongs to whoever starts Kontor and is closed to others. Started as root, the cluster's own folder
 * belongs to an account without rights (see {@link Account}) and the way to it may be walked, not read.
 */
public record DataDirectory(Path home) {
    static final String CLUSTER = "postgres-18";

    public DataDirectory(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /** Creates what is missing, with private permissions. Refuses: the place cannot be written. */
    public DataDirectory prepare() {
        try {
            Files.createDirectories(home);
            permit(home, Account.root() ? "rwx--x--x" : "rwx------");
            for (var folder : new Path[] {secrets(), log(), backups(), mail()}) {
                Files.createDirectories(folder);
                permit(folder, "rwx------");
            }
            return this;
        } catch (IOException e) {
            throw Refusal.unavailable("data-directory-unusable", "dir", home, "why", String.valueOf(e.getMessage()));
        }
    }

    /** Whether an office was ever started here. */
    public boolean used() {
        return Files.exists(cluster().resolve("PG_VERSION"));
    }

    /** When the office was made. */
    Instant madeAt() {
        try {
            return Files.getLastModifiedTime(cluster().resolve("PG_VERSION")).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path cluster() {
        return home.resolve(CLUSTER);
    }

    Path secrets() {
        return home.resolve("secrets");
    }

    Path log() {
        return home.resolve("log");
    }

    public Path backups() {
        return home.resolve("backups");
    }

    public Path mail() {
        return home.resolve("mail");
    }

    Path lock() {
        return home.resolve("kontor.lock");
    }

    Path users() {
        return home.resolve("users.lock");
    }

    /** The line a running server leaves for a second one to find: process and address. */
    public Path running() {
        return home.resolve("running");
    }

    static void permit(Path path, String permissions) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
