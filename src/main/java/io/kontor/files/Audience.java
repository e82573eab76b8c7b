package io.kontor.files;

import java.util.Locale;

/** Who may read what hangs on an object: the office, or also the partner whose object it is. */
public enum Audience {
    OFFICE,
    PARTNER;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
