package io.kontor.connect.imports;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Which of a file's first rows names the columns: people and programs write titles and days above it. */
final class HeaderRow {
    /** How far down it may be. */
    static final int LOOKED_AT = 15;

    private HeaderRow() {}

    /**
     * @param rows the first ones, without blanks around their cells
     * @param wanted columns a mapping reads; the header is the first row that names any of them
     */
    static int of(List<List<String>> rows, Collection<String> wanted) {
        int first = 0;
        while (first < Math.min(rows.size(), LOOKED_AT)
                && (filled(rows.get(first)) == 0 || saysDelimiter(rows.get(first)))) {
            first++;
        }
        for (int i = first; i < Math.min(rows.size(), LOOKED_AT); i++) {
            if (rows.get(i).stream().anyMatch(wanted::contains)) {
                return i;
            }
        }
        int widest = rows.stream().mapToInt(HeaderRow::filled).max().orElse(0);
        for (int i = first; i < Math.min(rows.size(), LOOKED_AT); i++) {
            if (!title(rows.get(i), widest)) {
                return i;
            }
        }
        return first;
    }

    /** One or two cells above a table of many. */
    private static boolean title(List<String> row, int widest) {
        int filled = filled(row);
        return filled <= 1 ? widest > 1 : filled == 2 && widest > 4;
    }

    /** How many of the rows above a header were written for people. */
    static int titles(List<List<String>> above) {
        return (int) above.stream()
                .filter(row -> filled(row) > 0 && !saysDelimiter(row))
                .count();
    }

    private static int filled(List<String> row) {
        return (int) row.stream().filter(cell -> !cell.isEmpty()).count();
    }

    /** Whether it is the one with which spreadsheets are told what stands between the columns. */
    private static boolean saysDelimiter(List<String> row) {
        return !row.isEmpty()
                && row.size() <= 2
                && row.getFirst().toLowerCase(Locale.ROOT).startsWith("sep=");
    }
}
