package io.kontor.erasure;

import io.kontor.database.DataDirectory;
import io.kontor.kernel.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The list of who was erased, kept beside the backups and so outside the database: after a restore from an older one it says
 * whom to erase again. One line each, {@code type id}; no names. An office with a data directory has it there; where the
 * database is somebody else's, {@code KONTOR_ERASURES} names the file.
 */
@Component
class ErasureList {
    static final String NAME = "erasures.txt";

    private final Optional<Path> file;

    ErasureList(ObjectProvider<DataDirectory> data, @Value("${KONTOR_ERASURES:}") String named) {
        var directory = data.getIfAvailable();
        this.file = named.isBlank()
                ? Optional.ofNullable(directory).map(home -> home.backups().resolve(NAME))
                : Optional.of(Path.of(named));
    }

    /** Where it lies; nowhere when nobody said. */
    Optional<Path> file() {
        return file;
    }

    /** Everybody on it. */
    synchronized Set<Subject> read() {
        if (file.filter(Files::exists).isEmpty()) {
            return Set.of();
        }
        try {
            var found = new LinkedHashSet<Subject>();
            for (var line : Files.readAllLines(file.orElseThrow(), StandardCharsets.UTF_8)) {
                var words = line.strip().split(" ", 2);
                if (words.length == 2) {
                    found.add(new Subject(words[0], UUID.fromString(words[1])));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds these; nobody ever leaves it. */
    synchronized void add(Collection<Subject> erased) {
        if (file.isEmpty()) {
            return;
        }
        var all = new LinkedHashSet<>(read());
        if (!all.addAll(erased)) {
            return;
        }
        try {
            var path = file.orElseThrow().toAbsolutePath();
            var folder = path.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            var lines = new ArrayList<String>();
            all.forEach(subject -> lines.add(subject.type() + " " + subject.id()));
            var fresh = path.resolveSibling(NAME + ".part");
            Files.write(fresh, lines, StandardCharsets.UTF_8);
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for a list. */
    static List<Subject> subjects(List<ErasureSql.Done> done) {
        return done.stream().map(ErasureSql.Done::subject).toList();
    }
}
