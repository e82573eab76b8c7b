package io.kontor.kernel;

import java.util.Locale;

/** What may be done to a kind of object; with the kind it makes one line of the permission table. */
public enum Verb {
    SEE,
    CREATE,
    CHANGE,
    WITHDRAW,
    MERGE,
    EXPORT,
    IMPORT,
    INVITE;

    /** The word in the database, in token scopes and in the message bundle. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Verb of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
