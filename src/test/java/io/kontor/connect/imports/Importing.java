package io.kontor.connect.imports;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.people.Access;
import io.kontor.people.Roles;
import io.kontor.support.TestOffice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** An office and a folder to import from. */
final class Importing implements AutoCloseable {
    static final Words WORDS = new Words(Language.EN, ZoneOffset.UTC);

    final TestOffice office = TestOffice.open();
    private final Path folder;

    Importing(Path folder) {
        this.folder = folder;
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        office.bean(Roles.class).ship();
    }

    Path write(String name, String content) {
        return write(name, content, StandardCharsets.UTF_8);
    }

    Path write(String name, String content, Charset charset) {
        return write(name, content.getBytes(charset));
    }

    Path write(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImportResult run(Mapping mapping, Path... files) {
        return run(mapping, false, files);
    }

    ImportResult run(Mapping mapping, boolean dryRun, Path... files) {
        return office.bean(Imports.class)
                .run(
                        Access.local("tests", UUID.randomUUID()),
                        mapping,
                        List.of(files),
                        folder,
                        dryRun,
                        WORDS,
                        progress -> {});
    }

    ImportResult run(String mapping, Path... files) {
        return run(MappingFile.read(mapping), files);
    }

    List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String one(String sql) {
        return String.join("|", office.column(sql));
    }

    @Override
    public void close() {
        office.close();
    }
}
