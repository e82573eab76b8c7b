package io.kontor.audit;

import io.kontor.verify.Checkpoint;
import io.kontor.verify.Flaw;
import io.kontor.verify.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Checkpoints as files in a folder that whoever runs the machine names by {@code KONTOR_CHECKPOINTS}, best one that Kontor can
 * add to and not take away from. One file for each, named by its size; an office restored from an older backup is found by them.
 */
@Component
class CheckpointFiles {
    private static final String ENDING = ".checkpoint";

    private final @Nullable Path folder;

    CheckpointFiles(Environment environment) {
        var named = environment.getProperty("kontor.checkpoints");
        this.folder = named == null || named.isBlank() ? null : Path.of(named);
    }

    Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /** Puts one there, whole or not at all; one that is there stays as it is. */
    void put(Path where, long size, String note) {
        try {
            Files.createDirectories(where);
            var file = where.resolve("%018d%s".formatted(size, ENDING));
            if (Files.notExists(file)) {
                var half = Files.createTempFile(where, "half", null);
                Files.writeString(half, note, StandardCharsets.UTF_8);
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one of the greatest size, as it stands in its file; none when there is none, or none that can be read. */
    Optional<String> newest() {
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .max(Comparator.comparing(file -> file.getFileName().toString()))
                    .map(CheckpointFiles::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many entries a checkpoint speaks of. */
    static long size(String note) throws Flaw {
        return Checkpoint.parse(SignedNote.parse(note).text()).size();
    }
}
