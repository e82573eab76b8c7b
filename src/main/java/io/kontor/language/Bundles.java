package io.kontor.language;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** All rooms' bundles of all languages, read once. A key stands in one room only. */
final class Bundles {
    private static final Bundles ALL = new Bundles();

    private final Map<Language, Map<String, Sentence>> sentences = new EnumMap<>(Language.class);
    private final Map<Language, Map<String, String>> patterns = new EnumMap<>(Language.class);

    private Bundles() {
        for (var language : Language.SHIPPED) {
            patterns.put(language, read(language));
        }
        patterns.put(Language.PSEUDO, Pseudo.of(read(Language.EN)));
        patterns.forEach((language, all) -> {
            var parsed = new HashMap<String, Sentence>();
            all.forEach((key, pattern) -> parsed.put(key, Sentence.of(pattern, language.locale())));
            sentences.put(language, Map.copyOf(parsed));
        });
    }

    static @Nullable Sentence find(Language language, String key) {
        var own = ALL.sentences.getOrDefault(language, Map.of()).get(key);
        return own != null
                ? own
                : ALL.sentences.getOrDefault(Language.EN, Map.of()).get(key);
    }

    static Set<String> keys(Language language) {
        return ALL.patterns.getOrDefault(language, Map.of()).keySet();
    }

    static Map<String, String> patterns(Language language) {
        return ALL.patterns.getOrDefault(language, Map.of());
    }

    private static Map<String, String> read(Language language) {
        var all = new HashMap<String, String>();
        try {
            var files = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:io/kontor/*/text/" + language.tag() + ".properties");
            for (var file : files) {
                for (var entry : load(file).entrySet()) {
                    if (all.put((String) entry.getKey(), (String) entry.getValue()) != null) {
                        throw new IllegalStateException("two rooms define the text " + entry.getKey());
                    }
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties load(Resource file) throws IOException {
        var properties = new Properties();
        try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
