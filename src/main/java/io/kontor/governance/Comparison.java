package io.kontor.governance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two versions of a document side by side, laid out by the keys of their sections and lines. */
public record Comparison(List<Part> parts) {
    /**
     * @param same how many lines say the same in both
     * @param language tag of the language what it says is in, or none for that of the whole
     */
    public record Part(
            String title,
            List<Pair> pairs,
            int same,
            @Nullable String language) {
        public Part {
            pairs = List.copyOf(pairs);
        }
    }

    /** One thing that is not the same: what it said, what it says; none where it is not there. */
    public record Pair(
            String label, @Nullable String before, @Nullable String after) {}

    public Comparison {
        parts = List.copyOf(parts);
    }

    /** Whether both say the same. */
    public boolean same() {
        return parts.stream().allMatch(part -> part.pairs().isEmpty());
    }

    /** With other parts behind these. */
    Comparison and(List<Part> others) {
        var all = new ArrayList<>(parts);
        all.addAll(others);
        return new Comparison(all);
    }

    static Comparison of(List<Section> before, List<Section> after) {
        var was = sections(before);
        var is = sections(after);
        var parts = new ArrayList<Part>();
        for (var key : keys(is.keySet(), was.keySet())) {
            parts.add(part(was.get(key), is.get(key)));
        }
        return new Comparison(parts);
    }

    private static Map<String, Section> sections(List<Section> sections) {
        var byKey = new LinkedHashMap<String, Section>();
        sections.forEach(section -> byKey.putIfAbsent(section.key(), section));
        return byKey;
    }

    private static Part part(@Nullable Section before, @Nullable Section after) {
        var was = lines(before);
        var is = lines(after);
        var pairs = new ArrayList<Pair>();
        int same = 0;
        for (var key : keys(is.keySet(), was.keySet())) {
            var old = was.get(key);
            var now = is.get(key);
            var told = now == null ? Objects.requireNonNull(old) : now;
            if (old != null && now != null && old.text().equals(now.text())) {
                same++;
            } else {
                pairs.add(new Pair(told.label(), old == null ? null : old.text(), now == null ? null : now.text()));
            }
        }
        var titled = after == null ? Objects.requireNonNull(before) : after;
        return new Part(titled.title(), pairs, same, null);
    }

    private static Map<String, Line> lines(@Nullable Section section) {
        var byKey = new LinkedHashMap<String, Line>();
        if (section != null) {
            section.lines().forEach(line -> byKey.putIfAbsent(line.key(), line));
        }
        return byKey;
    }

    private static Set<String> keys(Set<String> first, Set<String> then) {
        var keys = new LinkedHashSet<>(first);
        keys.addAll(then);
        return keys;
    }
}
