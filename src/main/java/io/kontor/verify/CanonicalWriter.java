package io.kontor.verify;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Writes one JSON value after the other in canonical form: RFC 8785. Members are written as they come and put in order when their
 * object ends, so that what is in order already, as stored content is, costs one pass and no tree. For one thread at a time; its
 * buffers are used again.
 */
class CanonicalWriter {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final long EXACT = 1L << 53;
    /** So many words are remembered as they are written. */
    private static final int WORDS = 1_000;

    private final Map<String, byte[]> words = new HashMap<>();
    private byte[] out = new byte[4096];
    private int length;

    /** The members of the objects begun and not ended, the innermost last: name, where each begins, where its value begins. */
    private String[] names = new String[64];

    private int[] starts = new int[64];
    private int[] values = new int[64];
    private int top;

    private record Member(String name, int start, int value, int end) {}

    /** Begins anew. */
    final void clear() {
        length = 0;
        top = 0;
    }

    final byte[] bytes() {
        return Arrays.copyOf(out, length);
    }

    final int length() {
        return length;
    }

    final boolean isJust(byte[] other, int from, int to) {
        return Arrays.equals(out, 0, length, other, from, to);
    }

    /** Writes the value the parser stands at, and leaves it at the value's last token. */
    final void value(JsonParser in) throws Flaw {
        try {
            token(in, in.currentToken());
        } catch (JacksonException e) {
            throw CanonicalJson.flaw(e);
        }
    }

