package io.kontor.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The known word somebody may have meant. */
final class Near {
    /** Said where nothing is alike. */
    static final String NONE = "none";

    private static final int FAR = 3;

    private Near() {}

    /** The word most alike, or {@link #NONE} when none is. */
    static String of(String meant, Collection<String> known) {
        var word = meant.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(one -> distance(word, one.toLowerCase(Locale.ROOT)) <= Math.min(FAR, word.length() / 2))
                .min(Comparator.<String>comparingInt(one -> distance(word, one.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(NONE);
    }

    /** How many letters differ (Levenshtein). */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int above = row[j];
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + same);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
