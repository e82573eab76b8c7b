package io.kontor.connect.imports;

import io.kontor.connect.imports.Sampled.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the columns of one file mean: by kind of object and field. A column means one thing, except that the name of another
 * object also stands for that object.
 */
final class Guess {
    static final Set<String> DAYS = Set.of("closed", "opened", "expectedClose", "joined");
    private static final Set<String> NUMBERS = Set.of("amount", "quantity", "cost", "listPrice", "standardCost");
    private static final List<String> STAGES =
            List.of("won", "lost", "negotiation", "proposal", "qualified", "prospecting");
    private static final Map<String, List<String>> CHOICES = Map.of(
            "stage", STAGES,
            "status", List.of("active", "prospect", "onboarding", "paused", "ended"),
            "type", List.of("reseller", "distributor", "referral", "consultant"));
    private static final Set<String> COUNTRIES = countries();
    private static final Map<String, List<String>> MEANINGS = Map.of(
            "deal",
            List.of(
                    "deal.key",
                    "deal.name",
                    "deal.stage",
                    "deal.amount",
                    "deal.closed",
                    "deal.opened",
                    "deal.expectedClose",
                    "deal.owner",
                    "deal.currency",
                    "deal.lossReason",
                    "deal.description",
                    "deal.contact",
                    "deal.sourcing",
                    "deal.customer",
                    "line.product",
                    "line.quantity",
                    "line.cost",
                    "partner.key",
                    "customer.key",
                    "partner.country",
                    "partner.city"),
            "partner",
            List.of(
                    "partner.key",
                    "partner.name",
                    "partner.type",
                    "partner.status",
                    "partner.segment",
                    "partner.manager",
                    "partner.sourceChannel",
                    "partner.country",
                    "partner.city",
                    "partner.subdivision",
                    "partner.domains",
                    "partner.parent",
                    "membership.joined"),
            "customer",
            List.of(
                    "customer.key",
                    "customer.name",
                    "customer.country",
                    "customer.city",
                    "customer.domains",
                    "customer.parent"),
            "product",
            List.of(
                    "product.key",
                    "product.name",
                    "product.family",
                    "product.unit",
                    "product.listPrice",
                    "product.standardCost",
                    "product.currency"),
            "person",
            List.of("person.name", "person.email"));

    private final Sampled file;
    private final Map<String, Map<String, Column>> told = new LinkedHashMap<>();

    private Guess(Sampled file) {
        this.file = file;
    }

