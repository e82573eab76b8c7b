package io.kontor.connect.imports;

import java.util.List;

/**
 * One row of one file; two are the same when they stand in the same place.
 *
 * @param file the file's place among the run's files
 * @param line in the file, the header's being 1
 */
record Row(int file, long line, List<String> cells) {
    Row {
        cells = List.copyOf(cells);
    }

    /** How many letters it holds. */
    long weight() {
        long letters = 0;
        for (var cell : cells) {
            letters += cell.length();
        }
        return letters;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row row && row.file == file && row.line == line;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(line) * 31 + file;
    }
}
