package io.kontor.governance;

import io.kontor.governance.spi.DocumentType;
import io.kontor.language.Language;
import io.kontor.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A document as somebody reads it, in a language: what is not translated is said in the original, what was translated before the
 * original changed is said with what the original says now.
 *
 * @param language its headings are in
 * @param original the content is written in
 * @param languages it can be read in, the original first
 * @param variant the texts of the language it is read in, or none when that is the original, or nobody translated it
 */
public record Reading(
        Language language,
        Language original,
        List<Language> languages,
        List<Part> parts,
        @Nullable Variant variant) {
    /** A token that stands for a text while a type puts its sections together. */
    private static final Pattern TOKEN = Pattern.compile("\uE000([0-9]{1,6})\uE001");

    public record Part(String key, String title, List<Told> lines) {}

    /** One thing it says. */
    public record Told(List<Piece> label, List<Piece> text) {}

    /**
     * A piece of a text in one language.
     *
     * @param language it is in, or none when it is that of the whole
     * @param newer what the original says since it was translated, or none when the translation is up to date
     */
    public record Piece(
            String text,
            @Nullable Language language,
            @Nullable String newer) {}

    public Reading {
        languages = List.copyOf(languages);
        parts = List.copyOf(parts);
    }

    /**
     * @param words of the reader
     * @param wanted the language asked for, or none for the reader's; when there is none such, the original
     */
    public static <T extends Record> Reading of(
            DocumentType<T> type, T content, Languages languages, Words words, @Nullable Language wanted) {
        var all = languages.all();
        var reader = words.language();
        var language = wanted != null && all.contains(wanted) ? wanted : reader;
        var texts = Texts.of(type, content);
        var variant = Variant.of(texts, language, languages.texts(language.tag()));
        var numbered = new ArrayList<String>();
        var tokens = Texts.saying(type, content, text -> {
            numbered.add(text.place());
            return "\uE000" + (numbered.size() - 1) + "\uE001";
        });
        var there = languages.others().contains(language);
        var pieces = new Pieces(variant.texts(), languages.spoken(), language);
        var parts = type.describe(tokens, new Words(language, words.zone())).stream()
                .map(section -> new Part(
                        section.key(),
                        section.title(),
                        section.lines().stream()
                                .map(line -> new Told(pieces.of(line.label()), pieces.of(line.text())))
                                .toList()))
                .toList();
        return new Reading(language, languages.spoken(), all, parts, there ? variant : null);
    }

    private record Pieces(List<Variant.Beside> texts, Language original, Language language) {
        List<Piece> of(String line) {
            var pieces = new ArrayList<Piece>();
            var token = TOKEN.matcher(line);
            int from = 0;
            while (token.find()) {
                plain(pieces, line.substring(from, token.start()));
                pieces.add(of(texts.get(Integer.parseInt(token.group(1)))));
                from = token.end();
            }
            plain(pieces, line.substring(from));
            return List.copyOf(pieces);
        }

        private static void plain(List<Piece> pieces, String text) {
            if (!text.isEmpty()) {
                pieces.add(new Piece(text, null, null));
            }
        }

        private Piece of(Variant.Beside beside) {
            if (beside.text() == null) {
                return new Piece(beside.original(), language == original ? null : original, null);
            }
            return new Piece(beside.text(), null, beside.stale() ? beside.original() : null);
        }
    }
}