    private static Set<String> countries() {
        var names = new HashSet<String>();
        for (var code : Locale.getISOCountries()) {
            names.add(code);
            for (var language : List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, Locale.of("es"))) {
                names.add(Locale.of("", code).getDisplayCountry(language));
            }
        }
        return names;
    }

    /** The kind of object a file is mainly about. */
    static String kind(Sampled file) {
        var name = file.file().name();
        int deal = 0;
        for (var concept : List.of(
                "deal.key",
                "deal.stage",
                "deal.amount",
                "deal.closed",
                "deal.opened",
                "deal.expectedClose",
                "line.quantity")) {
            deal += file.columns().stream().anyMatch(column -> fit(concept, column) > 0) ? 1 : 0;
        }
        for (var kind : List.of("product", "partner", "customer", "person")) {
            if (Headers.names("kind." + kind, name) && deal < 3) {
                return kind;
            }
        }
        if (deal >= 2 || Headers.names("kind.deal", name)) {
            return "deal";
        }
        int best = 0;
        var kind = "partner";
        for (var candidate : List.of("partner", "customer", "product", "person")) {
            int score = MEANINGS.getOrDefault(candidate, List.of()).stream()
                    .mapToInt(concept -> file.columns().stream()
                            .mapToInt(column -> fit(concept, column))
                            .max()
                            .orElse(0))
                    .sum();
            // Where a list of firms says nothing else, they are partners: this is their office.
            if (score > best + 500) {
                best = score;
                kind = candidate;
            }
        }
        // By what stands in it: days and amounts are of deals.
        boolean days = file.columns().stream().anyMatch(Formats::days);
        boolean amounts = file.columns().stream()
                .anyMatch(column -> column.mostly(Formats::number)
                        && column.values().keySet().stream().anyMatch(value -> value.matches(".*[.,]\\d{2}\\D*")));
        return best < 1_000 && days && amounts ? "deal" : kind;
    }

    private static int fit(String concept, Column column) {
        var field = concept.substring(concept.indexOf('.') + 1);
        int fits = Math.max(Headers.fits(concept, column.name()), Headers.fits("*." + field, column.name()));
        return fits > 0 && possible(field, column) ? fits : 0;
    }

    /** Whether what stands in a column can be what its name says. */
    private static boolean possible(String field, Column column) {
        if (column.filled() == 0) {
            return !NUMBERS.contains(field) && !DAYS.contains(field);
        }
        if (NUMBERS.contains(field)) {
            return column.largely(Formats::number);
        }
        if (DAYS.contains(field)) {
            return Formats.days(column);
        }
        return switch (field) {
            case "key" -> true;
            case "stage" -> column.values().size() <= 40;
            case "currency" -> column.mostly(value -> value.matches("[A-Za-z]{3}"));
            case "type" ->
                column.values().keySet().stream()
                        .anyMatch(value ->
                                Headers.value("type", value, choices("type")).isPresent());
            case "status" ->
                column.values().keySet().stream()
                        .anyMatch(value -> Headers.value("status", value, choices("status"))
                                .isPresent());
            default -> !Formats.days(column) || !column.mostly(Formats::number);
        };
    }

    private static List<String> choices(String field) {
        return CHOICES.getOrDefault(field, List.of());
    }

    private record Fit(String concept, Column column, int fits) {}

    static Guess of(Sampled file, String kind) {
        var guess = new Guess(file);
        var fits = new ArrayList<Fit>();
        for (var concept : MEANINGS.getOrDefault(kind, List.of())) {
            for (var column : file.columns()) {
                int fit = fit(concept, column);
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
            var concept = meaning(kind, column);
            if (!concept.isEmpty() && !has(concept)) {
                put(concept, column);
                used.add(column);
            }
        }
    }

    private static String meaning(String kind, Column column) {
        if (column.mostly(Formats::mail)) {
            return kind.equals("person") ? "person.email" : "";
        }
        if (column.mostly(COUNTRIES::contains)) {
            return kind.equals("customer") ? "customer.country" : kind.equals("product") ? "" : "partner.country";
        }
        if (kind.equals("partner") || kind.equals("customer")) {
            return column.mostly(Formats::domain) ? kind + ".domains" : "";
        }
        if (!kind.equals("deal")) {
            return "";
        }
        if (Formats.days(column)) {
            return "deal.closed";
        }
        if (column.values().keySet().stream()
                .allMatch(value -> Headers.value("stage", value, STAGES).isPresent())) {
            return "deal.stage";
        }
        return column.mostly(Formats::number)
                        && column.values().keySet().stream().anyMatch(value -> value.matches(".*[.,]\\d{2}\\D*"))
                ? "deal.amount"
                : "";
    }

    /** The columns that mean fields of a kind. */
    Map<String, Column> of(String kind) {
        return told.getOrDefault(kind, Map.of());
    }

    Collection<Column> numbers() {
        var all = new ArrayList<Column>();
        told.values()
                .forEach(fields -> fields.forEach((field, column) -> {
                    if (NUMBERS.contains(field)) {
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

    /** What values of a choice mean, as far as they can be understood. */
    static Map<String, String> values(Column column, String field) {
        var choices = CHOICES.get(field);
        var map = new LinkedHashMap<String, String>();
        if (choices != null) {
            column.values()
                    .keySet()
                    .forEach(value -> Headers.value(field, value, choices)
                            .filter(choice -> !choice.equals(
                                    value.toLowerCase(Locale.ROOT).replace(' ', '_')))
                            .ifPresent(choice -> map.put(value, choice)));
        }
        return map;
    }
}
