package io.kontor.connect.imports;

import io.kontor.connect.imports.Mapping.Format;
import io.kontor.connect.imports.Mapping.Given;
import io.kontor.connect.imports.Mapping.Part;
import io.kontor.connect.imports.Mapping.Source;
import io.kontor.kernel.SortKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A proposal in the making. */
final class Proposing {
    private static final Set<String> NOTHING =
            Set.of("NULL", "null", "N/A", "n/a", "#N/A", "NaN", "-", "–", "—", "?", "k.A.", "s.d.");

    private final List<Sampled> files;
    private final Set<String> allowed;
    private final List<Part> parts = new ArrayList<>();
    private final List<Given> given = new ArrayList<>();
    private final Map<Sampled, String> main = new LinkedHashMap<>();
    private final Map<Sampled, Guess> guesses = new LinkedHashMap<>();
    private final String system;
    private final Format format;

    Proposing(List<Sampled> files, Set<String> allowed) {
        this.files = files;
        this.allowed = allowed;
        this.system = system(files);
        for (var file : files) {
            if (!file.columns().isEmpty()) {
                var kind = Guess.kind(file);
                main.put(file, kind);
                guesses.put(file, Guess.of(file, kind));
            }
        }
        this.format = new Format(
                Formats.numbers(
                        guesses.values().stream()
                                .flatMap(guess -> guess.numbers().stream())
                                .filter(column -> !guess(column).file().sheet())
                                .toList(),
                        files.stream().anyMatch(file -> file.file().delimiter().equals(";"))),
                List.of(),
                guesses.values().stream()
                        .flatMap(guess -> guess.numbers().stream())
                        .flatMap(column -> column.values().keySet().stream())
                        .filter(NOTHING::contains)
                        .distinct()
                        .toList(),
                null,
                null);
    }

    private Sampled guess(Sampled.Column column) {
        return files.stream()
                .filter(file -> file.columns().contains(column))
                .findFirst()
                .orElseThrow();
    }

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

    Mapping mapping() {
        // Those others refer to first, so that they are known when the others are looked at.
        for (var kind : List.of("person", "product", "partner", "customer", "deal")) {
            main.forEach((file, its) -> {
                if (its.equals(kind) && allowed.contains(kind)) {
                    whole(file, kind);
                }
            });
        }
        var name = files.isEmpty() ? "Import" : files.getFirst().file().name().replaceFirst("\\.[A-Za-z0-9.]+$", "");
        return new Mapping(name, system, null, format, List.of(), List.of(), given, parts, "");
    }

    private void whole(Sampled file, String kind) {
        var guess = java.util.Objects.requireNonNull(guesses.get(file));
        if (kind.equals("deal")) {
            deals(file, guess);
            return;
        }
        var key = key(guess, kind);
        if (key.isEmpty()) {
            return;
        }
        var fields = new LinkedHashMap<String, Source>();
        guess.of(kind).forEach((field, column) -> {
            if (!field.equals("key") && !field.equals("manager") && !field.equals("parent")) {
                fields.put(field, source(column, field));
            }
        });
        fields.putIfAbsent("name", source(named(file, guess, key), "name"));
        if (kind.equals("partner")) {
            fields.putIfAbsent("status", constant("active"));
            manager(file, guess, fields);
        }
        var parent = guess.of(kind).get("parent");
        if (parent != null && among(parent, column(file, key.getFirst()))) {
            fields.put("parent", source(parent, "parent"));
        }
        add(kind, file, key, false, fields, null);
        joined(file, guess, key);
    }

