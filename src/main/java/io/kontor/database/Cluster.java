package io.kontor.database;

import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded PostgreSQL of one data directory, started by this process and stopped when closed.
 *
 * <p>It is where people keep their data: durable settings stand on the server's command line, where no edited file can
 * weaken them; it listens on the loopback address only and asks every connection for a password (SCRAM-SHA-256); its
 * files carry checksums.
 */
final class Cluster implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final String BOOTSTRAP = "kontor_root";
    static final String DATABASE = "kontor";
    private static final Duration TOOL = Duration.ofMinutes(3);
    private static final int PORT_TRIES = 5;
    private static final long LARGE_LOG = 10_000_000;

    private final DataDirectory data;
    private final Binaries binaries;
    private final Account account;
    private final Secrets secrets;
    private final HomeLock lock;
    private final Postmaster postmaster;

    private Cluster(DataDirectory data, Binaries binaries, HomeLock lock) {
        this.data = data;
        this.binaries = binaries;
        this.account = Account.forCluster(data.cluster());
        this.secrets = new Secrets(data.secrets());
        this.lock = lock;
        this.postmaster = startOnFreePort();
    }

    /** Starts it, creating or recovering what is needed. The lock passes to the cluster. */
    static Cluster start(DataDirectory data, Binaries binaries, HomeLock lock) {
        try {
            return new Cluster(data, binaries, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    Endpoint endpoint() {
        return endpoint(data, port(data));
    }

    /** The endpoint of a cluster that another process of this data directory runs. */
    static Endpoint endpoint(DataDirectory data, int port) {
        var secrets = new Secrets(data.secrets());
        var passwords = new EnumMap<DatabaseRole, String>(DatabaseRole.class);
        for (var role : DatabaseRole.values()) {
            passwords.put(role, secrets.of(role.user()));
        }
        return new Endpoint(url(port, DATABASE), passwords);
    }

    static int port(DataDirectory data) {
        return PidFile.read(data.cluster())
                .filter(PidFile::ready)
                .map(PidFile::port)
                .orElseThrow(() -> Refusal.unavailable("database-not-running", "dir", data.home()));
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** Runs what only the account may that the cluster of this directory was made with, whoever runs it. */
    static void administer(DataDirectory data, List<String> statements) throws SQLException {
        var password = new Secrets(data.secrets()).of(BOOTSTRAP);
        try (var admin = Endpoint.source(url(port(data), DATABASE), BOOTSTRAP, password)
                        .getConnection();
                var statement = admin.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A connection of the account the cluster was made with; only making roles and databases needs it. */
    Connection bootstrap(String database) throws SQLException {
        return Endpoint.source(url(port(data), database), BOOTSTRAP, secrets.of(BOOTSTRAP))
                .getConnection();
    }

    private Postmaster startOnFreePort() {
        if (!data.used()) {
            initialise();
        }
        endOrphan();
        for (int attempt = 1; ; attempt++) {
            var fresh = new Postmaster(command(freePort()), data.cluster(), serverOutput());
            try {
                fresh.start();
                ensureRoles(fresh);
                return fresh;
            } catch (Refusal refusal) {
                if (attempt == PORT_TRIES || !fresh.portTaken()) {
                    throw refusal;
                }
            }
        }
    }

    private void ensureRoles(Postmaster fresh) {
        try (var admin = bootstrap("postgres")) {
            Roles.ensure(admin, endpoint());
        } catch (SQLException e) {
            fresh.stop();
            throw new IllegalStateException("the roles of the database could not be made", e);
        } catch (RuntimeException e) {
            fresh.stop();
            throw e;
        }
    }

    private void initialise() {
        var fresh = data.home().resolve(DataDirectory.CLUSTER + ".new");
        Deleting.tree(fresh);
        try {
            Files.createDirectories(fresh);
            DataDirectory.permit(fresh, "rwx------");
            var launch = Launch.forTool(data.cluster(), account);
            if (launch.changesAccount()) {
                account.own(fresh);
            }
            var password = readableCopy(launch);
            try {
                run(launch.of(new ServerCommands(binaries).initdb(fresh, BOOTSTRAP, password)));
            } finally {
                Files.deleteIfExists(password);
            }
            Files.move(fresh, data.cluster(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Refusal.unavailable("data-directory-unusable", "dir", data.home(), "why", "" + e.getMessage());
        }
    }

    /** The first password in a file that the account of the cluster may read, for the moment of creation. */
    private Path readableCopy(Launch launch) throws IOException {
        var copy = data.home().resolve(".first-password");
        Files.deleteIfExists(copy);
        Files.createFile(copy);
        DataDirectory.permit(copy, "rw-------");
        Files.writeString(copy, secrets.of(BOOTSTRAP), StandardCharsets.UTF_8);
        if (launch.changesAccount()) {
            account.own(copy);
        }
        return copy;
    }

    private List<String> command(int port) {
        return Launch.forServer(data.cluster(), account)
                .of(new ServerCommands(binaries).postgres(data.cluster(), port));
    }

    /** A server that outlived the Kontor that started it: it is stopped, cleanly, before a new one starts. */
    private void endOrphan() {
        var orphan = PidFile.read(data.cluster()).filter(PidFile::alive);
        if (orphan.isEmpty()) {
            return;
        }
        log.info(
                "A database of an earlier start (process {}) still runs here; stopping it.",
                orphan.get().pid());
        Postmaster.signal(orphan.get().pid(), "INT");
        var end = System.nanoTime() + TOOL.toNanos();
        while (orphan.get().alive()) {
            if (System.nanoTime() > end) {
                throw Refusal.unavailable(
                        "cannot-stop-process", "pid", orphan.get().pid());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void run(List<String> command) throws IOException {
        var output = data.log().resolve("initdb.log");
        var process = new ProcessBuilder(command)
                .directory(data.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(TOOL.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw Refusal.unavailable(
                        "postgres-did-not-start",
                        "log",
                        output,
                        "said",
                        Files.readString(output, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The server's own words; a file that has grown large makes room, one older one is kept. */
    private Path serverOutput() {
        var file = data.log().resolve("postgres.log");
        try {
            if (Files.exists(file) && Files.size(file) > LARGE_LOG) {
                Files.move(file, data.log().resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for other commands that use it, at most as long as given, then stops it and gives up the directory. */
    void close(Duration patience) {
        var users = HomeLock.await(data.users(), false, patience);
        try {
            postmaster.stop();
        } finally {
            users.ifPresent(HomeLock::close);
            lock.close();
        }
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
