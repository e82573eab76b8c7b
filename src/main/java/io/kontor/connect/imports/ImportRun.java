package io.kontor.connect.imports;

import io.kontor.ledger.FreeText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One import; also the complete state in the ledger.
 *
 * @param mapping the name of the mapping, {@code text} what it says
 * @param reason why it ended early, or none
 */
record ImportRun(
        String mapping,
        String system,
        String text,
        Status status,
        Instant started,
        @Nullable Instant ended,
        List<FileSeen> files,
        long rowsRead,
        long rowsRejected,
        long created,
        long changed,
        long unchanged,
        Map<String, Long> warnings,
        @FreeText @Nullable String reason) {
    ImportRun {
        files = List.copyOf(files);
        warnings = Map.copyOf(warnings);
    }

    enum Status {
        RUNNING,
        DONE,
        FAILED,
        /** Its process ended without a word. */
        STOPPED,
        /** What it did was taken back. */
        UNDONE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A file as it was found. */
    record FileSeen(
            @FreeText String name, long bytes, String hash, String encoding, String delimiter, boolean leftOut) {}

    static ImportRun started(Mapping mapping, List<FileSeen> files, Instant at) {
        return new ImportRun(
                mapping.name(),
                mapping.system(),
                mapping.text(),
                Status.RUNNING,
                at,
                null,
                files,
                0,
                0,
                0,
                0,
                0,
                Map.of(),
                null);
    }

    ImportRun undone(Instant at) {
        return new ImportRun(
                mapping,
                system,
                text,
                Status.UNDONE,
                started,
                ended == null ? at : ended,
                files,
                rowsRead,
                rowsRejected,
                created,
                changed,
                unchanged,
                warnings,
                reason);
    }

    ImportRun ended(Status how, Instant at, Tally tally, @Nullable String why) {
        return new ImportRun(
                mapping,
                system,
                text,
                how,
                started,
                at,
                files,
                tally.rowsRead(),
                tally.rowsRejected(),
                tally.created(),
                tally.changed(),
                tally.unchanged(),
                tally.warnings(),
                why);
    }
}
