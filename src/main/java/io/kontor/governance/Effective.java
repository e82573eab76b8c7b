package io.kontor.governance;

import io.kontor.governance.spi.DocumentType;
import io.kontor.language.Language;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The version of a document that holds somewhere at some time.
 *
 * @param hash SHA-256 of its canonical JSON
 * @param since the day it holds from
 * @param languages it is written and translated in
 */
public record Effective<T extends Record>(
        UUID document,
        DocumentVersion version,
        String hash,
        DocumentScope scope,
        T content,
        LocalDate since,
        Languages languages) {
    /**
     * The content with its texts in a language, for reading; what it decides is the same. A text that is not translated, or whose
     * original changed since, stays as it is.
     */
    public T in(DocumentType<T> type, Language language) {
        return Variant.of(type, content, language, languages.texts(language.tag()))
                .applied(type, content, beside -> !beside.stale());
    }
}
