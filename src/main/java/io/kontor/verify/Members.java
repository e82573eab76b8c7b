package io.kontor.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The members of an object as they are read: each of the kind it must be, or a {@link Flaw} that names it. */
final class Members {
    private static final long EXACT = 1L << 53;

    private final Map<String, String> texts = new HashMap<>();

    void begin(JsonParser in) throws Flaw {
        texts.clear();
        expect(in.nextToken() == JsonToken.START_OBJECT, "{");
    }

    /** The name of the member the parser stands at; it goes on to the value. */
    String next(JsonParser in) {
        var name = in.currentName();
        in.nextToken();
        return name;
    }

    void end(JsonParser in) throws Flaw {
        expect(in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null, "}");
    }

    private static void expect(boolean right, String name) throws Flaw {
        if (!right) {
            throw Flaw.of(Flaw.Kind.MEMBER_WRONG, "name", name);
        }
    }

    void text(JsonParser in, String name) throws Flaw {
        expect(in.currentToken() == JsonToken.VALUE_STRING, name);
        texts.put(name, in.getString());
    }

    long whole(JsonParser in, String name) throws Flaw {
        expect(
                in.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER,
                name);
        long value = in.getLongValue();
        expect(value >= 0 && value < EXACT, name);
        return value;
    }

    List<String> texts(JsonParser in, String name, int most) throws Flaw {
        expect(in.currentToken() == JsonToken.START_ARRAY, name);
        var found = new ArrayList<String>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            expect(in.currentToken() == JsonToken.VALUE_STRING && found.size() < most, name);
            found.add(in.getString());
        }
        return found;
    }

    void subject(JsonParser in) throws Flaw {
        expect(in.currentToken() == JsonToken.START_OBJECT, "subject");
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = next(in);
            expect(name.equals("id") || name.equals("type"), "subject");
            text(in, "subject." + name, "subject");
        }
    }

    private void text(JsonParser in, String key, String name) throws Flaw {
        expect(in.currentToken() == JsonToken.VALUE_STRING, name);
        texts.put(key, in.getString());
    }

    @Nullable String find(String name) {
        return texts.get(name);
    }

    String get(String name) throws Flaw {
        var text = texts.get(name);
        if (text == null) {
            throw Flaw.of(Flaw.Kind.MEMBER_MISSING, "name", name);
        }
        return text;
    }

    Leaf leaf(String content) throws Flaw {
        return new Leaf(
                get("id"), get("at"), get("actor"), get("action"), get("subject.type"), get("subject.id"), content);
    }
}
