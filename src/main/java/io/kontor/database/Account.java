package io.kontor.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The account the cluster runs under when Kontor is started by root: PostgreSQL refuses to run as root, rightly. A
 * dedicated account is better than {@code nobody} where there is one.
 */
record Account(int uid, int gid) {
    private static final List<String> PREFERRED = List.of("kontor", "postgres", "nobody");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    static boolean root() {
        return ROOT;
    }

    /** The owner of what is already there, else the best account of this machine. */
    static Account forCluster(Path cluster) {
        try {
            if (Files.exists(cluster)) {
                var uid = (Integer) Files.getAttribute(cluster, "unix:uid");
                var gid = (Integer) Files.getAttribute(cluster, "unix:gid");
                if (uid != 0) {
                    return new Account(uid, gid);
                }
            }
            return PREFERRED.stream()
                    .flatMap(name -> named(name).stream())
                    .findFirst()
                    .orElse(new Account(65534, 65534));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Account> named(String name) {
        try (var lines = Files.lines(Path.of("/etc/passwd"), StandardCharsets.UTF_8)) {
            return lines.map(line -> line.split(":", -1))
                    .filter(parts -> parts.length > 3 && parts[0].equals(name))
                    .map(parts -> new Account(Integer.parseInt(parts[2]), Integer.parseInt(parts[3])))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void own(Path path) {
        try {
            Files.setAttribute(path, "unix:uid", uid);
            Files.setAttribute(path, "unix:gid", gid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
