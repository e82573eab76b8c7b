package io.kontor.verify;

import tools.jackson.core.JsonParser;

/** Writes content in canonical form: numbers are whole and exact in a double, everything else numeric is a string. */
class ContentWriter extends CanonicalWriter {
    @Override
    final void number(JsonParser in) throws Flaw {
        var text = in.getString();
        if (!text.equals(exact(in))) {
            throw Flaw.of(Flaw.Kind.NUMBER, "number", text);
        }
        ascii(text);
    }

    private static String exact(JsonParser in) {
        if (in.currentToken() != tools.jackson.core.JsonToken.VALUE_NUMBER_INT
                || in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return "";
        }
        long whole = in.getLongValue();
        return Math.abs(whole) < 1L << 53 ? Long.toString(whole) : "";
    }
}
