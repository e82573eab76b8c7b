package io.kontor.verify;

import java.util.Arrays;
import java.util.Comparator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Writes one JSON value after the other in canonical form: RFC 8785. Members are written as they come and put in order when their
 * object ends, so that what is in order already, as stored content is, costs one pass and no tree. For one thread at a time; its
 * buffers are used again.
 */
class CanonicalWriter extends JsonBytes {
    private static final long EXACT = 1L << 53;

    /** The members of the objects begun and not ended, the innermost last: name, where each begins, where its value begins. */
    private String[] names = new String[64];

    private int[] starts = new int[64];
    private int[] values = new int[64];
    private int top;

    private record Member(String name, int start, int value, int end) {}

    @Override
    final void clear() {
        super.clear();
        top = 0;
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
}
