package io.kontor.connect.imports;

import io.kontor.database.DataDirectory;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Somebody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Files somebody put into the page, on this machine's disk as they came, until they are imported or forgotten. */
@Component
class DraftFiles {
    private final Path home;
    private final DataSize most;

    DraftFiles(ObjectProvider<DataDirectory> data, @Value("${kontor.import.upload:2GB}") DataSize most) {
        var directory = data.getIfAvailable();
        this.home = directory == null ? Path.of(System.getProperty("java.io.tmpdir"), "kontor") : directory.home();
        this.most = most;
    }

    /** Where files of rejected rows go. */
    Path rejects() {
        return home.resolve("rejects");
    }

    private Path folder(UUID draft) {
        return home.resolve("uploads").resolve(draft.toString());
    }

    /** Keeps files and says where. Refuses: nothing given; too much. */
    List<Path> keep(UUID draft, List<ImportDrafts.Upload> uploads) {
        var given = uploads.stream().filter(upload -> upload.size() > 0).toList();
        if (given.isEmpty()) {
            throw Refusal.invalid("import-nothing-given").at("files");
        }
        if (given.stream().mapToLong(ImportDrafts.Upload::size).sum() > most.toBytes()) {
            throw Refusal.invalid("import-upload-large", "megabytes", most.toMegabytes())
                    .at("files");
        }
        try {
            var paths = new ArrayList<Path>();
            for (var upload : given) {
                var own = Files.createDirectories(folder(draft).resolve(String.valueOf(paths.size())));
                var path = own.resolve(clean(upload.name()));
                try (InputStream in = upload.content().open()) {
                    Files.copy(in, path);
                }
                paths.add(path);
            }
            return paths;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String clean(String name) {
        var bare = name.replace('\\', '/');
        var last = bare.substring(bare.lastIndexOf('/') + 1)
                .replaceAll("[\\p{Cntrl}:*?\"<>|]", "")
                .strip();
        return last.isEmpty() || last.startsWith(".") ? "file" + last : last.substring(0, Math.min(150, last.length()));
    }

    /** The files of a draft in their order. Refuses: they are not here any more. */
    List<Path> paths(UUID draft, Collection<String> names) {
        var paths = new ArrayList<Path>();
        for (var name : names) {
            var path = folder(draft).resolve(String.valueOf(paths.size())).resolve(name);
            if (!Files.isReadable(path)) {
                throw Refusal.conflict("import-files-gone");
            }
            paths.add(path);
        }
        return paths;
    }

    /** Drafts with a file that tells of somebody. */
    List<UUID> mentioning(Somebody who) {
        return telling(home.resolve("uploads"), who).stream()
                .map(file -> home.resolve("uploads").relativize(file).getName(0).toString())
                .distinct()
                .map(UUID::fromString)
                .toList();
    }

    /** Files of rejected rows that tell of somebody. */
    List<Path> rejectsMentioning(Somebody who) {
        return telling(rejects(), who);
    }

    void forgetRejects(Somebody who) {
        try {
            for (var file : rejectsMentioning(who)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> telling(Path folder, Somebody who) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> Mentions.in(file, who))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forget(Collection<UUID> drafts) {
        drafts.forEach(draft -> {
            var folder = folder(draft);
            if (Files.isDirectory(folder)) {
                try (var all = Files.walk(folder)) {
                    for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(path);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }
}
