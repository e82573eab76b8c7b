package io.kontor.connect.imports;

import io.kontor.kernel.Refusal;
import java.time.DateTimeException;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in a mapping, so that what is wrong can be found. */
record YamlNode(String where, @Nullable Object value) {
    static YamlNode of(@Nullable Object root) {
        return new YamlNode("", root);
    }

    Refusal wrong(String why) {
        return Refusal.invalid("mapping-malformed", "where", where.isEmpty() ? "/" : where, "why", why);
    }

    Map<?, ?> map() {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong("names with values are expected here");
    }

    void only(String... known) {
        for (var key : map().keySet()) {
            if (!List.of(known).contains(String.valueOf(key))) {
                throw Refusal.invalid(
                        "mapping-word-unknown",
                        "where",
                        where.isEmpty() ? "/" : where,
                        "word",
                        String.valueOf(key),
                        "known",
                        String.join(", ", known));
            }
        }
    }

    Optional<YamlNode> at(String key) {
        return map().containsKey(key) ? Optional.of(new YamlNode(where + "/" + key, map().get(key))) : Optional.empty();
    }

    YamlNode needed(String key) {
        return at(key).orElseThrow(() -> wrong(key + " is missing"));
    }

    boolean isText() {
        return value instanceof String;
    }

    /** As it is written, blanks included. */
    String raw() {
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw wrong("a text is expected here");
    }

    String text() {
        var text = raw().strip();
        if (text.isEmpty()) {
            throw wrong("a text is expected here");
        }
        return text;
    }

    List<String> texts() {
        return value instanceof String
                ? List.of(text())
                : each().stream().map(YamlNode::text).toList();
    }

    List<YamlNode> each() {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return java.util.stream.IntStream.range(0, list.size())
                    .mapToObj(i -> new YamlNode(where + "/" + (i + 1), list.get(i)))
                    .toList();
        }
        throw wrong("a list is expected here");
    }

    Map<String, YamlNode> entries() {
        var entries = new LinkedHashMap<String, YamlNode>();
        map().forEach((key, one) -> entries.put(String.valueOf(key), new YamlNode(where + "/" + key, one)));
        return entries;
    }

    String oneOf(String... words) {
        var text = text();
        if (!List.of(words).contains(text)) {
            throw wrong("one of " + String.join(", ", words) + " is expected here");
        }
        return text;
    }

    <T> T read(java.util.function.Function<String, T> reader) {
        try {
            return reader.apply(text());
        } catch (DateTimeException | IllegalArgumentException | IllformedLocaleException | Refusal e) {
            throw wrong("there is no " + text());
        }
    }
}
