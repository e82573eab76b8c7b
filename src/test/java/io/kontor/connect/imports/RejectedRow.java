package io.kontor.connect.imports;

import io.kontor.kernel.Actor;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.support.TestOffice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Leaves a row that was rejected, and a file somebody uploaded, for tests of other rooms. */
public final class RejectedRow {
    private static final Words WORDS = new Words(Language.EN, ZoneOffset.UTC);

    private RejectedRow() {}

    public static void leave(TestOffice office, Actor actor, Path folder, String text) {
        try {
            var file = Files.writeString(
                    folder.resolve("firms.csv"),
                    FindingsTest.HEAD + "1," + text + ",Atlantis,,\n",
                    StandardCharsets.UTF_8);
            office.bean(Imports.class)
                    .run(
                            actor,
                            MappingFile.read(FindingsTest.FIRMS),
                            List.of(file),
                            office.bean(DraftFiles.class).rejects(),
                            false,
                            WORDS,
                            progress -> {});
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static UUID upload(TestOffice office, Actor actor, String name, byte[] content) {
        return office.bean(ImportDrafts.class).put(actor, List.of(ImportDrafts.Upload.of(name, content)), null, WORDS);
    }
}
