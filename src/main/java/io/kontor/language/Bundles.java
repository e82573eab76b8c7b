package io.kontor.language;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** All rooms' bundles, each language read when it is first spoken and each text parsed when it is first said. A key stands in one room only. */
final class Bundles {
    private static final Map<Language, Bundles> READ = new ConcurrentHashMap<>();

    private final Locale locale;
    private final Map<String, String> patterns;
    private final Map<String, Sentence> parsed = new ConcurrentHashMap<>();

    private Bundles(Locale locale, Map<String, String> patterns) {
        this.locale = locale;
        this.patterns = patterns;
    }

    private static Bundles of(Language language) {
        return READ.computeIfAbsent(
                language,
                wanted -> new Bundles(
                        wanted.locale(),
                        Map.copyOf(wanted == Language.PSEUDO ? Pseudo.of(read(Language.EN)) : read(wanted))));
    }

    static @Nullable Sentence find(Language language, String key) {
        var own = of(language).find(key);
        return own != null ? own : of(Language.EN).find(key);
    }

    private @Nullable Sentence find(String key) {
        var known = parsed.get(key);
        if (known != null) {
            return known;
        }
        var pattern = patterns.get(key);
        return pattern == null ? null : parsed.computeIfAbsent(key, wanted -> Sentence.of(pattern, locale));
    }

    static Set<String> keys(Language language) {
        return of(language).patterns.keySet();
    }

    static Map<String, String> patterns(Language language) {
        return of(language).patterns;
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
