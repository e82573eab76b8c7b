package io.kontor.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the build says of itself. */
public final class Build {
    private static final Properties PROPERTIES = load();

    private Build() {}

    public static String version() {
        return PROPERTIES.getProperty("version", "unknown");
    }

    static String postgres() {
        return PROPERTIES.getProperty("postgres", "unknown");
    }

    private static Properties load() {
        try (var in = Build.class.getResourceAsStream("/kontor-build.properties")) {
            var properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