    private static Sampled.Column column(Sampled file, String name) {
        return file.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Sampled.Column named(Sampled file, Guess guess, List<String> key) {
        return guess.text().orElse(column(file, key.getFirst()));
    }

    private static List<String> key(Guess guess, String kind) {
        var told = guess.of(kind);
        var id = told.get("key");
        if (id != null && id.unique()) {
            return List.of(id.name());
        }
        var name = told.get("name");
        if (name == null) {
            return guess.text().map(column -> List.of(column.name())).orElse(List.of());
        }
        if (name.unique()) {
            return List.of(name.name());
        }
        var second = told.getOrDefault("city", told.get("country"));
        return second == null || second.filled() < second.rows()
                ? List.of(name.name())
                : List.of(name.name(), second.name());
    }

    private void manager(Sampled file, Guess guess, Map<String, Source> fields) {
        var manager = guess.of("partner").get("manager");
        if (manager != null && allowed.contains("person")) {
            subject("person", file, manager, manager, Map.of());
            fields.put("manager", source(manager, "manager"));
        }
    }

    /** A day of joining makes members of a programme, which no file states. */
    private void joined(Sampled file, Guess guess, List<String> key) {
        var joined = guess.of("membership").get("joined");
        if (joined == null
                || !"partner".equals(main.get(file))
                || key.size() > 1
                || !allowed.contains("programme")
                || !allowed.contains("membership")) {
            return;
        }
        if (given.isEmpty()) {
            given.add(new Given(
                    "programme", "partners", Map.of("name", constant("Partners"), "status", constant("open"))));
        }
        var fields = new LinkedHashMap<String, Source>();
        fields.put("partner", source(column(file, key.getFirst()), "partner"));
        fields.put("programme", constant("partners"));
        fields.put("joined", source(joined, "joined"));
        add("membership", file, key, false, fields, null);
    }

    private void deals(Sampled file, Guess guess) {
        var told = guess.of("deal");
        var line = guess.of("line");
        var key = dealKey(guess, told);
        if (key.isEmpty()) {
            return;
        }
        boolean orders = key.size() == 1 && !column(file, key.getFirst()).unique();
        var fields = new LinkedHashMap<String, Source>();
        fields.put("name", source(told.getOrDefault("name", column(file, key.getFirst())), "name"));
        var stage = told.get("stage");
        fields.put(
                "stage",
                stage == null ? constant(told.containsKey("closed") ? "won" : "prospecting") : source(stage, "stage"));
        for (var field :
                List.of("closed", "opened", "expectedClose", "currency", "lossReason", "description", "contact")) {
            if (told.containsKey(field)) {
                fields.put(field, source(told.get(field), field));
            }
        }
        if (!told.containsKey("currency")) {
            currency(told.get("amount")).ifPresent(code -> fields.put("currency", constant(code)));
        }
        refer(file, guess, "partner", told.get("sourcing"), fields, "sourcing");
        refer(file, guess, "customer", told.get("customer"), fields, "customer");
        var owner = told.get("owner");
        if (owner != null && allowed.contains("person")) {
            subject("person", file, owner, owner, Map.of());
            fields.put("owner", source(owner, "owner"));
        }
        var product = line.get("product");
        var amount = told.get("amount");
        Mapping.Lines lines = null;
        if (amount != null && (orders || product != null || line.containsKey("quantity"))) {
            var of = new LinkedHashMap<String, Source>();
            if (product != null) {
                refer(file, guess, "product", product, of, "product");
            }
            of.put("quantity", line.containsKey("quantity") ? source(line.get("quantity"), "quantity") : constant("1"));
            of.put("amount", source(amount, "amount"));
            if (line.containsKey("cost")) {
                of.put("cost", source(line.get("cost"), "cost"));
            }
            lines = new Mapping.Lines(product == null || orders ? List.of() : List.of(product.name()), of);
        } else if (amount != null) {
            fields.put("amount", source(amount, "amount"));
        }
        add("deal", file, key, false, fields, lines);
    }

    private static List<String> dealKey(Guess guess, Map<String, Sampled.Column> told) {
        var id = told.get("key");
        if (id != null && id.filled() == id.rows()) {
            return List.of(id.name());
        }
        var name = told.get("name");
        if (name != null && name.unique()) {
            return List.of(name.name());
        }
        var unique = guess.unique();
        if (unique.isPresent()) {
            return List.of(unique.get().name());
        }
        // Nothing names a row: all that tells it apart does.
        var all = new ArrayList<String>();
        for (var field : List.of("name", "sourcing", "customer", "closed", "opened", "amount")) {
            if (told.containsKey(field)) {
                all.add(java.util.Objects.requireNonNull(told.get(field)).name());
            }
        }
        return all;
    }

    private static java.util.Optional<String> currency(Sampled.@Nullable Column amount) {
        if (amount == null) {
            return java.util.Optional.empty();
        }
        for (var sign : Map.of(
                        "€", "EUR", "$", "USD", "£", "GBP", "EUR", "EUR", "USD", "USD", "CHF", "CHF", "GBP", "GBP")
                .entrySet()) {
            if (amount.mostly(value -> value.contains(sign.getKey()))) {
                return java.util.Optional.of(sign.getValue());
            }
        }
        return java.util.Optional.empty();
    }

    /** A reference: by the key another file's objects have, else the rows here name the objects themselves. */
    private void refer(
            Sampled file,
            Guess guess,
            String kind,
            Sampled.@Nullable Column named,
            Map<String, Source> fields,
            String field) {
        var id = guess.of(kind).get("key");
        for (var part : parts) {
            if (part.object().equals(kind) && part.key().size() == 1 && !part.repeats()) {
                var keys = keys(part);
                for (var candidate : java.util.Arrays.asList(id, named)) {
                    if (keys != null && candidate != null && among(candidate, keys)) {
                        fields.put(field, source(candidate, field));
                        return;
                    }
                }
            }
        }
        var by = id == null || id.filled() == 0 ? named : id;
        if (by != null && allowed.contains(kind)) {
            var more = new LinkedHashMap<String, Source>();
            if (kind.equals("partner")) {
                more.put("status", constant("active"));
            }
            var places = guess.of(kind.equals("partner") ? "partner" : "none");
            for (var place : List.of("country", "city")) {
                if (places.containsKey(place) && steady(file, by, places.get(place))) {
                    more.put(place, source(places.get(place), place));
                }
            }
            subject(kind, file, by, named == null ? by : named, more);
            fields.put(field, source(by, field));
        }
    }

    private Sampled.@Nullable Column keys(Part part) {
        return files.stream()
                .filter(file ->
                        Mapping.means(part.from().getFirst(), file.file().name()))
                .flatMap(file -> file.columns().stream())
                .filter(column -> column.name().equals(part.key().getFirst()))
                .findFirst()
                .orElse(null);
    }

    /** Whether rows that name the same object also say the same of it. */
    private static boolean steady(Sampled file, Sampled.Column by, Sampled.Column what) {
        var seen = new LinkedHashMap<String, String>();
        return file.rows().stream().allMatch(row -> {
            if (row.size() <= Math.max(by.place(), what.place())) {
                return true;
            }
            var before = seen.putIfAbsent(row.get(by.place()), row.get(what.place()));
            return before == null || before.equals(row.get(what.place()));
        });
    }

    /** Whether most of what stands in one column also stands in another, as far as it was looked at. */
    private static boolean among(Sampled.Column one, Sampled.Column keys) {
        var values = one.some(100);
        long found = values.stream().filter(keys.values()::containsKey).count();
        return !values.isEmpty() && found * 10 >= values.size() * (keys.values().size() >= 400 ? 1L : 5L);
    }

    /** Objects that rows of others name, each in as many rows as it likes. */
    private void subject(String kind, Sampled file, Sampled.Column key, Sampled.Column name, Map<String, Source> more) {
        boolean known = parts.stream()
                .anyMatch(part -> part.object().equals(kind)
                        && part.key().equals(List.of(key.name()))
                        && Mapping.means(part.from().getFirst(), file.file().name()));
        if (known) {
            return;
        }
        var fields = new LinkedHashMap<String, Source>();
        fields.put("name", source(name, "name"));
        fields.putAll(more);
        add(kind, file, List.of(key.name()), true, fields, null);
    }

    private void add(
            String kind,
            Sampled file,
            List<String> key,
            boolean repeats,
            Map<String, Source> fields,
            Mapping.@Nullable Lines lines) {
        parts.add(new Part(
                kind,
                List.of(Proposal.pattern(file.file().name())),
                system,
                key,
                repeats,
                false,
                fields,
                lines,
                List.of(),
                format));
    }

    private Source constant(String value) {
        return new Source(List.of(), " ", value, Map.of(), null, null, system, false, null, null, format);
    }

    private Source source(Sampled.Column column, String field) {
        var days = Guess.DAYS.contains(field)
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
                Guess.values(column, field),
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
