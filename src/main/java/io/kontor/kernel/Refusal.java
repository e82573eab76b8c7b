package io.kontor.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A broken rule: what was asked is refused, nothing was written.
 *
 * <p>The code is a key of the message bundle ({@code refusal.<code>}); the arguments fill that sentence. The field, when
 * there is one, is where the reader has to look: a form field or a path in an API document.
 */
public final class Refusal extends RuntimeException {
    /** How the outside hears it: the HTTP status a refusal of this kind becomes. */
    public enum Kind {
        /** There is no such thing, or the asker may not know of it (404). */
        NOT_FOUND,
        /** The asker is known and may not do this (403). */
        FORBIDDEN,
        /** Somebody else was faster, or the thing is in the wrong state (409). */
        CONFLICT,
        /** What was given is wrong (422). */
        INVALID,
        /** Too much at once; later is fine (429). */
        TOO_MANY,
        /** The office itself cannot do it now, e.g. a full disk (503). */
        UNAVAILABLE
    }

    private final Kind kind;
    private final String code;
    private final transient Map<String, Object> args;
    private final @Nullable String field;

    private Refusal(Kind kind, String code, @Nullable String field, Map<String, Object> args) {
        super(code + (field == null ? "" : " at " + field) + (args.isEmpty() ? "" : " " + args));
        this.kind = kind;
        this.code = code;
        this.field = field;
        this.args = args;
    }

    public static Refusal notFound(String what) {
        return new Refusal(Kind.NOT_FOUND, "not-found", null, Map.of("what", what));
    }

    public static Refusal forbidden(String kind, Verb verb) {
        return new Refusal(Kind.FORBIDDEN, "forbidden", null, Map.of("kind", kind, "verb", verb.code()));
    }

    public static Refusal conflict(String code, Object... args) {
        return new Refusal(Kind.CONFLICT, code, null, pairs(args));
    }

    public static Refusal unavailable(String code, Object... args) {
        return new Refusal(Kind.UNAVAILABLE, code, null, pairs(args));
    }

    public static Refusal tooMany(String code, Object... args) {
        return new Refusal(Kind.TOO_MANY, code, null, pairs(args));
    }

    /** @param args name, value, name, value ... for the sentence */
    public static Refusal invalid(String code, Object... args) {
        return new Refusal(Kind.INVALID, code, null, pairs(args));
    }

    /** The same refusal, pointing at a field. */
    public Refusal at(String where) {
        return new Refusal(kind, code, where, args);
    }

    private static Map<String, Object> pairs(Object... args) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            map.put((String) args[i], args[i + 1]);
        }
        return map;
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }

    public Map<String, Object> args() {
        return args;
    }
}
