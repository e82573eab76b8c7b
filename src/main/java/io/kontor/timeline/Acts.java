package io.kontor.timeline;

import io.kontor.language.Language;
import io.kontor.language.Words;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything that can be done to anything, as the bundles know it: each act has a sentence there, and a test holds that none is
 * missing and none too many.
 */
public final class Acts {
    private static final String SENTENCE = "did.";

    private static final Map<String, Set<String>> BY_TYPE = read();

    private Acts() {}

    private static Map<String, Set<String>> read() {
        var byType = new TreeMap<String, Set<String>>();
        Words.keys(Language.EN).stream()
                .filter(key -> key.startsWith(SENTENCE))
                .map(key -> key.substring(SENTENCE.length()).split("\\.", 2))
                .forEach(act ->
                        byType.computeIfAbsent(act[0], type -> new TreeSet<>()).add(act[1]));
        return byType;
    }

    /** All types of objects anything can be done to. */
    public static Set<String> types() {
        return BY_TYPE.keySet();
    }

    /** What can be done to objects of a type; its name is {@code act.<verb>}. */
    public static Set<String> of(String type) {
        return BY_TYPE.getOrDefault(type, Set.of());
    }

    /** What can be done to objects of any of these types. */
    public static Set<String> ofAny(Set<String> types) {
        return types.stream().flatMap(type -> of(type).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The acts of entries in which something of these types was done so; all types when none is named. */
    public static Set<String> named(String verb, Set<String> types) {
        return (types.isEmpty() ? types() : types)
                .stream()
                        .filter(type -> of(type).contains(verb))
                        .map(type -> type + "." + verb)
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
