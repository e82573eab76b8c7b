package io.kontor.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Generated secrets of an embedded office, one file each, readable by their owner only. */
record Secrets(Path folder) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD = 24;

    /** The password of that name, made on first use. */
    String of(String name) {
        return of(name, PASSWORD, Base64.getUrlEncoder().withoutPadding());
    }

    /** The secret of that name as base64, made of so many bytes on first use. */
    String of(String name, int length) {
        return of(name, length, Base64.getEncoder());
    }

    boolean has(String name) {
        return Files.exists(file(name));
    }

    private String of(String name, int length, Base64.Encoder encoder) {
        var file = file(name);
        try {
            if (!has(name)) {
                create(file, length, encoder);
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    private static void create(Path file, int length, Base64.Encoder encoder) throws IOException {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        var text = encoder.encodeToString(bytes);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
        } catch (FileAlreadyExistsException e) {
            // Another start of Kontor was faster; its secret stands.
        }
    }
}
