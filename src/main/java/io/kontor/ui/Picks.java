package io.kontor.ui;

import io.kontor.kernel.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody meant who named a thing in a field: the one they picked, one they chose among several that fit, or the only one
 * that fits what they typed.
 *
 * <p>The field holds the name alone. What was picked travels beside it, in a field called {@code <name>.picked}, as the name and
 * the id behind it; it counts as long as the name still stands in the field. What was chosen among several travels in
 * {@code <name>.choice}, as what was typed, a tab, and the one picked for it.
 */
public final class Picks {
    static final String PICKED = ".picked";
    static final String CHOICE = ".choice";
    private static final int MOST = 20;

    private Picks() {}

    /**
     * One thing a name may mean.
     *
     * @param where tells it from others of that name, or empty
     */
    public record Meant(UUID id, String name, String where) {
        Option option() {
            return new Option(Option.picked(name, id), where.isEmpty() ? name : name + " · " + where);
        }
    }

    /** Looks for what words may mean. */
    @FunctionalInterface
    public interface Search {
        List<Meant> find(String words, int most);
    }

    /** What a picker offers while somebody types. */
    public record ChoicesPage(List<Option> found) {
        public static ChoicesPage of(List<Meant> found) {
            return new ChoicesPage(found.stream().map(Meant::option).toList());
        }
    }

    /**
     * @param name of the field
     * @param at the field a mistake is shown at
     * @param code begins the refusals: {@code <code>-unknown}, {@code <code>-ambiguous}
     * @return none when nothing was typed, or when what was typed is noted as a mistake
     */
    public static @Nullable UUID read(
            Form form, String name, String at, @Nullable String typed, String code, Search search) {
        return read(form, name, at, typed, code, search, id -> true);
    }

    /** @param seen whether the reader may see what was picked; what they may not is unknown */
    public static @Nullable UUID read(
            Form form,
            String name,
            String at,
            @Nullable String typed,
            String code,
            Search search,
            Predicate<UUID> seen) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var id = Option.id(typed);
        if (id.isPresent() && seen.test(id.get())) {
            return id.get();
        }
        var words = Option.name(typed);
        var found = id.isPresent() ? List.<Meant>of() : search.find(words, MOST);
        var exact =
                found.stream().filter(one -> one.name().equalsIgnoreCase(words)).toList();
        var fitting = exact.isEmpty() ? found : exact;
        if (fitting.size() == 1) {
            return fitting.getFirst().id();
        }
        if (fitting.isEmpty()) {
            form.refuse(Refusal.invalid(code + "-unknown", "name", words).at(at));
        } else {
            form.refuse(Refusal.invalid(code + "-ambiguous", "name", words, "count", fitting.size())
                    .at(at));
            form.doubt(name, words, fitting.stream().map(Meant::option).toList());
        }
        return null;
    }

    /** The parameters with what was picked and chosen put behind the names it belongs to. */
    public static Map<String, String[]> merged(Map<String, String[]> parameters) {
        var merged = new LinkedHashMap<>(parameters);
        for (var name : parameters.keySet()) {
            for (var suffix : List.of(PICKED, CHOICE)) {
                var field = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : "";
                var values = merged.get(field);
                if (values != null) {
                    merged.remove(name);
                    merged.put(field, behind(values, values(parameters, field + PICKED), chosen(parameters, field)));
                }
            }
        }
        return merged;
    }

    private static List<String> values(Map<String, String[]> parameters, String name) {
        return new ArrayList<>(Arrays.asList(parameters.getOrDefault(name, new String[0])));
    }

    private static Map<String, String> chosen(Map<String, String[]> parameters, String field) {
        return values(parameters, field + CHOICE).stream()
                .map(value -> value.split("\t", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, other) -> one));
    }

    private static String[] behind(String[] values, List<String> picked, Map<String, String> chosen) {
        return Arrays.stream(values)
                .map(value -> value.lines()
                        .map(line -> behind(line.strip(), picked, chosen))
                        .collect(Collectors.joining("\n")))
                .toArray(String[]::new);
    }

    /** Of two of the same name the first line means the first. */
    private static String behind(String line, List<String> picked, Map<String, String> chosen) {
        if (line.isEmpty() || chosen.containsKey(line)) {
            return chosen.getOrDefault(line, line);
        }
        for (int i = 0; i < picked.size(); i++) {
            if (Option.id(picked.get(i)).isPresent()
                    && Option.name(picked.get(i)).equals(line)) {
                return picked.remove(i);
            }
        }
        return line;
    }
}
