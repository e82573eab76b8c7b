package io.kontor.connect.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an import did.
 *
 * @param dryRun whether it was only tried: then nothing was written
 * @param rowsRejected rows that did not come in, each counted once
 * @param warnings what was met and how often
 * @param objects by kind: created, changed, unchanged
 * @param rejectsFile where the rejected rows are, or none when there are none
 * @param absentFile what the lists that hold all did not name, or none
 * @param office what the mapping said about the office, and whether it was taken; none when it said nothing
 */
public record ImportResult(
        UUID run,
        boolean dryRun,
        List<File> files,
        long rowsRead,
        long created,
        long changed,
        long unchanged,
        long rowsRejected,
        Map<String, Long> warnings,
        Map<String, Counts> objects,
        @Nullable Path rejectsFile,
        @Nullable Path absentFile,
        @Nullable OfficeTold office) {
    public ImportResult {
        files = List.copyOf(files);
    }

    /**
     * @param guessed whether the encoding is a guess
     * @param notRead why it was not read, or none: {@code left_out}, {@code unmapped_file}, {@code file_twice}
     * @param because the mapping's own words for leaving it out
     * @param unknown columns nobody reads
     * @param missing columns that are read and not there
     */
    public record File(
            String name,
            long rows,
            String encoding,
            boolean guessed,
            String delimiter,
            @Nullable String notRead,
            @Nullable String because,
            List<String> unknown,
            List<String> missing) {}

    public record Counts(long created, long changed, long unchanged) {}

    /** @param taken false when a person has set the office up: then their word stands */
    public record OfficeTold(
            @Nullable String currency, @Nullable String zone, boolean taken) {}
}
