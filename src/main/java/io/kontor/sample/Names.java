package io.kontor.sample;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes up names of firms, people and places. They are put together from syllables, so that they belong to nobody. */
final class Names {
    private static final List<String> FIRST_SYLLABLES = List.of(
            "Val", "Tor", "Bren", "Kel", "Mar", "Os", "Lin", "Quor", "Zen", "Fal", "Nor", "Hel", "Dra", "Per", "Sol",
            "Ver", "Gal", "Ril", "Tam", "Wen", "Cal", "Jor", "Ald", "Ixo", "Ulm", "Bas");
    private static final List<String> SECOND_SYLLABLES = List.of(
            "aro", "edi", "ixa", "ovar", "unda", "elin", "amor", "istra", "ovia", "anto", "eris", "umo", "alta", "inde",
            "orra", "ulis", "andra", "exo", "ivar", "oneo", "astra", "ember");
    private static final List<String> TRADES = List.of(
            "Systems",
            "Consulting",
            "Networks",
            "Cloud",
            "Data",
            "Technologies",
            "Solutions",
            "Digital",
            "Services",
            "Informatik",
            "Systemhaus",
            "Software");
    private static final List<String> CUSTOMER_TRADES = List.of(
            "Logistik",
            "Maschinenbau",
            "Foods",
            "Retail",
            "Energy",
            "Pharma",
            "Hospital Group",
            "Insurance",
            "Textiles",
            "Hotels",
            "Automotive",
            "Werkzeuge",
            "Media",
            "Bank",
            "Water",
            "Chemicals");
    private static final Map<String, List<String>> LEGAL_FORMS = Map.ofEntries(
            Map.entry("DE", List.of("GmbH", "AG", "GmbH & Co. KG")),
            Map.entry("AT", List.of("GmbH", "AG")),
            Map.entry("CH", List.of("AG", "SA")),
            Map.entry("FR", List.of("SARL", "SAS")),
            Map.entry("BE", List.of("SRL", "NV")),
            Map.entry("NL", List.of("B.V.")),
            Map.entry("ES", List.of("S.L.", "S.A.")),
            Map.entry("PT", List.of("Lda")),
            Map.entry("SE", List.of("AB")),
            Map.entry("DK", List.of("ApS")),
            Map.entry("GB", List.of("Ltd", "plc")),
            Map.entry("IE", List.of("Ltd")),
            Map.entry("US", List.of("Inc", "LLC")),
            Map.entry("CA", List.of("Inc")));
    private static final Map<String, List<String>> CITIES = Map.ofEntries(
            Map.entry("DE", List.of("Berlin", "Hamburg", "München", "Köln", "Leipzig", "Nürnberg")),
            Map.entry("AT", List.of("Wien", "Graz", "Linz")),
            Map.entry("CH", List.of("Zürich", "Basel", "Genève")),
            Map.entry("FR", List.of("Paris", "Lyon", "Lille", "Nantes")),
            Map.entry("BE", List.of("Bruxelles", "Gent")),
            Map.entry("NL", List.of("Amsterdam", "Utrecht")),
            Map.entry("ES", List.of("Madrid", "Barcelona", "Sevilla", "Málaga")),
            Map.entry("PT", List.of("Lisboa", "Porto")),
            Map.entry("SE", List.of("Stockholm", "Göteborg")),
            Map.entry("DK", List.of("København", "Aarhus")),
            Map.entry("GB", List.of("London", "Manchester", "Leeds", "Glasgow")),
            Map.entry("IE", List.of("Dublin", "Cork")),
            Map.entry("US", List.of("Boston", "Austin", "Denver", "Chicago")),
            Map.entry("CA", List.of("Toronto", "Montréal")));
    private static final List<String> GIVEN = List.of(
            "Ada",
            "Bruno",
            "Clara",
            "David",
            "Elena",
            "Farid",
            "Greta",
            "Hugo",
            "Inés",
            "Jonas",
            "Katja",
            "Luca",
            "Mireille",
            "Nils",
            "Olga",
            "Pablo",
            "Rosa",
            "Sami",
            "Tessa",
            "Ugo",
            "Vera",
            "Wim",
            "Yara",
            "Zoë",
            "Anneliese",
            "Benoît");
    private static final List<String> FAMILY = List.of(
            "Sample-Almeida",
            "Sample-Becker",
            "Sample-Chevalier",
            "Sample-Dubois",
            "Sample-Eriksson",
            "Sample-Fuchs",
            "Sample-García",
            "Sample-Hoffmann",
            "Sample-Jansen",
            "Sample-Keller",
            "Sample-López",
            "Sample-Moreau",
            "Sample-Nowak",
            "Sample-Oliveira",
            "Sample-Petit",
            "Sample-Rossi",
            "Sample-Schmidt",
            "Sample-Taylor",
            "Sample-Varga",
            "Sample-Walker");

    private final RandomGenerator random;
    private final java.util.Set<String> used = new java.util.HashSet<>();

    Names(RandomGenerator random) {
        this.random = random;
    }

    /** A firm that sells; no two are called the same. */
    String partner(String country) {
        return unique(TRADES, country);
    }

    /** A firm that buys; no two are called the same. */
    String customer(String country) {
        return unique(CUSTOMER_TRADES, country);
    }

    private String unique(List<String> trades, String country) {
        for (int tries = 0; ; tries++) {
            var word = one(FIRST_SYLLABLES) + one(SECOND_SYLLABLES) + (tries < 20 ? "" : one(SECOND_SYLLABLES));
            var name = word + " " + one(trades) + " " + one(LEGAL_FORMS.get(country));
            if (used.add(name)) {
                return name;
            }
        }
    }

    String city(String country) {
        return one(CITIES.get(country));
    }

    String person() {
        return one(GIVEN) + " " + one(FAMILY);
    }

    /** A host name for a firm, below the name reserved for examples (RFC 2606). */
    static String domain(String firm) {
        var plain = java.text.Normalizer.normalize(firm, java.text.Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z0-9 ]", "")
                .toLowerCase(java.util.Locale.ROOT)
                .strip()
                .split(" +");
        return plain[0] + "-" + plain[Math.min(1, plain.length - 1)] + ".example";
    }

    private <T> T one(@org.jspecify.annotations.Nullable List<T> list) {
        return java.util.Objects.requireNonNull(list).get(random.nextInt(list.size()));
    }
}
