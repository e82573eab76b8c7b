package io.kontor.connect.imports;

import com.ibm.icu.text.CharsetDetector;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** Is it UTF-8 from end to end, and if not, what does it look like where it is not plain? */
final class Utf8Check {
    private static final int SAMPLE = 64 * 1024;
    private static final int AROUND = 40;
    private static final Set<String> GUESSABLE = Set.of(
            "windows-1252",
            "ISO-8859-1",
            "ISO-8859-2",
            "windows-1250",
            "ISO-8859-7",
            "windows-1253",
            "windows-1251",
            "KOI8-R",
            "Shift_JIS",
            "EUC-JP",
            "EUC-KR",
            "GB18030",
            "Big5");
    private final java.nio.charset.CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer chars = CharBuffer.allocate(SAMPLE + 8);
    private final ByteArrayOutputStream odd = new ByteArrayOutputStream();
    private byte[] left = new byte[0];
    private byte[] first = new byte[0];
    private long good;
    private long bad;
    private long zeros;
    private long all;

    void take(byte[] buffer, int length) {
        if (first.length == 0) {
            first = Arrays.copyOf(buffer, Math.min(length, SAMPLE));
        }
        all += length;
        boolean plain = true;
        for (int i = 0; i < length; i++) {
            plain &= buffer[i] >= 0;
            zeros += buffer[i] == 0 ? 1 : 0;
        }
        if (!plain && odd.size() < SAMPLE) {
            collect(buffer, length);
        }
        decode(buffer, length);
    }

    /** Letters beyond ASCII with what stands around them: that is what tells encodings apart. */
    private void collect(byte[] buffer, int length) {
        int written = 0;
        for (int i = 0; i < length && odd.size() < SAMPLE; i++) {
            if (buffer[i] < 0) {
                int from = Math.max(written, i - AROUND);
                int to = Math.min(length, i + AROUND);
                if (to > from) {
                    odd.write(buffer, from, to - from);
                    written = to;
                }
            }
        }
    }

    private void decode(byte[] buffer, int length) {
        var joined = Arrays.copyOf(left, left.length + length);
        System.arraycopy(buffer, 0, joined, left.length, length);
        var in = ByteBuffer.wrap(joined);
        while (true) {
            chars.clear();
            var result = decoder.decode(in, chars, false);
            for (int i = 0; i < chars.position(); i++) {
                good += chars.get(i) >= 128 ? 1 : 0;
            }
            if (result.isError()) {
                bad++;
                in.position(in.position() + result.length());
            } else if (!result.isOverflow()) {
                break;
            }
        }
        left = Arrays.copyOfRange(joined, in.position(), joined.length);
    }

    /** The encoding the file itself marks at its beginning, or none. */
    @org.jspecify.annotations.Nullable Charset marked() {
        if (begins(0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (begins(0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        return begins(0xFE, 0xFF) ? StandardCharsets.UTF_16BE : null;
    }

    private boolean begins(int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= first.length || (first[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Letters that are right only in UTF-8 outweigh a few broken ones; those are told row by row. */
    boolean utf8() {
        return !wide() && (bad + left.length == 0 || good > 4 * (bad + left.length));
    }

    private boolean wide() {
        return zeros * 4 > all;
    }

    Charset guess() {
        if (utf8()) {
            return StandardCharsets.UTF_8;
        }
        if (wide()) {
            int even = 0;
            for (int i = 0; i < first.length; i += 2) {
                even += first[i] == 0 ? 1 : 0;
            }
            return even * 4 > first.length ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        var detector = new CharsetDetector();
        detector.setText(odd.toByteArray());
        var name = Arrays.stream(detector.detectAll())
                .filter(match -> match.getConfidence() >= 20)
                .map(com.ibm.icu.text.CharsetMatch::getName)
                .filter(GUESSABLE::contains)
                .filter(Charset::isSupported)
                .findFirst()
                .orElse("windows-1252");
        // What browsers do as well: the small letters between 128 and 159 are Windows', not control characters.
        return Charset.forName(name.equals("ISO-8859-1") ? "windows-1252" : name);
    }
}
