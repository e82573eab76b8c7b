package io.kontor.connect.imports;

import io.kontor.connect.imports.Mapping.Given;
import io.kontor.connect.imports.Mapping.Part;
import io.kontor.connect.imports.Mapping.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A proposal in the making. */
final class Proposing {
    private final List<Sampled> files;
    private final Set<String> allowed;
    private final List<Part> parts = new ArrayList<>();
    private final List<Given> given = new ArrayList<>();
    private final Map<Sampled, String> main = new LinkedHashMap<>();
    private final Map<Sampled, Guess> guesses = new LinkedHashMap<>();
    private final ProposedSources sources;

    Proposing(List<Sampled> files, Set<String> allowed) {
        this.files = files;
        this.allowed = allowed;
        for (var file : files) {
            if (!file.columns().isEmpty()) {
                var kind = Meanings.kind(file);
                main.put(file, kind);
                guesses.put(file, Guess.of(file, kind));
            }
        }
        this.sources = ProposedSources.of(files, guesses);
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
        return new Mapping(name(), sources.system(), null, sources.format(), List.of(), List.of(), given, parts, "");
    }

    /** The first file's name without what is another one next time: numbers and days at its end. */
    private String name() {
        var bare = files.isEmpty() ? "" : files.getFirst().file().name().replaceFirst("\\.[A-Za-z0-9.]+$", "");
        var plain = bare.replace('_', ' ')
                .replaceFirst("[-. (]*[0-9][-0-9. )]*$", "")
                .strip();
        return plain.isEmpty() ? "Import" : plain;
    }

    private void whole(Sampled file, String kind) {
        var guess = java.util.Objects.requireNonNull(guesses.get(file));
        if (kind.equals("deal")) {
            deals(file, guess);
            return;
        }
        var key = guess.key(kind);
        if (key.isEmpty()) {
            return;
        }
        var fields = new LinkedHashMap<String, Source>();
        guess.of(kind).forEach((field, column) -> {
            if (!field.equals("key") && !field.equals("manager") && !field.equals("parent")) {
                fields.put(field, sources.of(column, field));
            }
        });
        fields.putIfAbsent("name", sources.of(named(file, guess, key), "name"));
        if (kind.equals("partner")) {
            fields.putIfAbsent("status", sources.constant("active"));
            manager(file, guess, fields);
        }
        var parent = guess.of(kind).get("parent");
        if (parent != null && parent.among(file.column(key.getFirst()))) {
            fields.put("parent", sources.of(parent, "parent"));
        }
        add(kind, file, key, false, fields, null);
        joined(file, guess, key);
    }

    private static Sampled.Column named(Sampled file, Guess guess, List<String> key) {
        return guess.text().orElse(file.column(key.getFirst()));
    }

    private void manager(Sampled file, Guess guess, Map<String, Source> fields) {
        var manager = guess.of("partner").get("manager");
        if (manager != null && allowed.contains("person")) {
            subject("person", file, manager, manager, Map.of());
            fields.put("manager", sources.of(manager, "manager"));
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
                    "programme",
                    "partners",
                    Map.of("name", sources.constant("Partners"), "status", sources.constant("open"))));
        }
        var fields = new LinkedHashMap<String, Source>();
        fields.put("partner", sources.of(file.column(key.getFirst()), "partner"));
        fields.put("programme", sources.constant("partners"));
        fields.put("joined", sources.of(joined, "joined"));
        add("membership", file, key, false, fields, null);
    }

    private void deals(Sampled file, Guess guess) {
        var told = guess.of("deal");
        var line = guess.of("line");
        var key = guess.dealKey();
        if (key.isEmpty()) {
            return;
        }
        boolean orders = key.size() == 1 && !file.column(key.getFirst()).unique();
        var fields = new LinkedHashMap<String, Source>();
        fields.put("name", sources.of(told.getOrDefault("name", file.column(key.getFirst())), "name"));
        var stage = told.get("stage");
        fields.put(
                "stage",
                stage == null
                        ? sources.constant(told.containsKey("closed") ? "won" : "prospecting")
                        : sources.of(stage, "stage"));
        for (var field :
                List.of("closed", "opened", "expectedClose", "currency", "lossReason", "description", "contact")) {
            if (told.containsKey(field)) {
                fields.put(field, sources.of(told.get(field), field));
            }
        }
        if (!told.containsKey("currency")) {
            ProposedSources.currency(told.get("amount"))
                    .ifPresent(code -> fields.put("currency", sources.constant(code)));
        }
        refer(file, guess, "partner", told.get("sourcing"), fields, "sourcing");
        refer(file, guess, "customer", told.get("customer"), fields, "customer");
        var owner = told.get("owner");
        if (owner != null && allowed.contains("person")) {
            subject("person", file, owner, owner, Map.of());
            fields.put("owner", sources.of(owner, "owner"));
        }
        var product = line.get("product");
        var amount = told.get("amount");
        Mapping.Lines lines = null;
        if (amount != null && (orders || product != null || line.containsKey("quantity"))) {
            var of = new LinkedHashMap<String, Source>();
            if (product != null) {
                refer(file, guess, "product", product, of, "product");
            }
            of.put(
                    "quantity",
                    line.containsKey("quantity")
                            ? sources.of(line.get("quantity"), "quantity")
                            : sources.constant("1"));
            of.put("amount", sources.of(amount, "amount"));
            if (line.containsKey("cost")) {
                of.put("cost", sources.of(line.get("cost"), "cost"));
            }
            lines = new Mapping.Lines(product == null || orders ? List.of() : List.of(product.name()), of);
        } else if (amount != null) {
            fields.put("amount", sources.of(amount, "amount"));
        }
        add("deal", file, key, false, fields, lines);
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
                    if (keys != null && candidate != null && candidate.among(keys)) {
                        fields.put(field, sources.of(candidate, field));
                        return;
                    }
                }
            }
        }
        var by = id == null || id.filled() == 0 ? named : id;
        if (by != null && allowed.contains(kind)) {
            var more = new LinkedHashMap<String, Source>();
            if (kind.equals("partner")) {
                more.put("status", sources.constant("active"));
            }
            var places = guess.of(kind.equals("partner") ? "partner" : "none");
            for (var place : List.of("country", "city")) {
                if (places.containsKey(place) && file.steady(by, places.get(place))) {
                    more.put(place, sources.of(places.get(place), place));
                }
            }
            subject(kind, file, by, named == null ? by : named, more);
            fields.put(field, sources.of(by, field));
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
        fields.put("name", sources.of(name, "name"));
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
                sources.system(),
                key,
                repeats,
                false,
                fields,
                lines,
                List.of(),
                sources.format()));
    }
}
