package io.kontor.governance.charter;

import io.kontor.kernel.Said;
import io.kontor.language.Words;

/** What a role is called inside a sentence: a shipped one by the bundles, an office's own by its code. */
public final class RoleSaid {
    private RoleSaid() {}

    public static Object of(String role) {
        var key = "role." + role;
        return Words.has(key) ? Said.of(key) : role;
    }

    public static String of(Words words, String role) {
        var key = "role." + role;
        return Words.has(key) ? words.t(key) : role;
    }
}
