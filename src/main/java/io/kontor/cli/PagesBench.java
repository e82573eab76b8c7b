package io.kontor.cli;

import io.kontor.database.Binaries;
import io.kontor.database.DataDirectory;
import io.kontor.database.OpenDatabase;
import io.kontor.entrance.Credentials;
import io.kontor.people.Access;
import io.kontor.sample.SamplePrograms;
import io.kontor.sample.Settings;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How quickly pages are made, on a sample programme of a given size and again with many times its deals: a server in a process
 * of its own, eight readers in this one. Server time is what the server says it took.
 *
 * @param times how many times as many deals the second round has; 1 for no second round
 * @param seconds how long each page is read, after a warm-up at least as long
 */
record PagesBench(
        int partners,
        int deals,
        int times,
        int seconds,
        @Nullable Path data) {
    static final String PASSWORD = "a password for measuring";
    private static final double P99_MILLIS = 20;
    private static final double GROWTH = 1.2;
    private static final double START_MILLIS = 3_000;
    private static final double RESIDENT_MIB = 1_024;
    private static final int YEARS = 3;
    /** Deals a firm opens in the planner's years for each one it is told to open in a year, measured on its own plans. */
    private static final double DEALS_PER_SETTING = 1.07;

    Map<String, BenchFigure> run() throws IOException, InterruptedException {
        var home = data == null ? Files.createTempDirectory("kontor-bench") : data;
        var figures = new LinkedHashMap<String, BenchFigure>();
        try {
            fill(home);
            var before = measure(home, "", figures);
            if (times > 1) {
                Terminal.say("cli.bench.growing", "deals", (long) deals * times);
                grow(home);
                var after = measure(home, "tenfold.", figures);
                before.forEach((page, median) -> figures.put(
                        "growth." + page,
                        new BenchFigure(
                                java.util.Objects.requireNonNull(after.get(page)) / Math.max(0.1, median),
                                "x",
                                GROWTH)));
            }
        } finally {
            if (data == null) {
                delete(home);
            }
        }
        return figures;
    }

    void fill(Path home) {
        try (var database = OpenDatabase.own(new DataDirectory(home), Binaries.bundled())) {
            boolean filled;
            try (var office = Office.forCommand(database)) {
                filled = office.bean(io.kontor.ledger.Ledger.class).sample();
            }
            if (!filled) {
                Terminal.say("cli.bench.filling", "partners", partners, "deals", deals);
                var perYear = deals / (partners * DEALS_PER_SETTING);
                GenerateCommand.generate(
                        database, new Settings(partners, YEARS, 1, LocalDate.now(Clock.systemUTC()), perYear), false);
            }
            try (var office = Office.forCommand(database)) {
                var account = office.bean(Access.class)
                        .account(SamplePrograms.address("administrator"))
                        .orElseThrow();
                office.bean(Credentials.class).setPassword(Office.administrator(), account, PASSWORD);
            }
        }
    }

    /** Adds deals like the ones that are there until there are as many as wanted. */
    void grow(Path home) {
        try (var database = OpenDatabase.own(new DataDirectory(home), Binaries.bundled());
                var office = Office.forCommand(database)) {
            office.bean(SamplePrograms.class).multiply(Office.administrator(), times);
        }
    }

    /** Figures of one round under a prefix; the medians by page come back. */
    private Map<String, Double> measure(Path home, String prefix, Map<String, BenchFigure> figures)
            throws IOException, InterruptedException {
        if (prefix.isEmpty()) {
            figures.put("start.warm", new BenchFigure(median(starts(home)), "ms", START_MILLIS));
        }
        var medians = new LinkedHashMap<String, Double>();
        try (var server = Server.start(home);
                var readers = new Readers(server.url())) {
            readers.signIn(SamplePrograms.address("administrator"), PASSWORD);
            var pages = readers.pages();
            var warm = readers.read(List.copyOf(pages.values()), Duration.ofSeconds(Math.max(20, seconds)));
            figures.put(prefix + "first-minute.p99", BenchFigure.of(warm.percentile(0.99), "ms"));
            readers.read(List.copyOf(pages.values()), Duration.ofSeconds(Math.max(20, seconds)));
            for (var page : pages.entrySet()) {
                var read = readers.read(List.of(page.getValue()), Duration.ofSeconds(Math.max(5, seconds / 2)));
                medians.put(page.getKey(), read.percentile(0.5));
                figures.put(prefix + page.getKey() + ".requests", BenchFigure.of(read.perSecond(), "1/s"));
                figures.put(prefix + page.getKey() + ".median", BenchFigure.of(read.percentile(0.5), "ms"));
                figures.put(prefix + page.getKey() + ".p99", new BenchFigure(read.percentile(0.99), "ms", P99_MILLIS));
            }
            figures.put(
                    prefix + "resident", new BenchFigure(Resident.mebibytes(home, server.pid()), "MiB", RESIDENT_MIB));
        }
        return medians;
    }

    private static List<Double> starts(Path home) throws IOException, InterruptedException {
        var starts = new ArrayList<Double>();
        for (int i = 0; i < 3; i++) {
            try (var server = Server.start(home)) {
                starts.add(server.startMillis());
            }
        }
        return starts;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    static void delete(Path home) throws IOException {
        try (var all = Files.walk(home)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /** A server in a process of its own, started as this one was. */
    record Server(Process process, String url, double startMillis) implements AutoCloseable {
        static Server start(Path home) throws IOException, InterruptedException {
            int port = Ports.free();
            var output = Files.createTempFile("kontor-bench", ".out");
            var command = new ArrayList<String>();
            command.add(ProcessHandle.current().info().command().orElse("java"));
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(argument -> !argument.startsWith("-Xmx"))
                    .forEach(command::add);
            command.addAll(List.of("-Xmx384m", "-jar", System.getProperty("java.class.path"), "serve"));
            command.addAll(List.of("--data", home.toString(), "--port", String.valueOf(port)));
            long began = System.nanoTime();
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            while (!Files.readString(output).contains("Kontor is ready")) {
                if (!process.isAlive()) {
                    throw new IOException("the server stopped: " + Files.readString(output));
                }
                Thread.sleep(5);
            }
            double took = (System.nanoTime() - began) / 1e6;
            return new Server(process, "http://localhost:" + port, took);
        }

        long pid() {
            return process.pid();
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }

    /** Memory as the kernel shares it out: pages used by several processes count once (proportional set size). */
    private static final class Resident {
        private Resident() {}

        static double mebibytes(Path home, long server) throws IOException {
            double kilobytes = proportional(server);
            var postmaster = Files.readAllLines(
                            new DataDirectory(home).cluster().resolve("postmaster.pid"))
                    .getFirst()
                    .strip();
            long parent = Long.parseLong(postmaster);
            kilobytes += proportional(parent);
            for (var child : ProcessHandle.of(parent).stream()
                    .flatMap(ProcessHandle::descendants)
                    .toList()) {
                kilobytes += proportional(child.pid());
            }
            return kilobytes / 1024;
        }

        private static double proportional(long process) throws IOException {
            var file = Path.of("/proc", String.valueOf(process), "smaps_rollup");
            if (!Files.isReadable(file)) {
                return 0;
            }
            for (var line : Files.readAllLines(file)) {
                if (line.startsWith("Pss:")) {
                    return Double.parseDouble(line.replaceAll("[^0-9]", ""));
                }
            }
            return 0;
        }
    }

    static UUID firstId(String html, String path) {
        var found = java.util.regex.Pattern.compile(path + "/([0-9a-f-]{36})").matcher(html);
        if (!found.find()) {
            throw new IllegalStateException("no link to " + path + " on the page");
        }
        return UUID.fromString(found.group(1));
    }
}
