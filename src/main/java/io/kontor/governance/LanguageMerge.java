package io.kontor.governance;

import io.kontor.governance.Languages.Translation;
import io.kontor.governance.spi.DocumentType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** The languages of a draft put on a newer version: what was translated there and what was translated here, together. */
final class LanguageMerge {
    private LanguageMerge() {}

    /** Laid on what both together say; where both translated the same text, the draft's stays. */
    static <T extends Record> Languages of(
            DocumentType<T> type, T merged, Languages was, Languages theirs, Languages yours) {
        var original = was.original().equals(yours.original()) ? theirs.original() : yours.original();
        var tags = new TreeSet<>(theirs.variants().keySet());
        tags.addAll(yours.variants().keySet());
        tags.remove(original);
        var languages = new Languages(original, Map.of());
        var texts = Texts.of(type, merged);
        for (var tag : tags) {
            var translations = together(texts, tag, was, theirs, yours);
            if (!translations.isEmpty() || yours.variant(tag).isPresent()) {
                languages = languages.with(tag, translations);
            }
        }
        return languages;
    }

    private static Map<String, Translation> together(
            List<Texts.Text> texts, String tag, Languages was, Languages theirs, Languages yours) {
        var before = laid(texts, tag, was);
        var there = laid(texts, tag, theirs);
        var here = laid(texts, tag, yours);
        var together = new LinkedHashMap<String, Translation>();
        for (var text : texts) {
            var place = text.place();
            var kept = Objects.equals(before.get(place), here.get(place)) ? there.get(place) : here.get(place);
            if (kept != null) {
                together.put(place, kept);
            }
        }
        return together;
    }

    private static Map<String, Translation> laid(List<Texts.Text> texts, String tag, Languages languages) {
        return Variant.of(texts, Languages.known(tag), languages.texts(tag)).translations();
    }
}
