package io.kontor.database;

import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL run by somebody else, named by {@code KONTOR_DATABASE_URL}; the passwords of the three roles come from
 * {@code KONTOR_OWNER_PASSWORD}, {@code KONTOR_OFFICE_PASSWORD} and {@code KONTOR_PORTAL_PASSWORD}, or from files named by
 * the same variables with {@code _FILE} behind them.
 */
public final class Outside {
    public static final String URL = "KONTOR_DATABASE_URL";
    private static final int OLDEST = 15;

    private Outside() {}

    /** The endpoint the environment names, if it names one. Refuses: an address that is none, an unreadable file. */
    public static Optional<Endpoint> from(Map<String, String> environment) {
        var url = environment.get(URL);
        if (url == null || url.isBlank()) {
            return Optional.empty();
        }
        var passwords = new EnumMap<DatabaseRole, String>(DatabaseRole.class);
        for (var role : DatabaseRole.values()) {
            secret(environment, "KONTOR_" + role.name() + "_PASSWORD").ifPresent(word -> passwords.put(role, word));
        }
        return Optional.of(new Endpoint(jdbc(url), passwords));
    }

    private static String jdbc(String url) {
        if (url.startsWith("jdbc:postgresql://")) {
            return url;
        }
        if (url.startsWith("postgresql://") || url.startsWith("postgres://")) {
            var rest = url.substring(url.indexOf("://") + 3);
            if (rest.contains("@")) {
                throw Refusal.invalid("database-url-with-password");
            }
            return "jdbc:postgresql://" + rest;
        }
        throw Refusal.invalid("database-url-unknown", "url", url);
    }

    static Optional<String> secret(Map<String, String> environment, String name) {
        var plain = environment.get(name);
        if (plain != null) {
            return Optional.of(plain);
        }
        var file = environment.get(name + "_FILE");
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Files.readString(Path.of(file), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw Refusal.invalid("secret-file-unreadable", "name", name + "_FILE", "file", file);
        }
    }

    /** Refuses: a server too old to hold the office. */
    static void checkVersion(int major) {
        if (major < OLDEST) {
            throw Refusal.unavailable("postgres-too-old", "version", major, "oldest", OLDEST);
        }
    }
}
