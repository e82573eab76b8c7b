package io.kontor.cli;

import io.kontor.database.Binaries;
import io.kontor.database.DataDirectory;
import io.kontor.database.DatabaseRole;
import io.kontor.database.Endpoint;
import io.kontor.database.OpenDatabase;
import io.kontor.database.Purpose;
import io.kontor.ledger.LedgerMeasure;
import io.kontor.ledger.Seals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What recording costs and how quickly it is checked: sixteen writers with the sealer running, beside the same transaction without
 * its entry and a bare insert; how far the seal lags behind; verification of many entries; proofs.
 *
 * @param entries how many are verified
 * @param seconds how long is written each time
 */
record LedgerBench(int entries, int seconds, @Nullable Path data) {
    private static final int WRITERS = 16;
    private static final int ROUNDS = 3;
    private static final int PROOFS = 2_000;
    private static final double OF_WITHOUT = 0.85;
    private static final double OF_BARE = 0.4;
    private static final double LAG_MILLIS = 500;
    private static final double ENTRIES = 300_000;
    private static final double STORED = 600_000;
    private static final double PROOF_MILLIS = 1;
    private static final String TABLES = """
            create schema if not exists bench;
            create table if not exists bench.row (
                id uuid primary key, name text not null, city text, amount numeric, entry uuid not null
            );
            create index if not exists row_by_name on bench.row (name);
            alter table bench.row enable row level security;
            drop policy if exists office on bench.row;
            create policy office on bench.row to kontor_office using (true) with check (true);
            create table if not exists bench.bare (id uuid primary key, name text not null);
            grant usage on schema bench to kontor_office;
            grant select, insert on bench.row, bench.bare to kontor_office;
            """;

    /** One transaction. */
    private interface Work {
        void once() throws SQLException;
    }

    Map<String, BenchFigure> run() throws IOException, InterruptedException {
        var home = data == null ? Files.createTempDirectory("kontor-bench") : data;
        var figures = new LinkedHashMap<String, BenchFigure>();
        try (var database = OpenDatabase.own(new DataDirectory(home), Binaries.bundled());
                var office = Office.forCommand(database)) {
            execute(database.endpoint(), TABLES);
            office.settle();
            appends(database.endpoint(), office, figures);
            verifies(office, figures);
            execute(database.endpoint(), "drop schema bench cascade");
        } finally {
            if (data == null) {
                PagesBench.delete(home);
            }
        }
        return figures;
    }

    private static void execute(Endpoint endpoint, String sql) {
        try (var connection = endpoint.open(DatabaseRole.OWNER);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables for measuring could not be made", e);
        }
    }

    /** The three take turns, so that what else the machine does falls on all of them. */
    private void appends(Endpoint endpoint, Office office, Map<String, BenchFigure> figures)
            throws InterruptedException {
        var measure = office.bean(LedgerMeasure.class);
        var actor = Purpose.MEASURING.actor();
        var bare = new ArrayList<Double>();
        var without = new ArrayList<Double>();
        var appended = new ArrayList<Double>();
        long from = 0;
        for (int round = 0; round <= ROUNDS; round++) {
            bare.add(bare(endpoint));
            without.add(perSecond(writers(() -> measure.write(actor))));
            if (round == 1) {
                from = office.bean(Seals.class).state().size();
            }
            appended.add(whileSealing(measure, () -> measure.record(actor)));
        }
        office.seal();
        double append = middle(appended);
        figures.put("append_per_second", BenchFigure.of(append, "1/s"));
        figures.put("without_ledger_per_second", BenchFigure.of(middle(without), "1/s"));
        figures.put("append_of_without_ledger", BenchFigure.atLeast(append / middle(without), "x", OF_WITHOUT));
        figures.put("bare_insert_per_second", BenchFigure.of(middle(bare), "1/s"));
        figures.put("append_of_bare_insert", BenchFigure.atLeast(append / middle(bare), "x", OF_BARE));
        figures.put("seal_lag_p50", BenchFigure.of(measure.lag(from, 0.5), "ms"));
        figures.put("seal_lag_p99", new BenchFigure(measure.lag(from, 0.99), "ms", LAG_MILLIS));
    }

