package io.kontor.rules.web;

import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import io.kontor.rules.Cell;
import io.kontor.rules.DecisionTable;
import io.kontor.rules.DecisionTable.Hit;
import io.kontor.rules.DecisionTable.Output;
import io.kontor.rules.DecisionTable.Row;
import io.kontor.rules.Kind;
import io.kontor.rules.Mistake;
import io.kontor.rules.Term;
import io.kontor.rules.Vocabulary;
import io.kontor.rules.web.TableGrid.Column;
import io.kontor.rules.web.TableGrid.GridCell;
import io.kontor.rules.web.TableGrid.GridRow;
import io.kontor.rules.web.TableGrid.Mark;
import io.kontor.ui.Form;
import io.kontor.ui.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tables in forms. A page that edits one fills its form, draws {@code rules/web/table-grid.jte} in it, and asks of what was
 * sent, first, whether a button of the grid was pressed; then the form is shown again and nothing else is done.
 */
public final class Grids {
    private static final String DO = "table.do";

    private Grids() {}

    /** Puts a table into a form. */
    public static void fill(Form form, DecisionTable table) {
        form.set("table.hit", table.hit());
        form.setAll("table.input", table.inputs());
        form.setAll(
                "table.output.code", table.outputs().stream().map(Output::code).toList());
        form.setAll(
                "table.output.kind",
                table.outputs().stream().map(one -> one.kind().code()).toList());
        form.setAll(
                "table.output.choices",
                table.outputs().stream()
                        .map(one -> String.join(", ", one.choices()))
                        .toList());
        for (int i = 0; i < table.inputs().size(); i++) {
            int column = i;
            form.setAll(
                    "table.c" + i,
                    table.rows().stream().map(row -> row.cell(column).text()).toList());
        }
        for (int i = 0; i < table.outputs().size(); i++) {
            int output = i;
            form.setAll(
                    "table.r" + i,
                    table.rows().stream().map(row -> row.result(output)).toList());
        }
        form.setAll("table.note", table.rows().stream().map(Row::note).toList());
    }

    /** The table that stands in a form, right or wrong. */
    public static DecisionTable read(Form form, String vocabulary) {
        var inputs = form.values("table.input");
        var outputs = new ArrayList<Output>();
        var codes = form.values("table.output.code");
        for (int i = 0; i < codes.size(); i++) {
            outputs.add(new Output(
                    codes.get(i).strip(),
                    kind(at(form, "table.output.kind", i)),
                    Arrays.stream(at(form, "table.output.choices", i).split(",", -1))
                            .map(String::strip)
                            .filter(choice -> !choice.isEmpty())
                            .toList()));
        }
        var rows = new ArrayList<Row>();
        for (int row = 0; row < form.values("table.note").size(); row++) {
            int number = row;
            rows.add(new Row(
                    IntStream.range(0, inputs.size())
                            .mapToObj(column -> Cell.of(at(form, "table.c" + column, number)))
                            .toList(),
                    IntStream.range(0, outputs.size())
                            .mapToObj(output ->
                                    at(form, "table.r" + output, number).strip())
                            .toList(),
                    at(form, "table.note", row)));
        }
        var hit = Arrays.stream(Hit.values())
                .filter(one -> one.code().equals(form.value("table.hit")))
                .findFirst()
                .orElse(Hit.FIRST);
        return new DecisionTable(vocabulary, hit, inputs, outputs, rows);
    }

