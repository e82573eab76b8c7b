package io.kontor.governance;

import io.kontor.governance.spi.DocumentType;
import io.kontor.language.Language;
import io.kontor.language.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What kept contents say, as their types put it. */
final class Telling {
    private Telling() {}

    static <T extends Record> Comparison compared(
            Words words,
            DocumentType<T> type,
            Documents.@Nullable Version before,
            int schema,
            @Nullable String content,
            Languages languages) {
        var was = before == null || before.content() == null
                ? null
                : Contents.read(type, before.schema(), before.content());
        var is = content == null ? null : Contents.read(type, schema, content);
        return Comparison.of(
                        was == null ? List.of() : type.describe(was, words),
                        is == null ? List.of() : type.describe(is, words))
                .and(LanguageWords.compared(
                        type,
                        new LanguageWords.Spoken<>(was, before == null ? languages : before.languages()),
                        new LanguageWords.Spoken<>(is, languages),
                        words));
    }

    static <T extends Record> @Nullable Reading reading(
            Words words, DocumentType<T> type, Documents.Version version, @Nullable Language language) {
        var content = version.content();
        return content == null
                ? null
                : Reading.of(
                        type, Contents.read(type, version.schema(), content), version.languages(), words, language);
    }

    static <T extends Record> List<Section> described(
            Words words, DocumentType<T> type, int schema, @Nullable String content) {
        return content == null ? List.of() : type.describe(Contents.read(type, schema, content), words);
    }

    static <T extends Record> List<Variant> variants(DocumentType<T> type, ProgrammeChange.Item item) {
        return item.content() == null
                ? List.of()
                : Variant.all(type, Contents.read(type, item.schema(), item.content()), item.languages());
    }
}
