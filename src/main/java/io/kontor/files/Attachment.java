package io.kontor.files;

import io.kontor.kernel.Erased;
import io.kontor.ledger.FreeText;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file hung on an object; also the complete state in the ledger, where the hash stands for the content.
 *
 * @param hash SHA-256 of the content in hexadecimal
 * @param size in bytes
 * @param expires the day it goes, or none
 */
public record Attachment(
        String subjectType,
        UUID subjectId,
        @FreeText String name,
        String hash,
        long size,
        String media,
        Audience audience,
        @Nullable UUID author,
        @Nullable LocalDate expires,
        boolean withdrawn) {
    Attachment movedTo(UUID other) {
        return new Attachment(subjectType, other, name, hash, size, media, audience, author, expires, withdrawn);
    }

    Attachment erased() {
        return new Attachment(subjectType, subjectId, Erased.MARK, hash, size, media, audience, author, expires, true);
    }

    Attachment withdrawnNow() {
        return new Attachment(subjectType, subjectId, name, hash, size, media, audience, author, expires, true);
    }
}
