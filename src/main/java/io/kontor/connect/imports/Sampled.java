package io.kontor.connect.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A file as its first rows show it.
 *
 * @param columns in their order
 * @param rows some of them, for people to look at
 */
record Sampled(SourceFile file, List<Column> columns, List<List<String>> rows) {
    private static final int MOST = 2_000;
    private static final int SHOWN = 5;
    private static final int VALUES = 400;
    private static final int LETTERS = 300;

    Sampled {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * One column.
     *
     * @param values how often each value stands in it; the rarest are not kept when there are very many
     * @param filled rows in which it is not empty
     */
    record Column(String name, int place, Map<String, Integer> values, int filled, int rows) {
        /** Whether no value comes twice and none is missing. */
        boolean unique() {
            return filled == rows && rows > 0 && (values.size() == filled || (values.size() >= VALUES && once()));
        }

        private boolean once() {
            return values.values().stream().allMatch(times -> times == 1);
        }

        /** Whether nearly all of its values are of a kind. */
        boolean mostly(Predicate<String> kind) {
            return !values.isEmpty() && values.keySet().stream().filter(kind).count() * 10 >= values.size() * 9L;
        }

        /** The same for more than half of them; enough where the column's name says so already. */
        boolean largely(Predicate<String> kind) {
            return values.keySet().stream().filter(kind).count() * 2 > values.size();
        }

        /** Whether most of what stands in it also stands in another, as far as both were looked at. */
        boolean among(Column keys) {
            var some = some(100);
            long found = some.stream().filter(keys.values()::containsKey).count();
            return !some.isEmpty() && found * 10 >= some.size() * (keys.values().size() >= VALUES ? 1L : 5L);
        }

        List<String> some(int most) {
            return values.keySet().stream().limit(most).toList();
        }
    }

    Column column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Whether rows that name the same object also say the same of it. */
    boolean steady(Column by, Column what) {
        var seen = new LinkedHashMap<String, String>();
        return rows.stream().allMatch(row -> {
            if (row.size() <= Math.max(by.place(), what.place())) {
                return true;
            }
            var before = seen.putIfAbsent(row.get(by.place()), row.get(what.place()));
            return before == null || before.equals(row.get(what.place()));
        });
    }

    /** What is longer than that tells nobody what its column means. */
    private static String cut(String cell) {
        return cell.length() <= LETTERS ? cell : cell.substring(0, LETTERS);
    }

    static Sampled of(SourceFile file) {
        var header = file.header();
        var values = new ArrayList<Map<String, Integer>>();
        var filled = new int[header.size()];
        header.forEach(name -> values.add(new LinkedHashMap<>()));
        var shown = new ArrayList<List<String>>();
        int count = 0;
        try (var records = file.rows()) {
            if (records.hasNext()) {
                records.next();
            }
            while (records.hasNext() && count < MOST) {
                var cells = records.next().getFields();
                if (cells.stream().allMatch(String::isBlank)) {
                    continue;
                }
                count++;
                if (shown.size() < SHOWN) {
                    shown.add(cells.stream().map(Sampled::cut).toList());
                }
                for (int i = 0; i < Math.min(header.size(), cells.size()); i++) {
                    var cell = Reader.stripped(cut(cells.get(i)));
                    if (!cell.isEmpty()) {
                        filled[i]++;
                        var kept = values.get(i);
                        if (kept.size() < VALUES || kept.containsKey(cell)) {
                            kept.merge(cell, 1, Integer::sum);
                        }
                    }
                }
            }
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            // what could be read is enough to propose; reading it all will say where it ends
        }
        var columns = new ArrayList<Column>();
        for (int i = 0; i < header.size(); i++) {
            columns.add(new Column(header.get(i), i, values.get(i), filled[i], count));
        }
        return new Sampled(file, columns, shown);
    }
}
