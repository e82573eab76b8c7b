package io.kontor.verify;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON in the one form in which it is hashed: RFC 8785. Members in the order of their names' UTF-16 code units, numbers as
 * ECMAScript writes them, no space, no letter escaped that need not be, nothing normalised.
 *
 * <p>What the standard leaves out is refused: a name twice in an object, half a surrogate pair, a number no double holds.
 */
public final class CanonicalJson {
    /** So deep may arrays and objects stand inside each other. */
    public static final int DEPTH = 100;
    /** So many bytes may one document have. */
    public static final int MOST_BYTES = 16 * 1024 * 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(MOST_BYTES)
                    .maxDocumentLength(MOST_BYTES)
                    .build())
            .build();
    private static final int LONGEST_PLAIN = 21;
    private static final int SMALLEST_PLAIN = -6;

    private CanonicalJson() {}

    public static byte[] of(String json) throws Flaw {
        return of(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The canonical form of one document. */
    public static byte[] of(byte[] json) throws Flaw {
        var writer = new CanonicalWriter();
        write(json, 0, json.length, writer);
        return writer.bytes();
    }

    /** Whether a document is in canonical form already, byte for byte. */
    public static boolean is(byte[] json) throws Flaw {
        var writer = new CanonicalWriter();
        write(json, 0, json.length, writer);
        return writer.isJust(json, 0, json.length);
    }

    static void write(byte[] json, int from, int to, CanonicalWriter writer) throws Flaw {
        writer.clear();
        try (var in = parser(json, from, to)) {
            if (in.nextToken() == null) {
                throw Flaw.of(Flaw.Kind.JSON_FORM, "place", 0);
            }
            writer.value(in);
            if (in.nextToken() != null) {
                throw Flaw.of(Flaw.Kind.JSON_FORM, "place", in.currentLocation().getByteOffset());
            }
        } catch (JacksonException e) {
            throw flaw(e);
        }
    }

    static JsonParser parser(byte[] json, int from, int to) throws Flaw {
        if (to - from > MOST_BYTES) {
            throw Flaw.of(Flaw.Kind.JSON_SIZE, "most", MOST_BYTES);
        }
        return FACTORY.createParser(ObjectReadContext.empty(), json, from, to - from);
    }

    static Flaw flaw(JacksonException wrong) {
        var place = wrong.getLocation();
        return Flaw.of(Flaw.Kind.JSON_FORM, "place", place == null ? 0L : Math.max(0, place.getByteOffset()));
    }

    /**
     * A number as ECMA-262's Number::toString writes it, which RFC 8785, section 3.2.2.3, asks for.
     *
     * @param value finite
     */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        var shortest = Double.toString(Math.abs(value));
        int e = shortest.indexOf('E');
        var mantissa = e < 0 ? shortest : shortest.substring(0, e);
        int point = mantissa.indexOf('.') + (e < 0 ? 0 : Integer.parseInt(shortest.substring(e + 1)));
        var digits = mantissa.replace(".", "");
        int zeros = 0;
        while (digits.charAt(zeros) == '0') {
            zeros++;
        }
        point -= zeros;
        digits = digits.substring(zeros).replaceAll("0+$", "");
        if (digits.length() == 2) {
            // Java never writes fewer than two digits, and may so pass over one digit that would do: 4.9E-324 is
            // 5e-324.
            int first = digits.charAt(0) - '0';
            int near = digits.charAt(1) < '5' ? first : first + 1;
            for (int one : new int[] {near, near == first ? first + 1 : first}) {
                if (Double.parseDouble(one + "E" + (point - 1)) == Math.abs(value)) {
                    digits = Integer.toString(one).substring(0, 1);
                    point += one / 10;
                    break;
                }
            }
        }
        return (value < 0 ? "-" : "") + written(digits, point);
    }

    /** The digits with a point behind the first {@code point} of them. */
    private static String written(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= LONGEST_PLAIN) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= LONGEST_PLAIN) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (SMALLEST_PLAIN < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        int exponent = point - 1;
        return digits.charAt(0) + (count == 1 ? "" : "." + digits.substring(1)) + "e" + (exponent < 0 ? "-" : "+")
                + Math.abs(exponent);
    }
}
