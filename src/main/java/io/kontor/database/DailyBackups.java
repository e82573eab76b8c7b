package io.kontor.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps the newest seven daily backups of an embedded office beside its data. */
public final class DailyBackups {
    static final String ENDING = ".kontor-backup";
    private static final int KEPT = 7;
    private static final Duration PATIENCE = Duration.ofDays(2);

    private final DataDirectory data;
    private final Backup backup;
    private final Clock clock;

    public DailyBackups(DataDirectory data, Endpoint endpoint, Clock clock) {
        this.data = data;
        this.backup = new Backup(endpoint, clock);
        this.clock = clock;
    }

    /** Writes today's unless it is there, and lets go of the ones beyond the seventh. */
    public void run(ZoneId zone) {
        var file = data.backups().resolve(LocalDate.now(clock.withZone(zone)) + ENDING);
        if (!Files.exists(file)) {
            backup.to(file);
        }
        try {
            for (var old : oldestLast().stream().skip(KEPT).toList()) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How things stand when the newest is older than two days: when it was written, or nothing if there is none. */
    public Optional<Late> late() {
        var newest = Health.newestBackup(data);
        var reference = newest.orElseGet(data::madeAt);
        return reference.plus(PATIENCE).isBefore(clock.instant()) ? Optional.of(new Late(newest)) : Optional.empty();
    }

    /** @param newest when the newest was written, if there is one */
    public record Late(Optional<Instant> newest) {}

    private List<Path> oldestLast() throws IOException {
        try (var files = Files.list(data.backups())) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        }
    }
}
