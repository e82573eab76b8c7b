package io.kontor.connect.api;

import io.kontor.files.Audience;
import io.kontor.files.Files;
import io.kontor.kernel.Subject;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file hung on an object. */
@Schema(name = "File", description = "A file hung on an object; it never changes.")
record FileBody(
        @Schema(description = "Its id.", example = "019aa0c1-7e5a-7c11-9d62-0d1b0c9a3f10")
        UUID id,

        @Schema(description = "The entry it stands at.", example = "019aa0c1-7e5b-7d20-8a11-5b6c7d8e9f00")
        UUID entry,

        @Schema(description = "What it hangs on.") Subject subject,

        @Schema(description = "Its name.", example = "agreement.pdf")
        String name,

        @Schema(description = "How many bytes it has.", example = "48213")
        long size,

        @Schema(description = "Its media type, found by its content.", example = "application/pdf")
        String media,

        @Schema(
                description = "SHA-256 of its content, in hexadecimal.",
                example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,

        @Schema(description = "Who may read it: the office, or also the partner.", example = "office")
        Audience audience,

        @Schema(description = "Who hung it there.") @Nullable UUID author,

        @Schema(description = "When.", example = "2026-03-02T09:00:00Z")
        Instant writtenAt,

        @Schema(description = "The day it goes by itself.") @Nullable LocalDate expires) {
    static FileBody of(Files.Kept kept) {
        var file = kept.attachment();
        return new FileBody(
                kept.id(),
                kept.version(),
                new Subject(file.subjectType(), file.subjectId()),
                file.name(),
                file.size(),
                file.media(),
                file.hash(),
                file.audience(),
                file.author(),
                kept.writtenAt(),
                file.expires());
    }
}
