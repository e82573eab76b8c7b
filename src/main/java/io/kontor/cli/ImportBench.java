package io.kontor.cli;

import io.kontor.connect.imports.ImportResult;
import io.kontor.connect.imports.Imports;
import io.kontor.connect.imports.MappingFile;
import io.kontor.database.Binaries;
import io.kontor.database.DataDirectory;
import io.kontor.database.DatabaseRole;
import io.kontor.database.Endpoint;
import io.kontor.database.OpenDatabase;
import io.kontor.entrance.Credentials;
import io.kontor.kernel.Ids;
import io.kontor.ledger.Ledger;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * How quickly order lines come in, with their entries, sealed, into an office that holds nothing else; beside it a bare
 * {@code COPY} of the same file into one table, with and without the keys of a deal's lines; and what pages take meanwhile.
 *
 * @param seconds how long pages are read before they are read during an import; 0 for no pages
 */
record ImportBench(int rows, int seconds, @Nullable Path data) {
    private static final double ROWS_PER_SECOND = 40_000;
    private static final double OF_COPY = 0.2;
    private static final double RESIDENT_MIB = 512;
    private static final double PAGES = 3;
    private static final String READER = "measured.reader@example.com";
    private static final String TABLE = """
            create table bench.line (
                sales_order text not null, order_date date not null, product int not null, reseller int not null,
                employee int, territory int, quantity numeric not null, unit_price numeric, cost numeric,
                amount numeric not null, standard_cost numeric
            )
            """;

    Map<String, BenchFigure> run() throws IOException, InterruptedException {
        var home = data == null ? Files.createTempDirectory("kontor-bench") : data;
        var files = Files.createTempDirectory("kontor-bench-files");
        var figures = new LinkedHashMap<String, BenchFigure>();
        try {
            OrderLines.firms(files);
            var orders = OrderLines.orders(files, "orders.csv", 1, rows);
            try (var database = OpenDatabase.own(new DataDirectory(home), Binaries.bundled())) {
                quiet(database, files, orders, figures);
                copies(database.endpoint(), orders, figures);
            }
            if (seconds > 0) {
                busy(home, files, figures);
            }
        } finally {
            PagesBench.delete(files);
            if (data == null) {
                PagesBench.delete(home);
            }
        }
        return figures;
    }

    private void quiet(OpenDatabase database, Path files, Path orders, Map<String, BenchFigure> figures) {
        try (var office = Office.forCommand(database)) {
            bring(office, files, files.resolve("resellers.csv"), files.resolve("products.csv"));
            office.settle();
            long began = System.nanoTime();
            var result = bring(office, files, orders);
            double read = seconds(began);
            office.bean(Ledger.class).seal();
            double sealed = seconds(began);
            figures.put("import_rows", BenchFigure.of((double) result.rowsRead(), "rows"));
            figures.put("import_deals", BenchFigure.of((double) result.created(), "deals"));
            figures.put("import_rows_rejected", BenchFigure.of((double) result.rowsRejected(), "rows"));
            figures.put("import_seconds", BenchFigure.of(read, "s"));
            figures.put("import_sealed_seconds", BenchFigure.of(sealed, "s"));
            figures.put(
                    "import_rows_per_second",
                    BenchFigure.atLeast((double) result.rowsRead() / sealed, "1/s", ROWS_PER_SECOND));
            figures.put("resident", new BenchFigure(resident(), "MiB", RESIDENT_MIB));
            office.settle();
            figures.put("import_in_numbers_seconds", BenchFigure.of(seconds(began), "s"));
        }
    }

