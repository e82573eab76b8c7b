package io.kontor.lists;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one place of a list.
 *
 * @param href where it leads, or none
 * @param tone the colour of a status word, or none
 * @param chips several short words instead of one text
 * @param raw the value for exports and programs: a number, a day, plain text
 */
public record Cell(
        String text,
        @Nullable String href,
        @Nullable String tone,
        List<String> chips,
        @Nullable Object raw) {
    static Cell of(String text, @Nullable Object raw) {
        return new Cell(text, null, null, List.of(), raw);
    }
}
