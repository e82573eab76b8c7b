package io.kontor.governance;

import io.kontor.governance.spi.DocumentType;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.language.Language;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The languages of a document: the one it is written in, and its texts in others. They are read by people; nothing is ever decided
 * by them.
 *
 * @param original tag of the language the content is written in
 * @param variants by tag of the language, the texts by their places in the content; a place is a JSON pointer that names elements
 *     of lists by their codes where they have such
 */
public record Languages(String original, Map<String, Map<String, Translation>> variants) {
    private static final int LONGEST = 10_000;
    private static final int MOST_TEXTS = 2_000;

    /** What was written before anybody said in which language. */
    static final Languages UNSAID = new Languages(Language.EN.tag(), Map.of());

    /**
     * A text in another language.
     *
     * @param of what the original said when it was translated; when it says something else now, the translation is stale
     */
    public record Translation(String of, String text) {
        public Translation {
            of = Fields.required(of, "of", LONGEST);
            text = Fields.required(text, "text", LONGEST);
        }
    }

    public Languages {
        original =
                known(Objects.requireNonNullElse(original, Language.EN.tag())).tag();
        var sorted = new TreeMap<String, Map<String, Translation>>();
        for (var variant : Objects.requireNonNullElse(variants, Map.<String, Map<String, Translation>>of())
                .entrySet()) {
            if (variant.getValue().size() > MOST_TEXTS) {
                throw Refusal.invalid("languages-too-many-texts", "most", MOST_TEXTS)
                        .at("language");
            }
            sorted.put(
                    known(variant.getKey()).tag(),
                    Collections.unmodifiableMap(new LinkedHashMap<>(variant.getValue())));
        }
        if (sorted.containsKey(original)) {
            throw Refusal.conflict("language-is-original").at("language");
        }
        variants = Collections.unmodifiableMap(sorted);
    }

    public static Languages in(Language original) {
        return new Languages(original.tag(), Map.of());
    }

    /** The languages of a beginning, as its type knows it. */
    public static <T extends Record> Languages beginning(DocumentType<T> type, T starter, Language original) {
        return Variant.beginning(type, starter, original);
    }

    /** A language people may choose. Refuses: none of them. */
    public static Language known(@Nullable String tag) {
        return Language.SHIPPED.stream()
                .filter(one -> one.tag().equals(tag))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("choice-unknown", "value", String.valueOf(tag))
                        .at("language"));
    }

    /** The language the content is written in. */
    public Language spoken() {
        return known(original);
    }

    /** The languages there are texts in besides the original. */
    public List<Language> others() {
        return Language.SHIPPED.stream()
                .filter(one -> variants.containsKey(one.tag()))
                .toList();
    }

    /** All of them, the original first. */
    public List<Language> all() {
        var all = new java.util.ArrayList<>(List.of(spoken()));
        all.addAll(others());
        return List.copyOf(all);
    }

    Map<String, Translation> texts(String tag) {
        return variants.getOrDefault(tag, Map.of());
    }

    Optional<Map<String, Translation>> variant(String tag) {
        return Optional.ofNullable(variants.get(tag));
    }

    /** With these texts in a language, which may be none yet. Refuses: it is the original. */
    Languages with(String tag, Map<String, Translation> texts) {
        var more = new TreeMap<>(variants);
        more.put(tag, texts);
        return new Languages(original, more);
    }

    Languages without(String tag) {
        var fewer = new TreeMap<>(variants);
        fewer.remove(tag);
        return new Languages(original, fewer);
    }

    /** The same for a content written in another language. Refuses: there are texts in it already. */
    Languages writtenIn(String tag) {
        return new Languages(tag, variants);
    }
}
