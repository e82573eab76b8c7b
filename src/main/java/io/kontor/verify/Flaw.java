package io.kontor.verify;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What is wrong with something that was to be checked, and at which position of the ledger, when one can tell.
 *
 * <p>The kind names a sentence ({@code flaw.<code>}), the details fill it. Whoever shows it to people finds the words; the message
 * of the exception is for logs.
 */
public final class Flaw extends Exception {
    /** Everything that can be wrong. */
    public enum Kind {
        PROOF_LENGTH,
        HASH_LENGTH,
        KEY_FORM,
        KEY_NAME,
        KEY_TYPE,
        KEY_ID,
        SECRET_WRONG,
        NOT_UTF8,
        NOTE_SIZE,
        NOTE_FORM,
        NOTE_CONTROL,
        NOTE_SIGNATURES,
        SIGNATURE_FORM,
        SIGNATURE_WRONG,
        UNSIGNED,
        CHECKPOINT_FORM,
        REPORT_FORM,
        REPORT_DIFFERS,
        TILE_PATH,
        JSON_FORM,
        JSON_SIZE,
        MEMBER_TWICE,
        HALF_LETTER,
        NUMBER,
        MARK,
        MEMBER_WRONG,
        MEMBER_MISSING,
        MEMBER_UNKNOWN,
        LEAF_FORM,
        LEAF_FORMAT,
        LEAF_DIFFERS,
        CONTENT_DIFFERS,
        LINE_FORM,
        LINE_END,
        EXPORT_FORM,
        EXPORT_FORMAT,
        EXPORT_RANGE,
        EXPORT_SHORT,
        EXPORT_LONG,
        EXPORT_KEYS,
        POSITION,
        ORIGIN,
        PROOFS_MISSING,
        PROOFS_SURPLUS,
        PROOF_WRONG,
        ROOT_DIFFERS,
        SIGNATURE_KEYLESS,
        LOG_UNSIGNED,
        KEY_NOT_SIGNED,
        EARLIER_ORIGIN,
        EARLIER_LARGER,
        EARLIER_OUTSIDE,
        EARLIER_DIFFERS,
        ENTRY_GONE,
        ENTRY_TWICE,
        ENTRY_SLIPPED,
        ENTRY_CHANGED,
        LEAF_GONE,
        LEAF_CHANGED,
        LEAF_SURPLUS,
        TILE_GONE,
        TILE_CHANGED,
        FRONTIER_CHANGED,
        CHECKPOINT_GONE,
        CHECKPOINT_CHANGED,
        KEY_UNVOUCHED,
        ROW_WITHOUT_ENTRY,
        ROW_OF_OTHER;

        /** As it stands in keys of texts and in answers for programs. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final int MOST_SHOWN = 200;
    private static final int UNSHOWN = 0xfffd;

    private final Kind kind;
    private final transient Map<String, Object> details;
    private final long position;

    private Flaw(Kind kind, Map<String, Object> details, long position) {
        super(kind.code()
                + (details.isEmpty() ? "" : " " + details)
                + (position < 0 ? "" : " at position " + position));
        this.kind = kind;
        this.details = details;
        this.position = position;
    }

    /** @param details name, value, name, value ... for the sentence */
    public static Flaw of(Kind kind, Object... details) {
        var named = new LinkedHashMap<String, Object>();
        for (int i = 0; i + 1 < details.length; i += 2) {
            named.put((String) details[i], details[i + 1] instanceof String text ? shown(text) : details[i + 1]);
        }
        return new Flaw(kind, named, -1);
    }

    /** What an enemy wrote is shown cut short and without what could move a terminal's cursor. */
    private static String shown(String text) {
        var shown = new StringBuilder();
        text.codePoints()
                .limit(MOST_SHOWN)
                .map(point -> Character.isISOControl(point)
                                || Character.getType(point) == Character.FORMAT
                                || Character.getType(point) == Character.SURROGATE
                        ? UNSHOWN
                        : point)
                .forEach(shown::appendCodePoint);
        return shown.length() < text.length() ? shown.append('…').toString() : shown.toString();
    }

    /** The same flaw, found at a position, unless it knows one already. */
    public Flaw at(long where) {
        return position >= 0 ? this : new Flaw(kind, details, where);
    }

    public Kind kind() {
        return kind;
    }

    public Map<String, Object> details() {
        return details;
    }

    /** The position in the ledger; none when the flaw lies in a header, a proof or a signature. */
    public OptionalLong position() {
        return position < 0 ? OptionalLong.empty() : OptionalLong.of(position);
    }
}
