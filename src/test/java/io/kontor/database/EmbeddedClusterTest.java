package io.kontor.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.kernel.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterTest {
    @TempDir
    Path folder;

    DataDirectory data;

    @BeforeEach
    void directory() {
        data = new DataDirectory(folder.resolve("office"));
        DataDirectory.permit(folder, "rwxr-xr-x");
    }

    OpenDatabase own() {
        return OpenDatabase.own(data, TestCluster.binaries());
    }

    OpenDatabase use() {
        return OpenDatabase.use(data, TestCluster.binaries());
    }

    static String ask(Endpoint endpoint, String sql) throws SQLException {
        try (var connection = endpoint.open(DatabaseRole.OWNER);
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static void run(Endpoint endpoint, String sql) throws SQLException {
        try (var connection = endpoint.open(DatabaseRole.OWNER)) {
            connection.createStatement().execute(sql);
        }
    }

    @Test
    void keeps_what_it_is_given_over_a_clean_stop() throws SQLException {
        try (var database = own()) {
            run(database.endpoint(), "create table kept (word text); insert into kept values ('hello')");
        }
        try (var database = own()) {
            assertThat(ask(database.endpoint(), "select word from kept")).isEqualTo("hello");
        }
    }

    @Test
    void runs_with_durable_settings_that_no_edited_file_can_weaken() throws Exception {
        own().close();
        Files.writeString(data.cluster().resolve("postgresql.auto.conf"), "fsync = off\nsynchronous_commit = off\n");
        try (var database = own()) {
            var report = Health.of(database, Map.of());
            assertThat(report.settings())
                    .containsEntry("fsync", "on")
                    .containsEntry("full_page_writes", "on")
                    .containsEntry("synchronous_commit", "on");
            assertThat(report.durable()).isTrue();
        }
    }

    @Test
    void listens_on_the_loopback_address_only_and_asks_for_the_password() throws Exception {
        try (var database = own()) {
            assertThat(ask(database.endpoint(), "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Files.readAllLines(data.cluster().resolve("postmaster.pid"))
                            .get(4))
                    .as("folder of a Unix socket")
                    .isBlank();
            assertThatThrownBy(() ->
                            DriverManager.getConnection(database.endpoint().url(), "kontor_owner", "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void keeps_its_files_from_everybody_else() throws Exception {
        own().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.cluster())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.secrets())))
                .isEqualTo("rwx------");
        try (var files = Files.list(data.secrets())) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        assertThat(data.home().resolve(".first-password")).doesNotExist();
    }

    @Test
    void never_runs_the_server_as_root() throws Exception {
        try (var database = own()) {
            assertThat(database.started()).isTrue();
            var status = Path.of(
                    "/proc/" + PidFile.read(data.cluster()).orElseThrow().pid() + "/status");
            if (Files.exists(status)) {
                assertThat(Files.readAllLines(status))
                        .anyMatch(line -> line.startsWith("Uid:") && !line.matches("Uid:\\s+0\\s.*"));
            }
        }
    }

    @Test
    void comes_back_by_itself_on_the_same_port_when_the_server_is_killed() throws Exception {
        try (var database = own()) {
            run(database.endpoint(), "create table kept (word text); insert into kept values ('committed')");
            var before = PidFile.read(data.cluster()).orElseThrow();
            Postmaster.signal(before.pid(), "KILL");
            assertThat(eventually(database.endpoint(), "select word from kept")).isEqualTo("committed");
            assertThat(PidFile.read(data.cluster()).orElseThrow().port()).isEqualTo(before.port());
        }
    }

    @Test
    void recovers_when_both_were_killed_and_the_database_outlived_kontor() throws Exception {
        try (var database = own()) {
            run(database.endpoint(), "create table kept (word text); insert into kept values ('committed')");
        }
        var orphan = orphan();
        try (var database = own()) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(ask(database.endpoint(), "select word from kept")).isEqualTo("committed");
        }
    }

    /** A server on the directory that no Kontor watches over, as a kill of the JVM can leave it. */
    Process orphan() throws Exception {
        var launch = Launch.forTool(data.cluster(), Account.forCluster(data.cluster()));
        while (true) {
            var process = new ProcessBuilder(launch.of(List.of(
                            TestCluster.binaries().postgres().toString(),
                            "-D",
                            data.cluster().toString(),
                            "-p",
                            Integer.toString(freePort()),
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "unix_socket_directories=")))
                    .directory(data.cluster().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(data.log().resolve("orphan.log").toFile())
                    .start();
            while (PidFile.read(data.cluster()).filter(PidFile::ready).isEmpty() && process.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            if (process.isAlive()) {
                return process;
            }
            assertThat(data.log().resolve("orphan.log")).content().contains("Address already in use");
        }
    }

    static int freePort() throws Exception {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static String eventually(Endpoint endpoint, String sql) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try (Connection connection = endpoint.as(DatabaseRole.OWNER).getConnection();
                    var rows = connection.createStatement().executeQuery(sql)) {
                rows.next();
                return rows.getString(1);
            } catch (SQLException e) {
                assertThat(attempt).as("tries, last said " + e.getMessage()).isLessThan(600);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    @Test
    void a_second_server_on_the_directory_is_refused_and_told_who_has_it() {
        try (var database = own()) {
            Running.note(data, "http://localhost:8080");
            assertThatThrownBy(this::own).isInstanceOfSatisfying(Refusal.class, refusal -> {
                assertThat(refusal.code()).isEqualTo("data-directory-in-use");
                assertThat(refusal.args().get("who"))
                        .asString()
                        .contains("http://localhost:8080")
                        .contains(Long.toString(ProcessHandle.current().pid()));
            });
            assertThat(database.started()).isTrue();
        }
    }

    @Test
    void a_command_uses_the_database_of_a_running_server() throws SQLException {
        try (var server = own();
                var command = use()) {
            assertThat(server.started()).isTrue();
            assertThat(command.started()).isFalse();
            assertThat(command.endpoint().url()).isEqualTo(server.endpoint().url());
            assertThat(ask(command.endpoint(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void the_server_waits_for_a_command_before_it_takes_the_database_away() throws Exception {
        var server = own();
        var command = use();
        var closing = Thread.ofPlatform().start(server::close);
        run(command.endpoint(), "create table late (word text)");
        assertThat(closing.isAlive()).isTrue();
        command.close();
        assertThat(closing.join(Duration.ofSeconds(30))).isTrue();
        try (var again = own()) {
            assertThat(ask(again.endpoint(), "select count(*) from late")).isEqualTo("0");
        }
    }

    @Test
    void serving_roles_are_weak_and_a_strong_one_is_named() throws SQLException {
        try (var database = own()) {
            assertThat(Health.of(database, Map.of()).faults()).isEmpty();
            run(database.endpoint(), "create table mine (word text)");
            try (var admin = Endpoint.source(
                                    database.endpoint().url(),
                                    "kontor_root",
                                    new Secrets(data.secrets()).of("kontor_root"))
                            .getConnection();
                    var statement = admin.createStatement()) {
                statement.execute("alter role kontor_portal bypassrls");
                statement.execute("alter table mine owner to kontor_office");
            }
            assertThat(Health.of(database, Map.of()).faults())
                    .containsEntry("kontor_portal", Roles.Fault.BYPASSES)
                    .containsEntry("kontor_office", Roles.Fault.OWNS);
        }
    }
}
