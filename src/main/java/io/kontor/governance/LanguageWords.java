package io.kontor.governance;

import io.kontor.governance.spi.DocumentType;
import io.kontor.language.Language;
import io.kontor.language.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What changed in the languages of a document, and what is to be said of them. */
final class LanguageWords {
    private static final int SHORT = 80;

    private LanguageWords() {}

    /** A content and its languages, or nothing. */
    record Spoken<T extends Record>(@Nullable T content, Languages languages) {}

    /** Translations side by side, a part for each language in which something changed. */
    static <T extends Record> List<Comparison.Part> compared(
            DocumentType<T> type, Spoken<T> before, Spoken<T> after, Words words) {
        var parts = new ArrayList<Comparison.Part>();
        if (before.content() != null
                && before.languages().spoken() != after.languages().spoken()) {
            parts.add(new Comparison.Part(
                    words.t("languages.title"),
                    List.of(new Comparison.Pair(
                            words.t("languages.original"),
                            before.languages().spoken().ownName(),
                            after.languages().spoken().ownName())),
                    0,
                    null));
        }
        var tags = new TreeSet<>(before.languages().variants().keySet());
        tags.addAll(after.languages().variants().keySet());
        for (var tag : tags) {
            var part = part(Languages.known(tag), sides(type, before, tag), sides(type, after, tag), words);
            if (!part.pairs().isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static <T extends Record> List<Variant.Beside> sides(DocumentType<T> type, Spoken<T> spoken, String tag) {
        return spoken.content() == null
                ? List.of()
                : Variant.of(
                                type,
                                spoken.content(),
                                Languages.known(tag),
                                spoken.languages().texts(tag))
                        .texts()
                        .stream()
                        .filter(beside -> !beside.missing())
                        .toList();
    }

    private static Comparison.Part part(
            Language language, List<Variant.Beside> before, List<Variant.Beside> after, Words words) {
        var both = new HashSet<>(before.stream().map(Variant.Beside::original).toList());
        both.retainAll(after.stream().map(Variant.Beside::original).toList());
        var was = keyed(before, both);
        var is = keyed(after, both);
        var keys = new java.util.LinkedHashSet<>(is.keySet());
        keys.addAll(was.keySet());
        var pairs = new ArrayList<Comparison.Pair>();
        int same = 0;
        for (var key : keys) {
            var old = said(was.get(key), words);
            var now = said(is.get(key), words);
            if (old != null && old.equals(now)) {
                same++;
            } else {
                pairs.add(new Comparison.Pair(label(is.getOrDefault(key, was.get(key))), old, now));
            }
        }
        return new Comparison.Part(language.ownName(), pairs, same, language.tag());
    }

    /** By what the original says where both sides say it, else by the place. */
    private static Map<String, Variant.Beside> keyed(List<Variant.Beside> side, Set<String> both) {
        var keyed = new LinkedHashMap<String, Variant.Beside>();
        side.forEach(beside -> keyed.putIfAbsent(
                both.contains(beside.original()) ? beside.original() : "\n" + beside.place(), beside));
        return keyed;
    }

    private static @Nullable String said(Variant.@Nullable Beside beside, Words words) {
        if (beside == null || beside.text() == null) {
            return null;
        }
        return beside.stale() ? words.t("languages.stale-text", "text", beside.text()) : beside.text();
    }

    private static String label(Variant.@Nullable Beside beside) {
        var text = beside == null ? "" : beside.original();
        return text.length() <= SHORT ? text : text.substring(0, SHORT).strip() + "…";
    }

    /** What a check says of the languages of a draft: texts that are behind their original, without one, or refused. */
    static <T extends Record> List<Finding> findings(DocumentType<T> type, T content, Languages languages) {
        var findings = new ArrayList<Finding>();
        for (var variant : Variant.all(type, content, languages)) {
            var name = variant.language().ownName();
            if (variant.stale() > 0) {
                findings.add(Finding.warning("", "translations-stale", "language", name, "count", variant.stale()));
            }
            if (!variant.gone().isEmpty()) {
                findings.add(Finding.warning(
                        "",
                        "translations-gone",
                        "language",
                        name,
                        "count",
                        variant.gone().size()));
            }
            try {
                variant.applied(type, content, beside -> true);
            } catch (JacksonException e) {
                findings.add(Finding.error("", "translations-refused", "language", name));
            }
        }
        return findings;
    }
}