    private static ImportResult bring(Office office, Path folder, Path... files) {
        return office.bean(Imports.class)
                .run(
                        Office.administrator(),
                        MappingFile.read(folder.resolve("mapping.yaml")),
                        List.of(files),
                        folder,
                        false,
                        Terminal.words(),
                        progress -> {});
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    /** The most this process ever held in memory, as the system counts it; what the virtual machine says where it does not. */
    private static double resident() {
        var status = Path.of("/proc/self/status");
        try {
            if (Files.isReadable(status)) {
                for (var line : Files.readAllLines(status)) {
                    if (line.startsWith("VmHWM:")) {
                        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1_024;
                    }
                }
            }
        } catch (IOException e) {
            // the virtual machine's own count will do
        }
        return Runtime.getRuntime().totalMemory() / 1_048_576.0;
    }

    private void copies(Endpoint endpoint, Path orders, Map<String, BenchFigure> figures) throws IOException {
        double bare = copy(endpoint, orders, "");
        double keyed = copy(endpoint, orders, "alter table bench.line add primary key (sales_order, product)");
        double imported = figures.getOrDefault("import_rows_per_second", BenchFigure.of(0, ""))
                .value();
        figures.put("copy_rows_per_second", BenchFigure.of(keyed, "1/s"));
        figures.put("import_of_copy", BenchFigure.atLeast(imported / keyed, "x", OF_COPY));
        figures.put("bare_copy_rows_per_second", BenchFigure.of(bare, "1/s"));
        figures.put("import_of_bare_copy", BenchFigure.of(imported / bare, "x"));
    }

    private double copy(Endpoint endpoint, Path orders, String keys) throws IOException {
        try (var connection = endpoint.open(DatabaseRole.OWNER);
                var in = Files.newInputStream(orders)) {
            execute(connection, "drop schema if exists bench cascade; create schema bench;" + TABLE + ";" + keys);
            long began = System.nanoTime();
            long copied = new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyIn("copy bench.line from stdin (format csv, header true, null 'NULL')", in);
            double perSecond = copied / seconds(began);
            execute(connection, "drop schema bench cascade");
            return perSecond;
        } catch (SQLException e) {
            throw new IllegalStateException("the copy could not be measured", e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Pages of a server read by eight people, before and while a command imports into its office. */
    private void busy(Path home, Path files, Map<String, BenchFigure> figures)
            throws IOException, InterruptedException {
        var orders = OrderLines.orders(files, "orders-again.csv", 2, rows);
        try (var database = OpenDatabase.own(new DataDirectory(home), Binaries.bundled());
                var office = Office.forCommand(database)) {
            reader(office);
        }
        try (var server = PagesBench.Server.start(home);
                var readers = new Readers(server.url())) {
            readers.signIn(READER, PagesBench.PASSWORD);
            var named = readers.pages();
            var pages = List.copyOf(named.values());
            readers.read(pages, Duration.ofSeconds(Math.max(20, seconds)));
            var warm = readers.read(pages, Duration.ofSeconds(seconds));
            long began = System.nanoTime();
            var during = during(importing(home, files, orders), readers, pages);
            figures.put("pages.warm.p99", BenchFigure.of(warm.percentile(0.99), "ms"));
            figures.put("pages.during.p99", BenchFigure.of(during.percentile(0.99), "ms"));
            figures.put(
                    "pages.during_of_warm",
                    new BenchFigure(during.percentile(0.99) / Math.max(0.1, warm.percentile(0.99)), "x", PAGES));
            figures.put("pages.warm_per_second", BenchFigure.of(warm.perSecond(), "1/s"));
            figures.put("pages.during_per_second", BenchFigure.of(during.perSecond(), "1/s"));
            named.forEach((name, path) -> {
                figures.put(name + ".warm.p99", BenchFigure.of(warm.of(path).percentile(0.99), "ms"));
                figures.put(name + ".during.p99", BenchFigure.of(during.of(path).percentile(0.99), "ms"));
            });
            figures.put("pages.import_rows_per_second", BenchFigure.of(rows / seconds(began), "1/s"));
        }
    }

    /** An import by its command, as people start it. */
    private static Process importing(Path home, Path files, Path orders) throws IOException {
        var kontor = Path.of(System.getenv().getOrDefault("KONTOR_HOME", "")).resolve("kontor");
        var mapping = files.resolve("mapping.yaml");
        return new ProcessBuilder(
                        kontor.toString(),
                        "import",
                        orders.toString(),
                        "--mapping",
                        mapping.toString(),
                        "--data",
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(files.resolve("import.out").toFile())
                .start();
    }

    private static Readers.Read during(Process importing, Readers readers, List<String> pages)
            throws InterruptedException {
        var read = new ArrayList<Readers.Page>();
        long began = System.nanoTime();
        while (importing.isAlive()) {
            read.addAll(readers.read(pages, Duration.ofSeconds(2)).pages());
        }
        if (importing.exitValue() != Cli.DONE) {
            throw new IllegalStateException("the import ended with " + importing.exitValue());
        }
        return new Readers.Read(read, seconds(began));
    }

    /** Somebody who may read everything; made once. */
    private static void reader(Office office) {
        var access = office.bean(Access.class);
        if (access.account(READER).isPresent()) {
            return;
        }
        var role = Assignment.everywhere(office.bean(Ids.class).next(), "administrator", null);
        var operations = Assignment.everywhere(office.bean(Ids.class).next(), "partner-operations", null);
        office.bean(People.class)
                .create(
                        Office.administrator(),
                        Person.ofOffice("Measured reader", READER, "en", "Europe/Berlin")
                                .with(List.of(role, operations)),
                        null);
        office.bean(Credentials.class)
                .setPassword(Office.administrator(), access.account(READER).orElseThrow(), PagesBench.PASSWORD);
    }
}
