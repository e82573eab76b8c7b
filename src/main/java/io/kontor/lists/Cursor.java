package io.kontor.lists;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in a sorted list: the sort value of a row, as text, and its id. In addresses it is opaque.
 */
record Cursor(String value, UUID id) {
    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((id + " " + value).getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing when it is none of ours; the list then starts at its beginning. */
    static Optional<Cursor> of(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
            return parts.length == 2 ? Optional.of(new Cursor(parts[1], UUID.fromString(parts[0]))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
