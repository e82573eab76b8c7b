package io.kontor.metrics;

import io.kontor.language.Words;
import io.kontor.lists.DataTable;
import io.kontor.lists.DataTable.Holds;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Figures as a table that can leave the house: a row for each figure of each part, amounts beside their currency. */
public final class AnswerTable {
    private AnswerTable() {}

    /** The figures as a whole. */
    public static DataTable of(String code, Words words, Answer answer) {
        var rows = new ArrayList<List<@Nullable Object>>();
        answer.figures().forEach(figure -> rows.add(row(words, null, null, figure, answer.asOf())));
        return DataTable.of(code, fields(words), rows);
    }

    /** @param name what people call a part */
    public static DataTable of(
            String code, Words words, Instant asOf, List<Answer.Part> parts, Function<Answer.Part, String> name) {
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var part : parts) {
            part.figures().forEach(figure -> rows.add(row(words, part, name.apply(part), figure, asOf)));
        }
        return DataTable.of(code, fields(words), rows);
    }

    private static List<DataTable.Field> fields(Words words) {
        var fields = new DataTable.Fields();
        put(fields, words, "key", Holds.TEXT);
        put(fields, words, "name", Holds.TEXT);
        put(fields, words, "starts", Holds.DAY);
        put(fields, words, "metric", Holds.TEXT);
        put(fields, words, "figure", Holds.TEXT);
        put(fields, words, "unit", Holds.TEXT);
        put(fields, words, "value", Holds.NUMBER);
        put(fields, words, "currency", Holds.TEXT);
        put(fields, words, "reason", Holds.TEXT);
        put(fields, words, "low", Holds.NUMBER);
        put(fields, words, "high", Holds.NUMBER);
        put(fields, words, "before", Holds.NUMBER);
        put(fields, words, "change", Holds.NUMBER);
        put(fields, words, "rows", Holds.WHOLE);
        put(fields, words, "unpriced", Holds.WHOLE);
        put(fields, words, "as_of", Holds.MOMENT);
        return fields.all();
    }

    private static void put(DataTable.Fields fields, Words words, String code, Holds type) {
        fields.add(code, words.t("metric-table." + code), type);
    }

    private static List<@Nullable Object> row(
            Words words, Answer.@Nullable Part part, @Nullable String name, Figure figure, Instant asOf) {
        var code = figure.metric().code();
        var range = figure.interval();
        var row = new ArrayList<@Nullable Object>();
        row.add(part == null ? null : part.key());
        row.add(name);
        row.add(part == null ? null : part.from());
        row.add(code);
        row.add(words.t("metric." + code));
        row.add(figure.metric().unit().code());
        row.add(rounded(figure, figure.value()));
        row.add(figure.metric().unit().money() ? figure.currency() : null);
        row.add(figure.reason());
        row.add(range == null ? null : rounded(figure, range.low()));
        row.add(range == null ? null : rounded(figure, range.high()));
        row.add(rounded(figure, figure.before()));
        row.add(
                figure.value() == null || figure.before() == null
                        ? null
                        : rounded(figure, Objects.requireNonNull(figure.value()).subtract(figure.before())));
        row.add(figure.rows());
        row.add(figure.unpriced());
        row.add(asOf);
        return row;
    }

    private static @Nullable BigDecimal rounded(Figure figure, @Nullable BigDecimal value) {
        return value == null ? null : figure.rounded(value);
    }
}
