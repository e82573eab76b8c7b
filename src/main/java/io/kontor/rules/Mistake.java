package io.kontor.rules;

import io.kontor.kernel.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong in a table, and where.
 *
 * @param row from 0 on, or -1 when it is not about a row
 * @param column the input or output, or none when it is about the row or the table
 * @param place where the column stands among the inputs or outputs, or -1
 * @param offset where in the text of the cell the wrong word begins, or -1
 */
public record Mistake(
        int row,
        @Nullable String column,
        boolean output,
        int place,
        int offset,
        int length,
        String code,
        Map<String, Object> args) {
    public Mistake {
        args = Map.copyOf(args);
    }

    static Mistake of(Refusal refusal, int row, @Nullable String column, boolean output, int place) {
        int offset = refusal.args().get("offset") instanceof Integer at ? at : -1;
        int length = refusal.args().get("length") instanceof Integer wide ? wide : 0;
        return new Mistake(row, column, output, place, offset, length, refusal.code(), refusal.args());
    }

    /** Where it stands in the table as JSON. */
    public String pointer() {
        if (row < 0) {
            return place < 0 ? "" : (output ? "/outputs/" : "/inputs/") + place;
        }
        return "/rows/" + row + (place < 0 ? "" : (output ? "/results/" : "/cells/") + place);
    }

    /** The same as a refusal whose sentence names row and column. */
    public Refusal refusal() {
        if (row < 0) {
            return Refusal.invalid(code, pairs()).at("table");
        }
        return Refusal.invalid(
                        "rule-in-row",
                        "row",
                        row + 1,
                        "column",
                        column == null ? "" : column,
                        "sentence",
                        new io.kontor.kernel.Said("refusal." + code, args))
                .at("table" + pointer());
    }

    private Object[] pairs() {
        return args.entrySet().stream()
                .flatMap(arg -> java.util.stream.Stream.of(arg.getKey(), arg.getValue()))
                .toArray();
    }
}
