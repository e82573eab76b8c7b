package io.kontor.governance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft on the version its document has now.
 *
 * @param onto that version, or none
 * @param both what was changed there and here; the draft's stays unless its editor says otherwise
 */
public record Rebasing(String text, @Nullable DocumentVersion onto, List<Both> both) {
    /** Each as JSON or nothing. */
    public record Both(
            String path,
            @Nullable String was,
            @Nullable String theirs,
            @Nullable String yours) {}
}
