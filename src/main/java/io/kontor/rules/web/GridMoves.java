package io.kontor.rules.web;

import io.kontor.rules.Cell;
import io.kontor.rules.DecisionTable;
import io.kontor.rules.DecisionTable.Output;
import io.kontor.rules.DecisionTable.Row;
import io.kontor.rules.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the buttons of a grid do. A button that makes no sense does nothing. */
final class GridMoves {
    private GridMoves() {}

    /** @param focus where to go on, {@code name:row} */
    record Moved(DecisionTable table, String focus) {}

    static Moved of(DecisionTable table, String act, int place, String term) {
        return switch (act) {
            case "row-add" -> added(table, place + 1);
            case "row-copy" -> copied(table, place);
            case "row-remove" ->
                new Moved(rows(table, removed(table.rows(), place)), "table.c0:" + Math.max(0, place - 1));
            case "row-up" -> new Moved(rows(table, swapped(table.rows(), place, place - 1)), "table.c0:" + (place - 1));
            case "row-down" ->
                new Moved(rows(table, swapped(table.rows(), place, place + 1)), "table.c0:" + (place + 1));
            case "column-add" -> column(table, term);
            case "column-remove" -> columns(table, place, list -> removed(list, place));
            case "column-left" -> columns(table, place, list -> swapped(list, place, place - 1));
            case "column-right" -> columns(table, place, list -> swapped(list, place, place + 1));
            case "output-add" -> output(table);
            case "output-remove" -> outputs(table, place);
            default -> new Moved(table, "");
        };
    }

    private static DecisionTable rows(DecisionTable table, List<Row> rows) {
        return table.with(rows);
    }

    private static Moved added(DecisionTable table, int place) {
        var rows = new ArrayList<>(table.rows());
        int at = Math.clamp(place, 0, rows.size());
        rows.add(at, new Row(List.of(), List.of(), null));
        return new Moved(rows(table, rows), (table.inputs().isEmpty() ? "table.r0:" : "table.c0:") + at);
    }

    private static Moved copied(DecisionTable table, int place) {
        var rows = new ArrayList<>(table.rows());
        if (place >= 0 && place < rows.size()) {
            rows.add(place + 1, rows.get(place));
        }
        return new Moved(rows(table, rows), "table.c0:" + (place + 1));
    }

    private static <T> List<T> removed(List<T> list, int place) {
        var left = new ArrayList<>(list);
        if (place >= 0 && place < left.size()) {
            left.remove(place);
        }
        return left;
    }

    private static <T> List<T> swapped(List<T> list, int one, int other) {
        var moved = new ArrayList<>(list);
        if (Math.min(one, other) >= 0 && Math.max(one, other) < moved.size()) {
            Collections.swap(moved, one, other);
        }
        return moved;
    }

    private static Moved column(DecisionTable table, String term) {
        if (term.isBlank() || table.inputs().contains(term)) {
            return new Moved(table, "");
        }
        var inputs = new ArrayList<>(table.inputs());
        inputs.add(term);
        var changed = new DecisionTable(table.vocabulary(), table.hit(), inputs, table.outputs(), table.rows());
        return new Moved(changed, "table.c" + (inputs.size() - 1) + ":0");
    }

    private static Moved columns(DecisionTable table, int place, UnaryOperator<List<Object>> edit) {
        int count = table.inputs().size();
        var inputs = edit.apply(List.copyOf(table.inputs())).stream()
                .map(String.class::cast)
                .toList();
        var rows = table.rows().stream()
                .map(row -> {
                    var cells = new ArrayList<Object>();
                    for (int i = 0; i < count; i++) {
                        cells.add(row.cell(i));
                    }
                    return new Row(
                            edit.apply(cells).stream().map(Cell.class::cast).toList(), row.results(), row.note());
                })
                .toList();
        return new Moved(
                new DecisionTable(table.vocabulary(), table.hit(), inputs, table.outputs(), rows),
                "table.c" + Math.max(0, place - 1) + ":0");
    }

    private static Moved output(DecisionTable table) {
        var outputs = new ArrayList<>(table.outputs());
        outputs.add(new Output("", Kind.TEXT, List.of()));
        return new Moved(new DecisionTable(table.vocabulary(), table.hit(), table.inputs(), outputs, table.rows()), "");
    }

    private static Moved outputs(DecisionTable table, int place) {
        int count = table.outputs().size();
        var rows = table.rows().stream()
                .map(row -> {
                    var results = new ArrayList<String>();
                    for (int i = 0; i < count; i++) {
                        results.add(row.result(i));
                    }
                    return new Row(row.cells(), removed(results, place), row.note());
                })
                .toList();
        return new Moved(
                new DecisionTable(
                        table.vocabulary(), table.hit(), table.inputs(), removed(table.outputs(), place), rows),
                "");
    }
}
