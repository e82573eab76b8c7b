package io.kontor.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** The rooms that keep tables, lowest first, as {@code io/kontor/rooms.txt} lists them; each owns the schema of its name. */
final class Rooms {
    private Rooms() {}

    static List<String> inOrder() {
        try {
            return new ClassPathResource("io/kontor/rooms.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
