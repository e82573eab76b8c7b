package io.kontor.ledger;

import org.jspecify.annotations.Nullable;

/** Why a text may have to go, and so under which key it is closed. */
public enum Mark {
    /** It says something of a person: closed under that person's key. */
    PERSONAL(Wrapped.PERSONAL),
    /** Somebody typed it freely: closed under a key of its own. */
    TEXT(Wrapped.TEXT);

    private final String member;

    Mark(String member) {
        this.member = member;
    }

    /** The mark of that name, if there is one. */
    static @Nullable Mark of(String member) {
        return switch (member) {
            case Wrapped.PERSONAL -> PERSONAL;
            case Wrapped.TEXT -> TEXT;
            default -> null;
        };
    }

    /** The name of the one member of the object a marked text stands in. */
    public String member() {
        return member;
    }
}
