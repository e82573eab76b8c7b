package io.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class ImportCommandTest extends CommandTest {
    @Test
    void an_import_prints_one_object_and_says_by_its_exit_code_how_it_went() throws IOException {
        var mapping = Files.writeString(folder.resolve("m.yaml"), """
                name: Firms
                system: crm
                objects:
                  - object: partner
                    from: firms.csv
                    key: id
                    fields: {name: name, country: country}
                """).toString();
        var file = Files.writeString(folder.resolve("firms.csv"), "id,name,country\n1,Alpha,DE\n2,Beta,Atlantis\n")
                .toString();
        var data = folder.resolve("data").toString();

        assertThat(run("import", file, "--mapping", mapping, "--data", data, "--json", "--dry-run"))
                .isEqualTo(Cli.DONE);
        assertThat(json().get("dry_run").asBoolean()).isTrue();
        assertThat(json().get("objects_created").asInt()).isEqualTo(1);

        assertThat(run("import", file, "--mapping", mapping, "--data", data, "--json"))
                .isEqualTo(Cli.DONE);
        assertThat(json().get("run").asString()).isNotBlank();
        assertThat(json().get("files").get(0).get("rows").asInt()).isEqualTo(2);
        assertThat(json().get("rows_read").asInt()).isEqualTo(2);
        assertThat(json().get("objects_created").asInt()).isEqualTo(1);
        assertThat(json().get("objects_changed").asInt()).isZero();
        assertThat(json().get("objects_unchanged").asInt()).isZero();
        assertThat(json().get("rows_rejected").asInt()).isEqualTo(1);
        assertThat(json().get("warnings").get("unknown_country").asInt()).isEqualTo(1);
        assertThat(Path.of(json().get("rejects_file").asString())).exists();

        assertThat(run("import", file, "--mapping", mapping, "--data", data)).isEqualTo(Cli.DONE);
        assertThat(out).contains("2 rows read: 0 created, 0 changed, 1 unchanged, one row rejected.");

        assertThat(run("import", "nowhere.csv", "--mapping", mapping, "--data", data))
                .isEqualTo(Cli.REFUSED);
        assertThat(run("import", file, "--data", data)).isEqualTo(Cli.MISUSED);
        assertThat(out).isEmpty();
    }

    private void theRealFilesComeInOnceAndGoAgain(String example, Map<String, Long> objects, String... files) {
        var data = folder.resolve("data").toString();
        var mapping = Path.of("examples", example, "mapping.yaml").toString();
        var words = new ArrayList<>(List.of("import"));
        for (var file : files) {
            words.add(Path.of("..", "shared", "data", example, file).toString());
        }
        words.addAll(List.of("--mapping", mapping, "--data", data, "--json"));
        var command = words.toArray(String[]::new);
        assertThat(run(command)).isEqualTo(Cli.DONE);
        var first = json();
        assertThat(first.propertyNames())
                .contains(
                        "run",
                        "files",
                        "rows_read",
                        "objects_created",
                        "objects_changed",
                        "objects_unchanged",
                        "rows_rejected",
                        "warnings",
                        "rejects_file");
        objects.forEach((kind, count) -> assertThat(
                        first.get("objects").get(kind).get("created").asLong())
                .as(kind)
                .isEqualTo(count));
        assertThat(first.get("rows_rejected").asLong()).isZero();

        assertThat(run(command)).isEqualTo(Cli.DONE);
        var second = json();
        assertThat(second.get("objects_created").asLong()).isZero();
        assertThat(second.get("objects_changed").asLong()).isZero();
        assertThat(second.get("objects_unchanged").asLong())
                .isEqualTo(first.get("objects_created").asLong());

        assertThat(run("import", "--undo", first.get("run").asString(), "--data", data, "--json"))
                .isEqualTo(Cli.DONE);
        assertThat(json().get("objects_kept").asLong()).isZero();
        assertThat(run("metrics", "--data", data, "--json")).isEqualTo(Cli.DONE);
        assertThat(out).contains("\"deals_won\":0");
    }

    @Test
    void a_real_channel_comes_in_by_the_command_changes_nothing_the_second_time_and_is_taken_back() {
        theRealFilesComeInOnceAndGoAgain(
                "reseller-channel",
                Map.of("partner", 701L, "deal", 3_616L),
                "orders.csv",
                "products.csv",
                "resellers.csv",
                "targets.csv");
    }

    @Test
    void a_real_pipeline_comes_in_by_the_command_changes_nothing_the_second_time_and_is_taken_back() {
        theRealFilesComeInOnceAndGoAgain(
                "crm-opportunities",
                Map.of("customer", 85L, "deal", 8_800L),
                "accounts.csv",
                "products.csv",
                "sales_pipeline.csv",
                "sales_teams.csv");
    }

    static final String ORDERS = """
            name: Orders
            system: shop
            objects:
              - object: deal
                from: "orders*.csv"
                key: order
                fields: {name: order, stage: {value: won}, closed: day, currency: {value: EUR}}
                lines: {fields: {description: article, quantity: {value: 1}, amount: amount}}
            """;

    static String orders(String prefix, int count) {
        var rows = new StringBuilder("order,day,article,amount\n");
        for (int i = 0; i < count; i++) {
            rows.append("%s%d,2024-01-05,Bell,10.50\n%s%d,2024-01-05,Bike,20.00\n".formatted(prefix, i, prefix, i));
        }
        return rows.toString();
    }

    @Test
    void a_process_killed_in_the_middle_of_an_import_leaves_whole_deals_and_the_same_files_bring_the_rest()
            throws IOException, InterruptedException {
        int count = 20_000;
        var mapping = Files.writeString(folder.resolve("m.yaml"), ORDERS).toString();
        var file = Files.writeString(folder.resolve("orders.csv"), orders("O", count))
                .toString();
        var data = folder.resolve("data").toString();
        assertThat(run("migrate", "--data", data)).isEqualTo(Cli.DONE);
        var process = process("-Xmx512m", "import", file, "--mapping", mapping, "--data", data);
        try (var said = process.inputReader()) {
            var line = said.readLine();
            while (line != null && !line.contains("deals:")) {
                line = said.readLine();
            }
            assertThat(line).isNotNull();
        } finally {
            process.destroyForcibly().waitFor();
        }

        assertThat(run("import", file, "--mapping", mapping, "--data", data, "--json"))
                .isEqualTo(Cli.DONE);
        var again = json();
        assertThat(again.get("objects_created").asInt()
                        + again.get("objects_unchanged").asInt())
                .isEqualTo(count);
        assertThat(again.get("objects_changed").asInt()).isZero();
        assertThat(again.get("rows_rejected").asInt()).isZero();
        assertThat(run("metrics", "--data", data, "--json")).isEqualTo(Cli.DONE);
        assertThat(out).contains("\"deals_won\":" + count);
        assertThat(run("import", file, "--mapping", mapping, "--data", data, "--json"))
                .isEqualTo(Cli.DONE);
        assertThat(json().get("objects_unchanged").asInt()).isEqualTo(count);
    }

    @Test
    void a_file_of_two_gigabytes_goes_through_a_quarter_of_one() throws IOException, InterruptedException {
        int count = 2_100;
        var mapping = Files.writeString(folder.resolve("m.yaml"), """
                name: Firms
                system: crm
                objects:
                  - {object: partner, from: firms.csv, key: id, fields: {name: name}, ignore: [note]}
                """).toString();
        var note = "n".repeat(1 << 20);
        var file = folder.resolve("firms.csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("id,name,note\n");
            for (int i = 0; i < count; i++) {
                out.write(i + ",Firm " + i + "," + note + "\n");
            }
        }
        assertThat(Files.size(file)).isGreaterThan(2L << 30);
        var data = folder.resolve("data").toString();
        assertThat(run("migrate", "--data", data)).isEqualTo(Cli.DONE);
        var process = process("-Xmx256m", "import", file.toString(), "--mapping", mapping, "--data", data, "--json");
        try (var said = process.inputReader()) {
            assertThat(said.readAllAsString()).contains("\"objects_created\":" + count);
        }
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void what_is_put_into_a_watched_folder_comes_in_and_what_cannot_goes_aside() throws Exception {
        var mapping = Files.writeString(folder.resolve("m.yaml"), ORDERS).toString();
        var watched = Files.createDirectory(folder.resolve("in"));
        var data = folder.resolve("data").toString();
        var done = Files.createDirectories(watched.resolve("done"));
        var failed = Files.createDirectories(watched.resolve("failed"));
        Files.writeString(watched.resolve("orders-1.csv"), orders("A", 3));
        try (var folders = watched.getFileSystem().newWatchService()) {
            done.register(folders, StandardWatchEventKinds.ENTRY_CREATE);
            failed.register(folders, StandardWatchEventKinds.ENTRY_CREATE);
            var watching = Thread.ofPlatform()
                    .start(() -> run("import", "--mapping", mapping, "--watch", watched.toString(), "--data", data));
            try {
                assertThat(next(folders)).isEqualTo(done.resolve("orders-1.csv"));
                Files.writeString(watched.resolve("nothing.csv"), "a,b\n1,2\n");
                assertThat(next(folders)).isEqualTo(failed.resolve("nothing.csv"));
                Files.writeString(watched.resolve("orders-2.csv"), orders("B", 2));
                assertThat(next(folders)).isEqualTo(done.resolve("orders-2.csv"));
            } finally {
                watching.interrupt();
                watching.join();
            }
        }
        assertThat(run("metrics", "--data", data, "--json")).isEqualTo(Cli.DONE);
        assertThat(out).contains("\"deals_won\":5");
    }

    /** The next file that comes to a folder. */
    private static Path next(WatchService folders) throws InterruptedException {
        var folder = Objects.requireNonNull(folders.poll(1, TimeUnit.MINUTES), "nothing came");
        var file = (Path) folder.pollEvents().getFirst().context();
        folder.reset();
        return ((Path) folder.watchable()).resolve(file);
    }
}
