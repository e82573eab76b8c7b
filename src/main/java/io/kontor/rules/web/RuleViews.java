package io.kontor.rules.web;

import io.kontor.language.Words;
import io.kontor.rules.Cell;
import io.kontor.rules.CellWords;
import io.kontor.rules.Compiled;
import io.kontor.rules.Decision;
import io.kontor.rules.DecisionTable;
import io.kontor.rules.Facts;
import io.kontor.rules.Kind;
import io.kontor.rules.Proof;
import io.kontor.rules.Receipt;
import io.kontor.rules.Term;
import io.kontor.rules.Vocabulary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the parts {@code table-view.jte}, {@code proof.jte} and {@code receipt.jte} in {@code rules/web} show. */
public final class RuleViews {
    private static final int MOST_ROWS = 1_000;

    private RuleViews() {}

    /**
     * A table to be read.
     *
     * @param more how many rows are not shown
     */
    public record TableView(List<String> inputs, List<String> outputs, String hit, List<ViewRow> rows, int more) {}

    /** @param decided whether it is one of the rows the page is about */
    public record ViewRow(
            int number,
            List<ViewCell> cells,
            List<String> results,
            @Nullable String note,
            boolean decided) {}

    /** @param expression whether it is one, and so to be shown as code */
    public record ViewCell(String text, boolean expression) {}

    /** @param decided rows to be marked, from 0 on */
    public static TableView table(DecisionTable table, Vocabulary vocabulary, Words words, List<Integer> decided) {
        var terms = table.inputs().stream()
                .map(word -> vocabulary.find(word).orElse(new Term("word", Kind.TEXT, Map.of("en", word))))
                .toList();
        return new TableView(
                terms.stream().map(term -> term.name(words)).toList(),
                table.outputs().stream().map(DecisionTable.Output::code).toList(),
                words.t("rules.hit." + table.hit().code()),
                IntStream.range(0, Math.min(MOST_ROWS, table.rows().size()))
                        .mapToObj(row -> row(table, terms, row, words, decided.contains(row)))
                        .toList(),
                Math.max(0, table.rows().size() - MOST_ROWS));
    }

    private static ViewRow row(DecisionTable table, List<Term> terms, int number, Words words, boolean decided) {
        var row = table.rows().get(number);
        return new ViewRow(
                number + 1,
                IntStream.range(0, terms.size())
                        .mapToObj(i -> new ViewCell(
                                CellWords.of(terms.get(i), row.cell(i), words), row.cell(i) instanceof Cell.Cel))
                        .toList(),
                IntStream.range(0, table.outputs().size())
                        .mapToObj(i -> row.result(i).isBlank() ? "–" : row.result(i))
                        .toList(),
                row.note(),
                decided);
    }

    /** @param lines what is to be said, in sentences, the gravest first; empty when nothing is */
    public record ProofView(boolean complete, List<ProofLine> lines, boolean more) {}

    /** @param grave whether somebody should do something about it */
    public record ProofLine(
            boolean grave, String sentence, @Nullable String example) {}

    public static ProofView proof(Proof proof, Vocabulary vocabulary, Words words) {
        var lines = new java.util.ArrayList<ProofLine>();
        proof.unreachable()
                .forEach(row ->
                        lines.add(new ProofLine(true, words.t("rules.proof.unreachable", "number", row + 1), null)));
        proof.gaps()
                .forEach(gap -> lines.add(new ProofLine(
                        gap.unless().isEmpty(), gap(gap, vocabulary, words), example(gap.example(), gap, words))));
        proof.overlaps().stream()
                .filter(overlap -> !overlap.same())
                .forEach(overlap -> lines.add(new ProofLine(
                        false,
                        words.t("rules.proof.overlap", "first", overlap.first() + 1, "second", overlap.second() + 1),
                        null)));
        if (!proof.unchecked().isEmpty()) {
            lines.add(new ProofLine(
                    false,
                    words.t(
                            "rules.proof.unchecked",
                            "count",
                            proof.unchecked().size(),
                            "rows",
                            numbers(proof.unchecked())),
                    null));
        }
        return new ProofView(proof.complete(), List.copyOf(lines), proof.moreGaps() || proof.moreOverlaps());
    }

    private static String numbers(List<Integer> rows) {
        var shown = rows.stream().limit(20).map(row -> String.valueOf(row + 1)).collect(Collectors.joining(", "));
        return rows.size() > 20 ? shown + " …" : shown;
    }

    private static String gap(Proof.Gap gap, Vocabulary vocabulary, Words words) {
        var where = gap.where().stream()
                .map(part -> part(vocabulary.term(part.term()), part, words))
                .collect(Collectors.joining("; "));
        var bare = where.isEmpty() ? words.t("rules.proof.anything") : where;
        return gap.unless().isEmpty()
                ? words.t("rules.proof.gap", "where", bare)
                : words.t("rules.proof.gap.unless", "where", bare, "rows", numbers(gap.unless()));
    }

    private static String part(Term term, Proof.Part part, Words words) {
        var name = term.name(words);
        var except = part.except().stream()
                .map(one -> CellWords.of(term, new Cell.Is(one), words))
                .collect(Collectors.joining(", "));
        boolean any = part.cell() instanceof Cell.Any;
        if (part.others() && !except.isEmpty()) {
            return words.t(
                    part.nothing() ? "rules.proof.other-or-none" : "rules.proof.other", "name", name, "except", except);
        }
        if (any) {
            return words.t("rules.proof.none", "name", name);
        }
        var cell = CellWords.of(term, part.cell(), words);
        return words.t(part.nothing() ? "rules.proof.is-or-none" : "rules.proof.is", "name", name, "cell", cell);
    }

    private static @Nullable String example(Facts facts, Proof.Gap gap, Words words) {
        var said = gap.where().stream()
                .map(part -> {
                    var term = facts.vocabulary().term(part.term());
                    var value = facts.value(part.term());
                    return term.name(words) + " "
                            + (value == null || value.equals(List.of()) ? "–" : term.said(value, words));
                })
                .collect(Collectors.joining(", "));
        return said.isEmpty() ? null : said;
    }

    /**
     * A receipt to be read.
     *
     * @param known everything that was known, named; also what the rules did not read
     * @param again whether working it out again gave the same
     */
    public record ReceiptView(
            UUID id, String sentence, String version, Instant at, List<Known> known, TableView rows, boolean again) {}

    /** @param read whether the rules read it */
    public record Known(String name, String value, boolean read) {}

    /** @param again what working it out again gave */
    public static ReceiptView receipt(
            Receipt receipt, Compiled rules, Vocabulary vocabulary, Decision again, Words words) {
        var terms = rules.vocabulary().terms().stream()
                .map(term -> vocabulary.find(term.code()).orElse(term))
                .toList();
        return new ReceiptView(
                receipt.id(),
                CellWords.sentence(receipt, rules, vocabulary, words),
                receipt.rule().said(),
                receipt.at(),
                terms.stream()
                        .map(term -> new Known(
                                term.name(words),
                                known(receipt.facts(), term, words),
                                rules.reads().contains(term.code())))
                        .toList(),
                table(decided(rules.table(), receipt.decision()), vocabulary, words, List.of()),
                again.equals(receipt.decision()));
    }

    private static DecisionTable decided(DecisionTable table, Decision decision) {
        return table.with(
                decision.rows().stream().map(row -> table.rows().get(row)).toList());
    }

    private static String known(Facts facts, Term term, Words words) {
        if (!facts.known(term.code())) {
            return words.t("rules.unknown");
        }
        var value = facts.value(term.code());
        return value == null ? words.t("rules.none") : term.said(value, words);
    }
}
