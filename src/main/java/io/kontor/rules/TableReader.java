package io.kontor.rules;

import io.kontor.kernel.Refusal;
import io.kontor.rules.DecisionTable.Hit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a table over a vocabulary: either all of it is right, or everything that is wrong is named with its place. */
final class TableReader {
    static final int MOST_ROWS = 200_000;
    private static final int MOST_COLUMNS = 60;
    /** After so many mistakes nobody reads on. */
    private static final int MOST_MISTAKES = 200;

    private final Vocabulary vocabulary;
    private final DecisionTable table;
    private final Typing typing;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Ask[][] asks;
    private final @Nullable Object[][] results;
    /** Cells are often the same; each is read once. */
    private final List<Map<Cell, Ask>> read = new ArrayList<>();

    TableReader(Vocabulary vocabulary, DecisionTable table) {
        this.vocabulary = vocabulary;
        this.table = table;
        this.typing = new Typing(new Expressions(vocabulary));
        this.asks = new Ask[table.rows().size()][];
        this.results = new @Nullable Object[table.rows().size()][];
        table.inputs().forEach(input -> read.add(new HashMap<>()));
        shape();
        if (mistakes.isEmpty()) {
            for (int row = 0; row < asks.length && mistakes.size() < MOST_MISTAKES; row++) {
                row(row);
            }
        }
    }

    List<Mistake> mistakes() {
        return List.copyOf(mistakes);
    }

    Compiled compiled() {
        if (!mistakes.isEmpty()) {
            throw mistakes.getFirst().refusal();
        }
        return new Compiled(table, vocabulary, hash(vocabulary, table), asks, results);
    }

    private void shape() {
        var inputs = new HashSet<String>();
        for (int i = 0; i < table.inputs().size(); i++) {
            var input = table.inputs().get(i);
            if (vocabulary.find(input).isEmpty()) {
                note(vocabulary.unknown(input), -1, input, false, i);
            } else if (!inputs.add(input)) {
                note(Refusal.invalid("rule-column-twice", "word", input), -1, input, false, i);
            }
        }
        var outputs = new HashSet<String>();
        for (int i = 0; i < table.outputs().size(); i++) {
            var output = table.outputs().get(i).code();
            if (output.isBlank()) {
                note(Refusal.invalid("rule-output-unnamed"), -1, output, true, i);
            } else if (!outputs.add(output)) {
                note(Refusal.invalid("rule-column-twice", "word", output), -1, output, true, i);
            }
        }
        if (table.outputs().isEmpty()) {
            whole("rule-no-output");
        } else if (table.hit() == Hit.PRIORITY
                && table.outputs().getFirst().choices().isEmpty()) {
            whole("rule-no-priorities", "word", table.outputs().getFirst().code());
        }
        if (table.inputs().size() + table.outputs().size() > MOST_COLUMNS) {
            whole("rule-too-many-columns", "most", MOST_COLUMNS);
        }
        if (table.rows().size() > MOST_ROWS) {
            whole("rule-too-many-rows", "most", MOST_ROWS);
        }
    }

    private void whole(String code, Object... args) {
        note(Refusal.invalid(code, args), -1, null, false, -1);
    }

    private void row(int number) {
        var row = table.rows().get(number);
        if (row.cells().size() > table.inputs().size()
                || row.results().size() > table.outputs().size()) {
            note(Refusal.invalid("rule-row-too-long"), number, null, false, -1);
        }
        asks[number] = new Ask[table.inputs().size()];
        for (int column = 0; column < asks[number].length; column++) {
            asks[number][column] = ask(row.cell(column), number, column);
        }
        results[number] = new @Nullable Object[table.outputs().size()];
        for (int output = 0; output < table.outputs().size(); output++) {
            results[number][output] = result(row.result(output), number, output);
        }
    }

    private Ask ask(Cell cell, int row, int column) {
        var known = read.get(column).get(cell);
        if (known != null) {
            return known;
        }
        var input = table.inputs().get(column);
        try {
            var ask = typing.ask(vocabulary.term(input), cell);
            read.get(column).put(cell, ask);
            return ask;
        } catch (Refusal refusal) {
            note(refusal, row, input, false, column);
            return Ask.anything();
        }
    }

    private @Nullable Object result(String typed, int row, int place) {
        var output = table.outputs().get(place);
        try {
            var result = typing.result(output, typed);
            if (place == 0 && table.hit() == Hit.PRIORITY && !(result instanceof String)) {
                throw Refusal.invalid("rule-priority-open", "word", typed);
            }
            return result;
        } catch (Refusal refusal) {
            note(refusal, row, output.code(), true, place);
            return null;
        }
    }

    private void note(Refusal refusal, int row, @Nullable String column, boolean output, int place) {
        mistakes.add(Mistake.of(refusal, row, column, output, place));
    }

    /** SHA-256 over what decides: the table, and the words it is written in. */
    static String hash(Vocabulary vocabulary, DecisionTable table) {
        return sha256(KeptTable.json(vocabulary, table));
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
