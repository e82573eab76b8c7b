package io.kontor.connect.api;

import java.util.Locale;

/** What fields are called outside: {@code sourceChannel} is {@code source_channel}. */
final class Names {
    private Names() {}

    static String outside(String name) {
        var written = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                written.append('_').append((char) (c - 'A' + 'a'));
            } else {
                written.append(c);
            }
        }
        return written.toString();
    }

    static String choice(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String inside(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
