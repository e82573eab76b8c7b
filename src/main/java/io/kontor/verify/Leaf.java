package io.kontor.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/**
 * The bytes of one entry that go into the tree: docs/ledger-format.md. They say which entry it is, when, who did what to what, and
 * commit to the rest.
 *
 * @param at when it was recorded, in UTC to the microsecond: {@code 2026-11-21T09:30:00.000000Z}
 * @param actor the person's id, or what acted otherwise, such as {@code system:post} or {@code local}
 * @param content base64 of the commitment to the content
 */
public record Leaf(
        String id, String at, String actor, String action, String subjectType, String subjectId, String content) {
    /** The format written today. */
    public static final int FORMAT = 1;

    private static final byte[] ACTION = ascii("{'action':");
    private static final byte[] ACTOR = ascii(",'actor':");
    private static final byte[] QUOTE = ascii("'");
    private static final byte[] AT = ascii(",'at':'");
    private static final byte[] CONTENT = ascii("','content':'");
    private static final byte[] ID = ascii("','format':" + FORMAT + ",'id':'");
    private static final byte[] SUBJECT = ascii("','subject':{'id':'");
    private static final byte[] TYPE = ascii("','type':");
    private static final byte[] END = ascii("}}");

    private static final int MOST = 200;
    private static final String UUID_FORM = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    private static final String TIME_FORM = "0000-00-00T00:00:00.000000Z";

    /** JSON written with single quotation marks, so that it can be read here, with the double ones it has. */
    static byte[] ascii(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.US_ASCII);
    }

    /** The same from what an entry is made of. */
    public static Leaf of(
            String id, String at, String actor, String action, String subjectType, String subjectId, byte[] content) {
        return new Leaf(id, at, actor, action, subjectType, subjectId, Plain.base64(content));
    }

    /** The exact bytes hashed: canonical JSON. */
    public byte[] bytes() throws Flaw {
        var writer = new CanonicalWriter();
        write(writer);
        return writer.bytes();
    }

    void write(CanonicalWriter writer) throws Flaw {
        check();
        writer.clear();
        writer.bytes(ACTION);
        writer.string(action);
        writer.bytes(ACTOR);
        writer.string(actor);
        writer.bytes(AT);
        writer.ascii(at);
        writer.bytes(CONTENT);
        writer.ascii(content);
        writer.bytes(ID);
        writer.ascii(id);
        writer.bytes(SUBJECT);
        writer.ascii(subjectId);
        writer.bytes(TYPE);
        writer.string(subjectType);
        writer.bytes(END);
    }

    /** The same bytes of an entry as it is kept, whose ids and times cannot have another form. */
    static void write(CanonicalWriter writer, KeptEntry entry, byte[] commitment) throws Flaw {
        var label = entry.actor() == null ? String.valueOf(entry.label()) : "person";
        check(!label.isEmpty() && label.length() <= MOST, "actor");
        check(!entry.action().isEmpty() && entry.action().length() <= MOST, "action");
        check(!entry.subjectType().isEmpty() && entry.subjectType().length() <= MOST, "subject");
        writer.clear();
        writer.bytes(ACTION);
        writer.word(entry.action());
        writer.bytes(ACTOR);
        if (entry.actor() == null) {
            writer.word(label);
        } else {
            writer.bytes(QUOTE);
            writer.id(entry.actor());
            writer.bytes(QUOTE);
        }
        writer.bytes(AT);
        writer.bytes(Moments.ascii(entry.recordedAt()));
        writer.bytes(CONTENT);
        writer.bytes(Plain.ascii(commitment));
        writer.bytes(ID);
        writer.id(entry.id());
        writer.bytes(SUBJECT);
        writer.id(entry.subject());
        writer.bytes(TYPE);
        writer.word(entry.subjectType());
        writer.bytes(END);
    }

    private void check() throws Flaw {
        check(fits(id, UUID_FORM), "id");
        check(fits(at, TIME_FORM), "at");
        check(!actor.isEmpty() && actor.length() <= MOST, "actor");
        check(!action.isEmpty() && action.length() <= MOST, "action");
        check(!subjectType.isEmpty() && subjectType.length() <= MOST && fits(subjectId, UUID_FORM), "subject");
        check(Plain.bytes(content, TreeHasher.LENGTH) != null, "content");
    }

    private static void check(boolean right, String name) throws Flaw {
        if (!right) {
            throw Flaw.of(Flaw.Kind.MEMBER_WRONG, "name", name);
        }
    }

    /** Whether a text has its form: {@code x} for a hexadecimal digit in lower case, {@code 0} for a digit, all else itself. */
    private static boolean fits(String text, String form) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char letter = text.charAt(i);
            boolean digit = letter >= '0' && letter <= '9';
            boolean right = switch (form.charAt(i)) {
                case 'x' -> digit || (letter >= 'a' && letter <= 'f');
                case '0' -> digit;
                default -> letter == form.charAt(i);
            };
            if (!right) {
                return false;
            }
        }
        return true;
    }

    /** Reads a leaf's bytes. Refuses any other form than the one {@link #bytes} writes, and a format from the future. */
    public static Leaf parse(byte[] bytes) throws Flaw {
        var leaf = read(bytes);
        if (!Arrays.equals(leaf.bytes(), bytes)) {
            throw Flaw.of(Flaw.Kind.LEAF_FORM);
        }
        return leaf;
    }

    private static Leaf read(byte[] bytes) throws Flaw {
        var members = new Members();
        long format = 0;
        try (var in = CanonicalJson.parser(bytes, 0, bytes.length)) {
            members.begin(in);
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = members.next(in);
                switch (name) {
                    case "action", "actor", "at", "content", "id" -> members.text(in, name);
                    case "format" -> format = members.whole(in, name);
                    case "subject" -> members.subject(in);
                    default -> throw Flaw.of(Flaw.Kind.MEMBER_UNKNOWN, "name", name);
                }
            }
            members.end(in);
        } catch (JacksonException e) {
            throw CanonicalJson.flaw(e);
        }
        if (format != FORMAT) {
            throw Flaw.of(Flaw.Kind.LEAF_FORMAT, "format", format);
        }
        return members.leaf(members.get("content"));
    }
}
