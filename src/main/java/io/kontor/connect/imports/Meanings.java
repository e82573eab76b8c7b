package io.kontor.connect.imports;

import io.kontor.connect.imports.Sampled.Column;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a column may mean in files of each kind, and whether what stands in it can mean that. */
final class Meanings {
    static final Set<String> DAYS = Set.of("closed", "opened", "expectedClose", "joined");
    static final Set<String> NUMBERS = Set.of("amount", "quantity", "cost", "listPrice", "standardCost");
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

    private Meanings() {}

    /** Everything columns of a file about a kind may mean. */
    static List<String> of(String kind) {
        return MEANINGS.getOrDefault(kind, List.of());
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
            int score = of(candidate).stream()
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

    /** How well a column fits a meaning; 0 when it does not. */
    static int fit(String concept, Column column) {
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

    /** What a column means by what stands in it; empty when nobody can say. */
    static String byContent(String kind, Column column) {
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
