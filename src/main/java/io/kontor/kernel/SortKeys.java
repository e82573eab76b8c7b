package io.kontor.kernel;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.Transliterator;
import com.ibm.icu.util.ULocale;
import java.util.Locale;

/**
 * The order people expect of names, and the form in which names are searched: both computed here and stored, so that they do
 * not depend on any database's or machine's own rules.
 */
public final class SortKeys {
    private static final Collator COLLATOR = frozen();
    private static final Transliterator FOLD =
            Transliterator.getInstance("Any-Latin; NFD; [:Nonspacing Mark:] Remove; NFC; Latin-ASCII");

    private SortKeys() {}

    private static Collator frozen() {
        var collator = Collator.getInstance(ULocale.ROOT);
        collator.setStrength(Collator.TERTIARY);
        return collator.freeze();
    }

    /** Bytes that sort as the names do by the Unicode collation algorithm (UTS 10), root order. */
    public static byte[] of(String name) {
        return COLLATOR.getCollationKey(name).toByteArray();
    }

    /** Lower case without accents and in Latin letters: "Müßig & Søn" becomes "mussig & son". */
    public static String folded(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            plain = text.charAt(i) < 128;
        }
        return (plain ? text : FOLD.transliterate(text)).toLowerCase(Locale.ROOT);
    }

    /** The pattern of {@code like} for folded texts that hold these words. */
    public static String holding(String words) {
        return "%" + literal(folded(words)) + "%";
    }

    /** Text for a pattern of {@code like} in which every character means itself. */
    public static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
