package io.kontor.verify;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Bytes of JSON as they are written one behind the other, letters in the form RFC 8785 gives them. For one thread at a time; the
 * buffer is used again.
 */
class JsonBytes {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    /** So many words are remembered as they are written, of no more bytes than this: who writes them may be no friend. */
    private static final int WORDS = 1_000;

    private static final int WORD = 100;

    private final Map<String, byte[]> words = new HashMap<>();
    byte[] out = new byte[4096];
    int length;

    /** Begins anew. */
    void clear() {
        length = 0;
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

    final byte[] buffer() {
        return out;
    }

    /** Takes back everything from there on. */
    final void cut(int start) {
        length = start;
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
        if (words.size() < WORDS && length - from <= WORD) {
            words.put(text, Arrays.copyOfRange(out, from, length));
        }
    }

    final void string(String text) throws Flaw {
        string(text.toCharArray(), 0, text.length());
    }

    /** RFC 8785, section 3.2.2.2. */
    final void string(char[] text, int from, int count) throws Flaw {
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

    final void put(char letter) {
        need(1);
        out[length++] = (byte) letter;
    }

    private void need(int more) {
        if (out.length - length < more) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, length + more));
        }
    }
}
