package io.kontor.files;

import io.kontor.kernel.Erased;
import io.kontor.kernel.Fields;
import io.kontor.ledger.FreeText;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Words hung on an object; also the complete state in the ledger. */
public record Note(
        String subjectType,
        UUID subjectId,
        @FreeText String text,
        Audience audience,
        @Nullable UUID author,
        boolean withdrawn) {
    public Note {
        text = Fields.required(text, "text", 10_000);
    }

    Note movedTo(UUID other) {
        return new Note(subjectType, other, text, audience, author, withdrawn);
    }

    Note erased() {
        return new Note(subjectType, subjectId, Erased.MARK, audience, author, true);
    }

    Note withdrawnNow() {
        return new Note(subjectType, subjectId, text, audience, author, true);
    }
}
