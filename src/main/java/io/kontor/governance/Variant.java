package io.kontor.governance;

import io.kontor.governance.Languages.Translation;
import io.kontor.governance.spi.DocumentType;
import io.kontor.language.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A content's texts in another language, laid beside what the original says now. A translation follows its text: first by what
 * the original said, so that a line that moves keeps its translation, then by its place.
 *
 * @param gone places of translations whose text is no longer there
 */
public record Variant(Language language, List<Beside> texts, List<String> gone) {
    /**
     * One text in both languages.
     *
     * @param of what the original said when it was translated, or none while it is not
     */
    public record Beside(
            String place,
            String original,
            @Nullable String of,
            @Nullable String text) {
        public boolean missing() {
            return text == null;
        }

        /** Whether the original says something else since. */
        public boolean stale() {
            return text != null && !original.equals(of);
        }

        private static Beside of(Texts.Text text, @Nullable Translation translation) {
            return translation == null
                    ? new Beside(text.place(), text.said(), null, null)
                    : new Beside(text.place(), text.said(), translation.of(), translation.text());
        }
    }

    public Variant {
        texts = List.copyOf(texts);
        gone = List.copyOf(gone);
    }

    /** How many texts are translated. */
    public int there() {
        return count(beside -> !beside.missing());
    }

    public int stale() {
        return count(Beside::stale);
    }

    private int count(Predicate<Beside> what) {
        return (int) texts.stream().filter(what).count();
    }

    static <T extends Record> Variant of(
            DocumentType<T> type, T content, Language language, Map<String, Translation> translations) {
        return of(Texts.of(type, content), language, translations);
    }

    static Variant of(List<Texts.Text> texts, Language language, Map<String, Translation> translations) {
        var left = new LinkedHashMap<>(translations);
        var taken = new LinkedHashMap<String, Translation>();
        for (var text : texts) {
            var same = left.get(text.place());
            if (same != null && same.of().equals(text.said())) {
                taken.put(text.place(), same);
                left.remove(text.place());
            }
        }
        for (var text : texts) {
            if (!taken.containsKey(text.place())) {
                left.entrySet().stream()
                        .filter(one ->
                                one.getValue().of().equals(text.said()) && Texts.fits(text.pattern(), one.getKey()))
                        .findFirst()
                        .ifPresent(one -> {
                            taken.put(text.place(), one.getValue());
                            left.remove(one.getKey());
                        });
            }
        }
        for (var text : texts) {
            var old = taken.containsKey(text.place()) ? null : left.remove(text.place());
            if (old != null) {
                taken.put(text.place(), old);
            }
        }
        return new Variant(
                language,
                texts.stream()
                        .map(text -> Beside.of(text, taken.get(text.place())))
                        .toList(),
                List.copyOf(left.keySet()));
    }

    /** Every language there is beside the original. */
    static <T extends Record> List<Variant> all(DocumentType<T> type, T content, Languages languages) {
        if (languages.variants().isEmpty()) {
            return List.of();
        }
        var texts = Texts.of(type, content);
        var all = new ArrayList<Variant>();
        for (var language : languages.others()) {
            all.add(of(texts, language, languages.texts(language.tag())));
        }
        return List.copyOf(all);
    }

    /** The languages of a beginning its type knows in several. */
    static <T extends Record> Languages beginning(DocumentType<T> type, T starter, Language original) {
        var languages = Languages.in(original);
        var texts = Texts.of(type, starter);
        for (var language : Language.SHIPPED) {
            var other = language == original
                    ? List.<Texts.Text>of()
                    : type.starterIn(language).map(told -> Texts.of(type, told)).orElse(List.of());
            var said = new LinkedHashMap<String, String>();
            other.forEach(text -> said.put(text.place(), text.said()));
            var translations = new LinkedHashMap<String, Translation>();
            texts.stream()
                    .filter(text -> said.containsKey(text.place()))
                    .forEach(text -> translations.put(
                            text.place(), new Translation(text.said(), String.valueOf(said.get(text.place())))));
            if (!translations.isEmpty()) {
                languages = languages.with(language.tag(), translations);
            }
        }
        return languages;
    }

    /** Its texts at their places of today, in the order of the content. */
    Map<String, Translation> translations() {
        var translations = new LinkedHashMap<String, Translation>();
        for (var beside : texts) {
            if (beside.of() != null && beside.text() != null) {
                translations.put(beside.place(), new Translation(beside.of(), beside.text()));
            }
        }
        return translations;
    }

    /** Languages as a version keeps them: every text at its place, without those that have none any more. */
    static <T extends Record> Languages onto(DocumentType<T> type, T content, Languages languages) {
        var kept = Languages.in(languages.spoken());
        for (var variant : all(type, content, languages)) {
            if (variant.there() > 0) {
                kept = kept.with(variant.language().tag(), variant.translations());
            }
        }
        return kept;
    }

    /** The content with those of its texts translated, for reading only. */
    <T extends Record> T applied(DocumentType<T> type, T content, Predicate<Beside> which) {
        var said = new LinkedHashMap<String, String>();
        for (var beside : texts) {
            if (beside.text() != null && which.test(beside)) {
                said.put(beside.place(), beside.text());
            }
        }
        return Texts.saying(type, content, text -> said.get(text.place()));
    }
}
