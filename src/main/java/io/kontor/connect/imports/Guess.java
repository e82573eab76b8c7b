package io.kontor.connect.imports;

import io.kontor.connect.imports.Sampled.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the columns of one file mean: by kind of object and field. A column means one thing, except that the name of another
 * object also stands for that object.
 */
final class Guess {
    private static final Pattern CODE = Pattern.compile("[A-Za-z]{1,4}[-/_. ]?[0-9][0-9A-Za-z/_.-]{1,20}");

    private final Sampled file;
    private final Map<String, Map<String, Column>> told = new LinkedHashMap<>();

    private Guess(Sampled file) {
        this.file = file;
    }

    private record Fit(String concept, Column column, int fits) {}

    static Guess of(Sampled file, String kind) {
        var guess = new Guess(file);
        var fits = new ArrayList<Fit>();
        for (var concept : Meanings.of(kind)) {
            for (var column : file.columns()) {
                int fit = Meanings.fit(concept, column);
                if (fit > 0) {
                    fits.add(new Fit(concept, column, fit));
                }
            }
        }
        fits.sort(Comparator.comparingInt(Fit::fits).reversed());
        var used = new HashSet<Column>();
        for (var fit : fits) {
            if (!used.contains(fit.column()) && !guess.has(fit.concept())) {
                guess.put(fit.concept(), fit.column());
                used.add(fit.column());
            }
        }
        guess.byContent(kind, used);
        return guess;
    }

    private boolean has(String concept) {
        int dot = concept.indexOf('.');
        return of(concept.substring(0, dot)).containsKey(concept.substring(dot + 1));
    }

    private void put(String concept, Column column) {
        int dot = concept.indexOf('.');
        told.computeIfAbsent(concept.substring(0, dot), fresh -> new LinkedHashMap<>())
                .put(concept.substring(dot + 1), column);
    }

    /** What no name says, what stands there may. */
    private void byContent(String kind, Set<Column> used) {
        for (var column : file.columns()) {
            if (used.contains(column) || column.filled() == 0) {
                continue;
            }
            var concept = Meanings.byContent(kind, column);
            if (!concept.isEmpty() && !has(concept)) {
                put(concept, column);
                used.add(column);
            }
        }
    }

    /** The columns that mean fields of a kind. */
    Map<String, Column> of(String kind) {
        return told.getOrDefault(kind, Map.of());
    }

    Collection<Column> numbers() {
        var all = new ArrayList<Column>();
        told.values()
                .forEach(fields -> fields.forEach((field, column) -> {
                    if (Meanings.NUMBERS.contains(field)) {
                        all.add(column);
                    }
                }));
        return all;
    }

    /** The first column of words that is no day, number or address. */
    Optional<Column> text() {
        return file.columns().stream()
                .filter(column -> column.filled() > 0
                        && !column.mostly(Formats::number)
                        && !Formats.days(column)
                        && !column.mostly(Formats::mail))
                .max(Comparator.comparingInt((Column column) -> column.unique() ? 1 : 0)
                        .thenComparingInt(column -> -column.place()));
    }

    /** The first column in which nothing comes twice, if it is not an amount. */
    Optional<Column> unique() {
        return file.columns().stream()
                .filter(Column::unique)
                .filter(column -> !numbers().contains(column) && !Formats.days(column))
                .findFirst();
    }

    /** The first column nobody has a meaning for in which every row has a code, few of them the same. */
    private Optional<Column> coded() {
        return file.columns().stream()
                .filter(column -> told.values().stream().noneMatch(fields -> fields.containsValue(column)))
                .filter(column ->
                        column.filled() == column.rows() && column.values().size() * 3 >= column.rows())
                .filter(column -> column.values().keySet().stream().allMatch(CODE.asMatchPredicate()))
                .findFirst();
    }

    /** The columns that tell one object of a kind from others; none when nothing does. */
    List<String> key(String kind) {
        var means = of(kind);
        var id = means.get("key");
        if (id != null && id.unique()) {
            return List.of(id.name());
        }
        var name = means.get("name");
        if (name == null) {
            return text().map(column -> List.of(column.name())).orElse(List.of());
        }
        if (name.unique()) {
            return List.of(name.name());
        }
        var second = means.getOrDefault("city", means.get("country"));
        return second == null || second.filled() < second.rows()
                ? List.of(name.name())
                : List.of(name.name(), second.name());
    }

    /** The same for deals, whose rows may be lines of one. */
    List<String> dealKey() {
        var means = of("deal");
        var id = means.get("key");
        if (id != null && id.filled() == id.rows()) {
            return List.of(id.name());
        }
        var name = means.get("name");
        if (name != null && name.unique()) {
            return List.of(name.name());
        }
        var unique = unique();
        if (unique.isPresent()) {
            return List.of(unique.get().name());
        }
        var coded = coded();
        if (coded.isPresent()) {
            return List.of(coded.get().name());
        }
        // Nothing names a row: all that tells it apart does.
        return Stream.of("name", "sourcing", "customer", "closed", "opened", "amount")
                .flatMap(field -> Optional.ofNullable(means.get(field)).stream())
                .map(Column::name)
                .toList();
    }
}
