package io.kontor.language;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * English with accents on its letters and 40 % more of them: a page that breaks in it would break in German or Finnish, and
 * text without accents never went through the bundles.
 */
final class Pseudo {
    private static final String PLAIN = "aceinouyACEINOUY";
    private static final String ACCENTED = "áçéîñöûýÁÇÉÎÑÖÛÝ";
    private static final String MORE = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor";

    private Pseudo() {}

    static Map<String, String> of(Map<String, String> english) {
        var pseudo = new HashMap<String, String>();
        english.forEach((key, pattern) ->
                pseudo.put(key, pattern.lines().map(Pseudo::longer).collect(Collectors.joining("\n"))));
        return pseudo;
    }

    private static String longer(String pattern) {
        var text = new StringBuilder("[");
        int depth = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            int at = depth == 0 ? PLAIN.indexOf(c) : -1;
            text.append(at < 0 ? c : ACCENTED.charAt(at));
        }
        int missing = (int) Math.ceil(pattern.length() * 0.4);
        if (!pattern.isBlank() && missing > 0) {
            text.append(' ').append(MORE, 0, Math.min(missing, MORE.length()));
        }
        return text.append(']').toString();
    }
}
