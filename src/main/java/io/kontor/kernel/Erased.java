package io.kontor.kernel;

import org.jspecify.annotations.Nullable;

/** What stands where a text was destroyed for good. Pages write the reader's word for it in its place. */
public final class Erased {
    /** Reads the same in every language and is nothing anybody types. */
    public static final String MARK = "\u2327\u2327\u2327";

    private Erased() {}

    public static boolean is(@Nullable String text) {
        return MARK.equals(text);
    }
}
