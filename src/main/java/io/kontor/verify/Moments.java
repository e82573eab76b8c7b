package io.kontor.verify;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Times as they stand in leaves and content: UTC, always six digits of a second. */
public final class Moments {
    private static final int SECOND = 1_000_000;
    private static final int MINUTE = 60;
    private static final int DAY = 86_400;
    private static final byte[] FORM = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.US_ASCII);

    private Moments() {}

    /** @param micros since 1970; from the year 0 to 9999 */
    public static String text(long micros) {
        return new String(ascii(micros), StandardCharsets.ISO_8859_1);
    }

    static byte[] ascii(long micros) {
        long seconds = Math.floorDiv(micros, SECOND);
        var date = LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY));
        int time = Math.floorMod(seconds, DAY);
        var text = FORM.clone();
        put(text, 4, date.getYear());
        put(text, 7, date.getMonthValue());
        put(text, 10, date.getDayOfMonth());
        put(text, 13, time / (MINUTE * MINUTE));
        put(text, 16, time / MINUTE % MINUTE);
        put(text, 19, time % MINUTE);
        put(text, 26, Math.floorMod(micros, SECOND));
        return text;
    }

    /** Writes a number so that it ends there. */
    private static void put(byte[] text, int end, int number) {
        int rest = number;
        for (int at = end - 1; rest > 0; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
