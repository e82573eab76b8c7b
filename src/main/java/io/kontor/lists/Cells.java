package io.kontor.lists;

import io.kontor.kernel.Money;
import io.kontor.language.Words;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a row shows in a column, as the reader reads it. */
final class Cells {
    private Cells() {}

    /** @param i the column's place: the row holds what it shows under {@code c} and that, what it goes with under {@code o} */
    static Cell of(Column column, ResultSet row, int i, Words words) throws SQLException {
        var name = "c" + i;
        return switch (column.kind()) {
            case TEXT -> Cell.of(said(column, row.getString(name), words), row.getString(name));
            case CHOICE -> choice(column, row.getString(name), words);
            case STATUS -> {
                var code = row.getString(name);
                var shown = choice(column, code, words);
                var tone = code == null || column.tone() == null
                        ? ""
                        : column.tone().apply(code);
                yield new Cell(shown.text(), null, tone, List.of(), shown.raw());
            }
            case CHOICES -> choices(column, row.getArray(name), words);
            case COUNTRY -> Cell.of(words.country(row.getString(name)), row.getString(name));
            case DAY -> {
                var day = row.getObject(name, LocalDate.class);
                yield Cell.of(words.day(day), day);
            }
            case MOMENT -> {
                var at = row.getTimestamp(name);
                yield Cell.of(at == null ? "" : words.moment(at.toInstant()), at == null ? null : at.toInstant());
            }
            case MONEY -> {
                var amount = row.getBigDecimal(name);
                var currency = row.getString("o" + i);
                yield amount == null || currency == null
                        ? Cell.of("", null)
                        : Cell.of(words.money(new Money(amount, currency)), new Money(amount, currency));
            }
            case NUMBER -> {
                var number = row.getBigDecimal(name);
                yield Cell.of(number == null ? "" : words.number(number), number);
            }
            case REFERENCE -> {
                var id = row.getObject("o" + i, UUID.class);
                var text = text(row.getString(name));
                yield new Cell(
                        text,
                        id == null || column.link() == null
                                ? null
                                : column.link().apply(id),
                        null,
                        List.of(),
                        row.getString(name));
            }
            case TRUTH -> Cell.of(words.t(row.getBoolean(name) ? "ui.yes" : "ui.no"), row.getBoolean(name));
        };
    }

    private static String said(Column column, @Nullable String value, Words words) {
        return value == null || column.said() == null
                ? text(value)
                : column.said().apply(words, value);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static Cell choice(Column column, @Nullable String code, Words words) {
        return code == null ? Cell.of("", null) : Cell.of(name(column, code, words), code);
    }

    private static String name(Column column, String code, Words words) {
        if (column.prefix().isEmpty()) {
            return code;
        }
        var key = column.prefix() + "." + code;
        return Words.has(key) ? words.t(key) : code;
    }

    private static Cell choices(Column column, @Nullable Array array, Words words) throws SQLException {
        if (array == null) {
            return Cell.of("", null);
        }
        var codes = List.of((String[]) array.getArray());
        var names = codes.stream().map(code -> name(column, code, words)).toList();
        return new Cell(String.join(", ", names), null, null, names, String.join(", ", codes));
    }
}
