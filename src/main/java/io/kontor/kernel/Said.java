package io.kontor.kernel;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something to be said in a reader's language, before there is a reader: a key of the bundles and what fills its sentence.
 *
 * @param arguments by name; days, moments, money and countries (a {@code Locale}) are written as the reader writes them
 */
public record Said(String key, Map<String, Object> arguments) {
    public Said {
        arguments = Map.copyOf(arguments);
    }

    /** @param arguments name, value, name, value ... */
    public static Said of(String key, Object... arguments) {
        var named = new LinkedHashMap<String, Object>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            named.put((String) arguments[i], arguments[i + 1]);
        }
        return new Said(key, named);
    }
}
