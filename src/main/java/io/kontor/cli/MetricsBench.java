package io.kontor.cli;

import io.kontor.database.Binaries;
import io.kontor.database.DataDirectory;
import io.kontor.database.OpenDatabase;
import io.kontor.deals.Deal;
import io.kontor.deals.Deals;
import io.kontor.deals.Stage;
import io.kontor.kernel.Actor;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import io.kontor.metrics.Question;
import io.kontor.metrics.Rollups;
import io.kontor.post.PostSettings;
import io.kontor.reports.Dashboard;
import io.kontor.reports.Selection;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How quickly the data of the dashboard is there, on a sample programme of a given size and again with many times its deals; how
 * soon a change shows in it; and whether the kept sums are what adding up gives.
 *
 * @param times how many times as many deals the second round has; 1 for no second round
 * @param seconds how long is asked
 */
record MetricsBench(
        int partners,
        int deals,
        int times,
        int seconds,
        @Nullable Path data) {
    private static final double P99_MILLIS = 20;
    private static final double GROWTH = 1.2;
    private static final double FRESH_MILLIS = 5_000;
    private static final int CHANGES = 100;
    private static final long PAUSE_MILLIS = 250;

    Map<String, BenchFigure> run() throws IOException, InterruptedException {
        var home = data == null ? Files.createTempDirectory("kontor-bench") : data;
        var figures = new LinkedHashMap<String, BenchFigure>();
        var programme = new PagesBench(partners, deals, times, seconds, home);
        try {
            programme.fill(home);
            var before = measure(home, "", figures);
            if (times > 1) {
                Terminal.say("cli.bench.growing", "deals", (long) deals * times);
                programme.grow(home);
                var after = measure(home, "tenfold.", figures);
                figures.put("growth", new BenchFigure(growth(before.p99(), after.p99()), "x", GROWTH));
                figures.put(
                        "growth_never_asked_median", BenchFigure.of(growth(before.counted(), after.counted()), "x"));
            }
        } finally {
            if (data == null) {
                PagesBench.delete(home);
            }
        }
        return figures;
    }

    /** Figures of one round under a prefix. */
    private Round measure(Path home, String prefix, Map<String, BenchFigure> figures)
            throws IOException, InterruptedException {
        try (var database = OpenDatabase.own(new DataDirectory(home), Binaries.bundled())) {
            try (var office = Office.forCommand(database)) {
                office.settle();
            }
            var office = Serving.local(Ports.free(), PostSettings.waiting()).start(database);
            try {
                return measure(office, prefix, figures);
            } finally {
                office.stop();
            }
        }
    }

    private Round measure(Office office, String prefix, Map<String, BenchFigure> figures) throws InterruptedException {
        var asked = new Asked(office.bean(Dashboard.class), office.bean(Figures.class), Office.administrator());
        asked.warm(seconds);
        var counted = asked.counted(seconds);
        var fresh = new Freshness(office, asked);
        var busy = asked.whileChanging(seconds, fresh);
        figures.put(prefix + "dashboard_median_ms", BenchFigure.of(at(busy, 0.5), "ms"));
        figures.put(prefix + "dashboard_p99_ms", new BenchFigure(at(busy, 0.99), "ms", P99_MILLIS));
        figures.put(prefix + "dashboard_never_asked_median_ms", BenchFigure.of(at(counted, 0.5), "ms"));
        figures.put(prefix + "dashboard_never_asked_p99_ms", BenchFigure.of(at(counted, 0.99), "ms"));
        var waited = fresh.measure();
        figures.put(prefix + "freshness_median_ms", BenchFigure.of(at(waited, 0.5), "ms"));
        figures.put(prefix + "freshness_p99_ms", new BenchFigure(at(waited, 0.99), "ms", FRESH_MILLIS));
        var rollups = office.bean(Rollups.class);
        long different = rollups.differences(Office.administrator());
        long began = System.nanoTime();
        rollups.rebuild(Office.administrator());
        figures.put(prefix + "rollups_rebuild_s", BenchFigure.of(since(began) / 1_000, "s"));
        different += rollups.differences(Office.administrator());
        figures.put(prefix + "rollups_different", new BenchFigure((double) different, "sums", null));
        figures.put(prefix + "rollups_equal_recomputation", BenchFigure.of(different == 0 ? 1 : 0, "1=yes"));
        return new Round(at(busy, 0.99), at(counted, 0.5));
    }

    /** @param counted what a dashboard nobody asked for before takes, in the middle */
    private record Round(double p99, double counted) {}

    /** Below a millisecond only the machine is measured. */
    private static double growth(double before, double after) {
        return Math.max(1, after) / Math.max(1, before);
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private static double at(List<Double> millis, double share) {
        var sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
    }

    /** Somebody before the dashboard: everything on it, put into words, but not yet into a page. */
    private record Asked(Dashboard dashboard, Figures figures, Actor actor) {
        void dashboard(LocalDate from, LocalDate last) {
            dashboard.of(actor, Terminal.words(), new Selection(Selection.OWN, from, last, Map.of(), false, null));
        }

        private static LocalDate today() {
            return LocalDate.now(Clock.systemUTC());
        }

        void warm(int seconds) {
            counted(Math.max(5, seconds));
        }

        /** Each time of another year's worth of days, so that none was answered before. */
        List<Double> counted(int seconds) {
            var millis = new ArrayList<Double>();
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            for (int back = 0; System.nanoTime() < end; back = (back + 1) % 360) {
                var to = today().minusDays(back);
                long began = System.nanoTime();
                dashboard(to.minusYears(1).plusDays(1), to);
                millis.add(since(began));
            }
            return millis;
        }

        /** The year up to today, once before and then again and again, while deals go on changing. */
        List<Double> whileChanging(int seconds, Freshness changes) throws InterruptedException {
            dashboard(today().minusYears(1).plusDays(1), today());
            var stop = new AtomicBoolean();
            var changing = Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    changes.change();
                    pause(1_000);
                }
            });
            var millis = new ArrayList<Double>();
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            while (System.nanoTime() < end) {
                long began = System.nanoTime();
                dashboard(today().minusYears(1).plusDays(1), today());
                millis.add(since(began));
                pause(5);
            }
            stop.set(true);
            changing.join();
            return millis;
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Wins deals one by one and waits until the figures know. */
    private record Freshness(Office office, Asked asked) {
        void change() {
            var today = Asked.today();
            var deal = Deal.named("Measured", "EUR")
                    .builder()
                    .stage(Stage.WON)
                    .openedOn(today.minusDays(30))
                    .closedOn(today)
                    .amount(BigDecimal.TEN)
                    .build();
            office.bean(Deals.class).create(Office.administrator(), deal, null);
        }

        private long won() {
            return asked.figures()
                    .of(asked.actor(), Question.of(Metric.DEALS_WON))
                    .of(Metric.DEALS_WON)
                    .orElseThrow()
                    .rows();
        }

        /** Milliseconds from the commit to the figure that counts it. */
        List<Double> measure() {
            var millis = new ArrayList<Double>();
            pause(2_000);
            for (int i = 0; i < CHANGES; i++) {
                long before = won();
                change();
                long began = System.nanoTime();
                while (won() == before && since(began) < 10 * FRESH_MILLIS) {
                    pause(5);
                }
                millis.add(since(began));
                pause(PAUSE_MILLIS);
            }
            return millis;
        }
    }
}
