package io.kontor.connect.imports;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real files that lie beside the project. */
final class Shared {
    private Shared() {}

    /** Fails with a sentence when they are not there: a test on them must not pass by skipping. */
    static Path file(String folder, String name) {
        var file =
                Path.of("..", "shared", "data", folder, name).toAbsolutePath().normalize();
        if (!Files.isReadable(file)) {
            throw new IllegalStateException("this test needs " + file + ", the shared data beside the project");
        }
        return file;
    }

    static Path mapping(String example) {
        return Path.of("examples", example, "mapping.yaml").toAbsolutePath();
    }
}