    /** The first round only warms up. */
    private static double middle(List<Double> rounds) {
        return rounds.subList(1, rounds.size()).stream().sorted().toList().get((rounds.size() - 1) / 2);
    }

    private double bare(Endpoint endpoint) throws InterruptedException {
        var source = endpoint.as(DatabaseRole.OFFICE);
        var writers = new ArrayList<Work>();
        var open = new ArrayList<Connection>();
        try {
            for (int i = 0; i < WRITERS; i++) {
                var connection = source.getConnection();
                open.add(connection);
                var insert = connection.prepareStatement("insert into bench.bare (id, name) values (?, ?)");
                writers.add(() -> bare(insert));
            }
            return perSecond(writers);
        } catch (SQLException e) {
            throw new IllegalStateException("the bare insert could not be measured", e);
        } finally {
            open.forEach(LedgerBench::close);
        }
    }

    private static void bare(PreparedStatement insert) throws SQLException {
        insert.setObject(1, UUID.randomUUID());
        insert.setString(2, "Sample partner " + ThreadLocalRandom.current().nextInt(1_000_000));
        insert.executeUpdate();
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // Its figures are taken.
        }
    }

    private static List<Work> writers(Work work) {
        return java.util.Collections.nCopies(WRITERS, work);
    }

    private double whileSealing(LedgerMeasure measure, Work work) throws InterruptedException {
        var done = new AtomicBoolean();
        var sealing = Thread.ofPlatform().start(() -> {
            try {
                measure.seal(done::get);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        double perSecond = perSecond(writers(work));
        done.set(true);
        sealing.join();
        return perSecond;
    }

    private double perSecond(List<Work> writers) throws InterruptedException {
        var count = new LongAdder();
        var threads = new ArrayList<Thread>();
        long began = System.nanoTime();
        long end = began + seconds * 1_000_000_000L;
        for (var writer : writers) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    while (System.nanoTime() < end) {
                        writer.once();
                        count.increment();
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException("a writer failed", e);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        return count.sum() / since(began);
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private void verifies(Office office, Map<String, BenchFigure> figures) {
        var measure = office.bean(LedgerMeasure.class);
        var seals = office.bean(Seals.class);
        long there = seals.state().size();
        Terminal.say("cli.bench.entries", "entries", Math.max(entries, there));
        long began = System.nanoTime();
        measure.fill(Purpose.MEASURING.actor(), (int) Math.max(0, entries - there));
        figures.put("fill_per_second", BenchFigure.of(Math.max(0, entries - there) / since(began), "1/s"));
        began = System.nanoTime();
        office.seal();
        long size = seals.state().size();
        figures.put("seal_per_second", BenchFigure.of((size - there) / since(began), "1/s"));
        figures.put("verified_entries", BenchFigure.of((double) size, ""));
        double read = best(size, measure::readEntries);
        double verified = best(size, measure::verifyEntries);
        figures.put("verify_entries_per_second", BenchFigure.atLeast(verified, "1/s", ENTRIES));
        figures.put("read_entries_per_second", BenchFigure.of(read, "1/s"));
        figures.put("verify_of_read", BenchFigure.of(verified / read, "x"));
        figures.put("verify_stored_per_second", BenchFigure.atLeast(best(size, measure::verifyStored), "1/s", STORED));
        proofs(seals, size, figures);
    }

    /** The better of two, as the first one reads from the disk. */
    private static double best(long size, Runnable work) {
        double best = 0;
        for (int i = 0; i < 2; i++) {
            long began = System.nanoTime();
            work.run();
            best = Math.max(best, size / since(began));
        }
        return best;
    }

    private static void proofs(Seals seals, long size, Map<String, BenchFigure> figures) {
        var millis = new ArrayList<Double>();
        for (int i = 0; i < 2 * PROOFS; i++) {
            long position = ThreadLocalRandom.current().nextLong(size);
            long began = System.nanoTime();
            seals.inclusion(position, size);
            if (i >= PROOFS) {
                millis.add(since(began) * 1e3);
            }
        }
        var sorted = millis.stream().sorted().toList();
        figures.put("inclusion_proof_median", new BenchFigure(sorted.get(PROOFS / 2), "ms", PROOF_MILLIS));
        figures.put("inclusion_proof_p99", BenchFigure.of(sorted.get(PROOFS * 99 / 100), "ms"));
    }
}
