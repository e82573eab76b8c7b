package io.kontor.database;

import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The PostgreSQL server programs: either the ones this build brings, unpacked once per machine and version into a cache,
 * or a folder of programs that is already there.
 *
 * @param bin the folder with {@code initdb} and {@code postgres}
 * @param major the major version, which decides which settings exist
 */
public record Binaries(Path bin, int major) {
    /** Environment variable for a cache other than the usual one. */
    private static final String CACHE = "KONTOR_CACHE";

    /** The programs from this build, unpacked when they are not yet. Refuses: none for this machine. */
    public static Binaries bundled() {
        var archive = "/postgres-%s.txz".formatted(platform());
        var target = cache().resolve("postgres-" + Build.postgres() + "-" + platform());
        if (!Files.isExecutable(target.resolve("bin/postgres"))) {
            unpack(archive, target);
        }
        return new Binaries(
                target.resolve("bin"), Integer.parseInt(Build.postgres().split("\\.", -1)[0]));
    }

    Path initdb() {
        return bin.resolve("initdb");
    }

    Path postgres() {
        return bin.resolve("postgres");
    }

    private static String platform() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        var arm = arch.contains("aarch64") || arch.contains("arm64");
        return (os.contains("mac") ? "darwin-" : "linux-") + (arm ? "arm_64" : "x86_64");
    }

    private static Path cache() {
        var chosen = System.getenv(CACHE);
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen);
        }
        if (Account.root()) {
            return Path.of("/var/cache/kontor");
        }
        var xdg = System.getenv("XDG_CACHE_HOME");
        var base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("kontor");
    }

    private static void unpack(String archive, Path target) {
        try (var in = Binaries.class.getResourceAsStream(archive)) {
            if (in == null) {
                throw Refusal.unavailable("no-postgres-for-machine", "platform", platform());
            }
            Files.createDirectories(target.getParent());
            var fresh = Files.createTempDirectory(target.getParent(), "unpacking-");
            extract(in, fresh);
            DataDirectory.permit(fresh, "rwxr-xr-x");
            try {
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                Deleting.tree(fresh);
            }
        } catch (IOException e) {
            throw Refusal.unavailable("cache-unusable", "dir", target, "why", String.valueOf(e.getMessage()));
        }
    }

    private static void extract(InputStream archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("an entry of the archive points outside it: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
                    DataDirectory.permit(path, (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--");
                }
            }
        }
    }
}
