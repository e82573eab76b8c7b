package io.kontor.connect.imports;

import io.kontor.connect.imports.Mapping.Format;
import io.kontor.connect.imports.Mapping.Source;
import io.kontor.kernel.SortKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a proposal's values come from, all written the same way.
 *
 * @param system whose ids the keys are
 */
record ProposedSources(String system, Format format) {
    private static final Set<String> NOTHING =
            Set.of("NULL", "null", "N/A", "n/a", "#N/A", "NaN", "-", "–", "—", "?", "k.A.", "s.d.");

    static ProposedSources of(List<Sampled> files, Map<Sampled, Guess> guesses) {
        var written = new ArrayList<Sampled.Column>();
        var numbers = new ArrayList<Sampled.Column>();
        guesses.forEach((file, guess) -> {
            numbers.addAll(guess.numbers());
            if (!file.file().sheet()) {
                written.addAll(guess.numbers());
            }
        });
        boolean semicolons =
                files.stream().anyMatch(file -> file.file().delimiter().equals(";"));
        var empty = numbers.stream()
                .flatMap(column -> column.values().keySet().stream())
                .filter(NOTHING::contains)
                .distinct()
                .toList();
        return new ProposedSources(
                system(files), new Format(Formats.numbers(written, semicolons), List.of(), empty, null, null));
    }

    /** Whose export the files look like; else a word of their name. */
    private static String system(List<Sampled> files) {
        var headers = files.stream()
                .flatMap(file -> file.file().header().stream())
                .map(header -> header.toLowerCase(Locale.ROOT))
                .toList();
        if (headers.stream().anyMatch(one -> one.startsWith("deal - ") || one.startsWith("organization - "))) {
            return "pipedrive";
        }
        if (headers.contains("record id") || headers.contains("hs_object_id")) {
            return "hubspot";
        }
        if (headers.stream().anyMatch(one -> one.startsWith("(do not modify)"))
                || headers.contains("potential customer")) {
            return "dynamics";
        }
        if (headers.contains("opportunity id") || headers.contains("account id") || headers.contains("accountid")) {
            return "salesforce";
        }
        var word = files.isEmpty()
                ? ""
                : SortKeys.folded(files.getFirst().file().name().replaceFirst("\\.[A-Za-z0-9./ ]+$", ""))
                        .replaceAll("[^a-z]+", "-")
                        .replaceAll("^-|-$", "");
        return word.isEmpty() ? "files" : word.substring(0, Math.min(word.length(), 40));
    }

    /** The currency most amounts name. */
    static Optional<String> currency(Sampled.@Nullable Column amount) {
        if (amount == null) {
            return Optional.empty();
        }
        for (var sign : Map.of(
                        "€", "EUR", "$", "USD", "£", "GBP", "EUR", "EUR", "USD", "USD", "CHF", "CHF", "GBP", "GBP")
                .entrySet()) {
            if (amount.mostly(value -> value.contains(sign.getKey()))) {
                return Optional.of(sign.getValue());
            }
        }
        return Optional.empty();
    }

    Source constant(String value) {
        return new Source(List.of(), " ", value, Map.of(), null, null, system, false, null, null, format);
    }

    Source of(Sampled.Column column, String field) {
        var days = Meanings.DAYS.contains(field)
                ? Formats.day(column, format.locale())
                        .filter(day -> !day.equals("yyyy-MM-dd"))
                        .map(List::of)
                        .orElse(List.of())
                : List.<String>of();
        var own = days.isEmpty()
                ? format
                : new Format(format.locale(), days, format.empty(), format.delimiter(), format.encoding());
        return new Source(
                List.of(column.name()),
                " ",
                null,
                Meanings.values(column, field),
                null,
                field.equals("domains") && column.values().keySet().stream().anyMatch(value -> value.contains(","))
                        ? ","
                        : null,
                system,
                false,
                null,
                null,
                own);
    }
}
