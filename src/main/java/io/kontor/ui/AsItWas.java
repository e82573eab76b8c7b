package io.kontor.ui;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The day a page is asked for "as it was on". */
public final class AsItWas {
    private AsItWas() {}

    /** The day as ISO 8601 writes it; none when nothing was asked or it is no day: then the page shows what is. */
    public static @Nullable LocalDate on(@Nullable String asked) {
        try {
            return asked == null || asked.isBlank() ? null : LocalDate.parse(asked);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
