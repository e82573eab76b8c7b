package io.kontor.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** The note a serving Kontor leaves in its directory, so that a second start can name it. */
public final class Running {
    private Running() {}

    public static void note(DataDirectory data, String address) {
        try {
            Files.writeString(
                    data.running(), ProcessHandle.current().pid() + " " + address + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void forget(DataDirectory data) {
        try {
            Files.deleteIfExists(data.running());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String describe(DataDirectory data) {
        try {
            var words = Files.readString(data.running(), StandardCharsets.UTF_8)
                    .strip()
                    .split(" ", 2);
            return words.length == 2 ? "process " + words[0] + " at " + words[1] : "another process";
        } catch (IOException e) {
            return "another process";
        }
    }
}