    private void token(JsonParser in, JsonToken token) throws Flaw {
        switch (token) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_STRING -> string(in.getStringCharacters(), in.getStringOffset(), in.getStringLength());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in);
            case VALUE_TRUE -> ascii("true");
            case VALUE_FALSE -> ascii("false");
            case VALUE_NULL -> ascii("null");
            default -> throw Flaw.of(Flaw.Kind.JSON_FORM, "place", 0);
        }
    }

    private void array(JsonParser in) throws Flaw {
        put('[');
        boolean first = true;
        for (var token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            if (!first) {
                put(',');
            }
            first = false;
            token(in, token);
        }
        put(']');
    }

    private void object(JsonParser in) throws Flaw {
        int start = length;
        int base = top;
        boolean ordered = true;
        put('{');
        while (in.nextToken() != JsonToken.END_OBJECT) {
            var name = in.currentName();
            if (top > base) {
                ordered &= names[top - 1].compareTo(name) < 0;
                put(',');
            }
            member(name);
            token(in, in.nextToken());
        }
        if (!ordered) {
            order(start, base);
        }
        put('}');
        ended(start, base, top - base);
        top = base;
    }

    private void member(String name) throws Flaw {
        if (top == names.length) {
            names = Arrays.copyOf(names, top * 2);
            starts = Arrays.copyOf(starts, top * 2);
            values = Arrays.copyOf(values, top * 2);
        }
        names[top] = name;
        starts[top] = length;
        word(name);
        put(':');
        values[top] = length;
        top++;
    }

    /** RFC 8785, section 3.2.3: by UTF-16 code units, as Java compares texts. A name may stand once only. */
    private void order(int start, int base) throws Flaw {
        var members = new Member[top - base];
        for (int i = 0; i < members.length; i++) {
            int at = base + i;
            members[i] = new Member(names[at], starts[at], values[at], at + 1 < top ? starts[at + 1] - 1 : length);
        }
        Arrays.sort(members, Comparator.comparing(Member::name));
        var written = Arrays.copyOfRange(out, start, length);
        length = start + 1;
        for (int i = 0; i < members.length; i++) {
            var member = members[i];
            if (i > 0) {
                if (members[i - 1].name().equals(member.name())) {
                    throw Flaw.of(Flaw.Kind.MEMBER_TWICE, "name", member.name());
                }
                put(',');
            }
            names[base + i] = member.name();
            starts[base + i] = length;
            values[base + i] = length + member.value() - member.start();
            System.arraycopy(written, member.start() - start, out, length, member.end() - member.start());
            length += member.end() - member.start();
        }
    }

    /**
     * An object was written, its members being in order.
     *
     * @param start where it begins
     * @param first which of the members is its first
     */
    void ended(int start, int first, int members) throws Flaw {}

    final String name(int member) {
        return names[member];
    }

    /** Where the value of a member of the object just ended begins. */
    final int valueStart(int member) {
        return values[member];
    }

    /** Where it ends: before the comma or brace that follows. */
    final int valueEnd(int member) {
        return (member + 1 < top ? starts[member + 1] : length) - 1;
    }

    final byte[] buffer() {
        return out;
    }

    /** Takes back everything from there on. */
    final void cut(int start) {
        length = start;
    }

    /** Numbers as ECMAScript writes them. Integers a double holds exactly take the short way. */
    void number(JsonParser in) throws Flaw {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long whole = in.getLongValue();
            if (whole >= -EXACT && whole <= EXACT) {
                ascii(Long.toString(whole));
                return;
            }
        }
        double value = Double.parseDouble(in.getString());
        if (Double.isInfinite(value)) {
            throw Flaw.of(Flaw.Kind.NUMBER, "number", in.getString());
        }
        ascii(CanonicalJson.number(value));
    }

    /** A text that comes again and again, such as a name: its letters are looked at once. */
    final void word(String text) throws Flaw {
        var known = words.get(text);
        if (known != null) {
            bytes(known);
            return;
        }
        int from = length;
        string(text);
        if (words.size() < WORDS) {
            words.put(text, Arrays.copyOfRange(out, from, length));
        }
    }

    final void string(String text) throws Flaw {
        string(text.toCharArray(), 0, text.length());
    }

    /** RFC 8785, section 3.2.2.2. */
    private void string(char[] text, int from, int count) throws Flaw {
        need(3 * count + 2);
        out[length++] = '"';
        for (int i = from; i < from + count; i++) {
            char letter = text[i];
            if (letter >= ' ' && letter < 0x80 && letter != '"' && letter != '\\') {
                out[length++] = (byte) letter;
            } else if (letter < 0x80) {
                escaped(letter, 3 * (from + count - i) + 1);
            } else if (letter < 0x800) {
                out[length++] = (byte) (0xc0 | letter >> 6);
                out[length++] = (byte) (0x80 | (letter & 0x3f));
            } else if (Character.isSurrogate(letter)) {
                if (i + 1 == from + count || !Character.isSurrogatePair(letter, text[i + 1])) {
                    throw Flaw.of(Flaw.Kind.HALF_LETTER);
                }
                four(Character.toCodePoint(letter, text[++i]));
            } else {
                out[length++] = (byte) (0xe0 | letter >> 12);
                out[length++] = (byte) (0x80 | (letter >> 6 & 0x3f));
                out[length++] = (byte) (0x80 | (letter & 0x3f));
            }
        }
        out[length++] = '"';
    }

    private void four(int point) {
        out[length++] = (byte) (0xf0 | point >> 18);
        out[length++] = (byte) (0x80 | (point >> 12 & 0x3f));
        out[length++] = (byte) (0x80 | (point >> 6 & 0x3f));
        out[length++] = (byte) (0x80 | (point & 0x3f));
    }

    /** @param left how many bytes the rest of the text may take */
    private void escaped(char letter, int left) {
        need(left + 6);
        out[length++] = '\\';
        switch (letter) {
            case '"', '\\' -> out[length++] = (byte) letter;
            case '\b' -> out[length++] = 'b';
            case '\t' -> out[length++] = 't';
            case '\n' -> out[length++] = 'n';
            case '\f' -> out[length++] = 'f';
            case '\r' -> out[length++] = 'r';
            default -> {
                out[length++] = 'u';
                out[length++] = '0';
                out[length++] = '0';
                out[length++] = HEX[letter >> 4];
                out[length++] = HEX[letter & 0xf];
            }
        }
    }

    final void ascii(String text) {
        need(text.length());
        for (int i = 0; i < text.length(); i++) {
            out[length++] = (byte) text.charAt(i);
        }
    }

    /** Letters of ASCII, as they are. */
    final void bytes(byte[] ascii) {
        need(ascii.length);
        System.arraycopy(ascii, 0, out, length, ascii.length);
        length += ascii.length;
    }

    /** As {@link UUID#toString} has it, without quotation marks. */
    final void id(UUID id) {
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        digits(high >>> 32, 8);
        put('-');
        digits(high >>> 16, 4);
        put('-');
        digits(high, 4);
        put('-');
        digits(low >>> 48, 4);
        put('-');
        digits(low, 12);
    }

    /** The last so many hexadecimal digits of a number. */
    private void digits(long number, int count) {
        need(count);
        for (int shift = 4 * (count - 1); shift >= 0; shift -= 4) {
            out[length++] = HEX[(int) (number >>> shift) & 0xf];
        }
    }

    private void put(char letter) {
        need(1);
        out[length++] = (byte) letter;
    }

    private void need(int more) {
        if (out.length - length < more) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, length + more));
        }
    }
}