    private static Kind kind(String code) {
        return Arrays.stream(Kind.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElse(Kind.TEXT);
    }

    private static String at(Form form, String name, int place) {
        var all = form.values(name);
        return place < all.size() ? all.get(place) : "";
    }

    /** Whether a button of the grid was pressed: rows or columns were added, moved or taken out, as the form now says. */
    public static boolean act(Form form) {
        var pressed = form.value(DO);
        if (pressed.isEmpty()) {
            return false;
        }
        var parts = pressed.split(":", 2);
        int place = parts.length == 2 && parts[1].matches("\\d{1,6}") ? Integer.parseInt(parts[1]) : -1;
        var changed = GridMoves.of(read(form, ""), parts[0], place, form.value("table.new"));
        fill(form, changed.table());
        form.set(DO, null).set("table.new", null).set("table.focus", changed.focus());
        return true;
    }

    /**
     * The grid as it is drawn.
     *
     * @param mistakes what is wrong in it, shown where it is
     * @param ownOutputs whether result columns may be changed too
     */
    public static TableGrid of(
            Form form, Vocabulary vocabulary, Words words, List<Mistake> mistakes, boolean ownOutputs) {
        var table = read(form, vocabulary.code());
        var inputs = table.inputs();
        return new TableGrid(
                form,
                IntStream.range(0, inputs.size())
                        .mapToObj(i -> input(vocabulary, inputs.get(i), words, wrong(mistakes, -1, false, i, words)))
                        .toList(),
                IntStream.range(0, table.outputs().size())
                        .mapToObj(i -> output(table.outputs().get(i), wrong(mistakes, -1, true, i, words)))
                        .toList(),
                IntStream.range(0, table.rows().size())
                        .mapToObj(row -> row(form, table, row, mistakes, words))
                        .toList(),
                vocabulary.terms().stream()
                        .filter(term -> !inputs.contains(term.code()))
                        .map(term -> new Option(term.code(), term.name(words)))
                        .toList(),
                Option.of(words, "rules.hit", Hit.values()),
                Option.of(words, "rules.kind", Kind.values()),
                ownOutputs,
                mistakes.stream()
                        .filter(one -> one.row() < 0 && one.place() < 0)
                        .map(one -> sentence(one, words))
                        .toList(),
                form.value("table.focus"));
    }

    private static Column input(Vocabulary vocabulary, String code, Words words, @Nullable String error) {
        var term = vocabulary.find(code);
        return new Column(
                code,
                term.map(one -> one.name(words)).orElse(code),
                term.map(one -> words.t("rules.kind." + one.kind().code())).orElse(""),
                term.map(Term::choices).orElse(List.of()).stream()
                        .map(choice -> new Option(choice.code(), choice.name(words)))
                        .toList(),
                error);
    }

    private static Column output(Output output, @Nullable String error) {
        return new Column(
                output.code(),
                output.code(),
                output.kind().code(),
                output.choices().stream()
                        .map(choice -> new Option(choice, choice))
                        .toList(),
                error);
    }

    private static GridRow row(Form form, DecisionTable table, int row, List<Mistake> mistakes, Words words) {
        return new GridRow(
                IntStream.range(0, table.inputs().size())
                        .mapToObj(i -> cell(form, "table.c" + i, row, find(mistakes, row, false, i), words))
                        .toList(),
                IntStream.range(0, table.outputs().size())
                        .mapToObj(i -> cell(form, "table.r" + i, row, find(mistakes, row, true, i), words))
                        .toList(),
                at(form, "table.note", row),
                wrong(mistakes, row, false, -1, words));
    }

    private static GridCell cell(Form form, String name, int row, @Nullable Mistake mistake, Words words) {
        var value = at(form, name, row);
        if (mistake == null) {
            return new GridCell(name, value, null, null);
        }
        var text = mistake.args().get("text");
        var mark = text instanceof String expression && mistake.offset() >= 0
                ? Mark.of(expression, mistake.offset(), mistake.length())
                : null;
        return new GridCell(name, value, sentence(mistake, words), mark);
    }

    private static @Nullable Mistake find(List<Mistake> mistakes, int row, boolean output, int place) {
        return mistakes.stream()
                .filter(one -> one.row() == row && one.output() == output && one.place() == place)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String wrong(List<Mistake> mistakes, int row, boolean output, int place, Words words) {
        var mistake = find(mistakes, row, output, place);
        return mistake == null ? null : sentence(mistake, words);
    }

    private static String sentence(Mistake mistake, Words words) {
        var args = new ArrayList<Object>();
        mistake.args().forEach((name, value) -> {
            args.add(name);
            args.add(value);
        });
        return words.refusal(Refusal.invalid(mistake.code(), args.toArray()));
    }

    /** Where a cell's error stands, for those who do not see it. */
    public static String id(String name, int row) {
        return (name + "-" + row).replace('.', '-').toLowerCase(Locale.ROOT);
    }
}
