package io.kontor.cli;

import io.kontor.database.Binaries;
import io.kontor.database.DataDirectory;
import io.kontor.database.DatabaseRole;
import io.kontor.database.Endpoint;
import io.kontor.database.OpenDatabase;
import io.kontor.kernel.Actor;
import io.kontor.rules.DecisionTable;
import io.kontor.rules.LargeTables;
import io.kontor.rules.LargeTables.After;
import io.kontor.rules.Replay;
import io.kontor.rules.Replays;
import io.kontor.rules.RulesMeasure;
import io.kontor.rules.TableCsv;
import io.kontor.rules.Tables;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How quickly rules decide, beside what the machine could do at best in the same run: the same decisions by a Java switch, one
 * CEL expression by itself, the same cases only read, the same rows only written and only counted.
 *
 * @param seconds how long is decided each time, at most
 */
record RulesBench(int seconds, @Nullable Path data) {
    private static final double DECISIONS = 10_000_000;
    private static final double WITH_EXPRESSION = 1_000_000;
    private static final double REPLAY_SECONDS = 15;
    private static final double IMPORT_SECONDS = 20;
    private static final double DIFF_MILLIS = 300;
    private static final int CASES = 1_000_000;
    private static final int ROWS = 100_000;
    private static final int PAGE = 50;
    private static final int TIMES = 9;

    Map<String, BenchFigure> run() throws IOException {
        var figures = new LinkedHashMap<String, BenchFigure>();
        var deciding = new RulesDeciding(Math.min(seconds, 3));
        double switched = deciding.bySwitch();
        double indexed = deciding.byIndex();
        figures.put("decisions_per_second", BenchFigure.atLeast(indexed, "1/s", DECISIONS));
        figures.put("java_switch_per_second", BenchFigure.of(switched, "1/s"));
        figures.put("decisions_of_java_switch", BenchFigure.of(indexed / switched, "x"));
        double evaluated = deciding.byExpression();
        double residual = deciding.byIndexAndExpression();
        figures.put("decisions_with_expression_per_second", BenchFigure.atLeast(residual, "1/s", WITH_EXPRESSION));
        figures.put("cel_evaluations_per_second", BenchFigure.of(evaluated, "1/s"));
        figures.put("decisions_with_expression_of_cel", BenchFigure.of(residual / evaluated, "x"));
        withDatabase(figures);
        return figures;
    }

    private void withDatabase(Map<String, BenchFigure> figures) throws IOException {
        var home = data == null ? Files.createTempDirectory("kontor-bench") : data;
        var cases = new RulesCases();
        try (var database = OpenDatabase.own(new DataDirectory(home), Binaries.bundled());
                var office = Office.forCommand(database, cases, RulesDeciding.SOURCE)) {
            execute(database.endpoint(), RulesCases.tables(CASES));
            cases.from(office.bean(RulesMeasure.class));
            replays(office, cases, figures);
            tables(office, figures);
            execute(database.endpoint(), "drop schema bench cascade");
        } finally {
            if (data == null) {
                PagesBench.delete(home);
            }
        }
    }

    private static void execute(Endpoint endpoint, String sql) {
        try (var connection = endpoint.open(DatabaseRole.OWNER);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables for measuring could not be made", e);
        }
    }

    private static void replays(Office office, RulesCases cases, Map<String, BenchFigure> figures) {
        var actor = Office.administrator();
        var asked =
                new Replay(RulesDeciding.DISCOUNTS, "discount", RulesCases.FIRST, RulesCases.FIRST.plusYears(1), null);
        var replays = office.bean(Replays.class);
        double read = seconds(() -> cases.each(actor, asked.from(), asked.until(), one -> true));
        read = Math.min(read, seconds(() -> cases.each(actor, asked.from(), asked.until(), one -> true)));
        var outcomes = new ArrayList<Replay.Outcome>();
        double replayed = seconds(() -> outcomes.add(replays.run(actor, asked, done -> true)));
        outcomes.add(replays.run(actor, asked, done -> true));
        var outcome = outcomes.getFirst();
        if (outcome.cases() != CASES || outcome.changed() != cases.changed() || !outcome.equals(outcomes.getLast())) {
            throw new IllegalStateException("the replay came out wrong: " + outcome);
        }
        figures.put("replay_million_cases_s", new BenchFigure(replayed, "s", REPLAY_SECONDS));
        figures.put("reading_million_cases_s", BenchFigure.of(read, "s"));
        figures.put("replay_of_reading", BenchFigure.of(replayed / read, "x"));
    }

    private static double seconds(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }

    private static void tables(Office office, Map<String, BenchFigure> figures) {
        var actor = Office.administrator();
        var large = office.bean(LargeTables.class);
        var shape = RulesLargeTable.shape();
        var before = large.put(actor, TableCsv.read(shape, new StringReader(RulesLargeTable.csv(ROWS, false))));
        var file = RulesLargeTable.csv(ROWS, true);
        var kept = new ArrayList<DecisionTable>();
        double imported = seconds(() -> kept.add(imported(office, actor, file)));
        var after = kept.getFirst();
        figures.put("table_import_and_checks_s", new BenchFigure(imported, "s", IMPORT_SECONDS));
        var measure = office.bean(RulesMeasure.class);
        double written = seconds(() -> measure.writeBare(actor, String.valueOf(after.kept())));
        figures.put("table_bare_write_s", BenchFigure.of(written, "s"));
        figures.put("table_import_of_bare_write", BenchFigure.of(imported / written, "x"));
        var from = String.valueOf(before.kept());
        var to = String.valueOf(after.kept());
        double diff = middle(() -> {
            if (large.difference(actor, from, to, After.NOTHING, PAGE).size() != PAGE) {
                throw new IllegalStateException("the difference came out wrong");
            }
        });
        double counted = middle(() -> measure.count(actor, from, to));
        figures.put("table_diff_first_page_ms", new BenchFigure(diff * 1_000, "ms", DIFF_MILLIS));
        figures.put("table_counted_ms", BenchFigure.of(counted * 1_000, "ms"));
        figures.put("table_diff_of_counted", BenchFigure.of(diff / counted, "x"));
    }

    /** Read, checked, proved and kept. */
    private static DecisionTable imported(Office office, Actor actor, String file) {
        var table = TableCsv.read(RulesLargeTable.shape(), new StringReader(file));
        var rules = office.bean(Tables.class).compile(actor, table);
        if (Tables.prove(rules).unreachable().size() != RulesLargeTable.UNREACHABLE) {
            throw new IllegalStateException("the proof came out wrong");
        }
        return office.bean(LargeTables.class).put(actor, table);
    }

    /** The first one warms up. */
    private static double middle(Runnable work) {
        seconds(work);
        var times = new ArrayList<Double>();
        for (int i = 0; i < TIMES; i++) {
            times.add(seconds(work));
        }
        return List.copyOf(times).stream().sorted().toList().get(TIMES / 2);
    }
}
