package io.kontor.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One cluster for the whole process, two of which run side by side: the bundled PostgreSQL, or the programs in
 * {@code -Dkontor.test.postgres=BIN}. Migrations run once into a template; every test class works on a clone of its own.
 */
public final class TestCluster {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final TestCluster ONE = new TestCluster();

    private final DataDirectory data;
    private final Cluster cluster;

    private TestCluster() {
        try {
            data = new DataDirectory(Files.createTempDirectory("kontor-test-")).prepare();
            var lock = HomeLock.tryExclusive(data.lock()).orElseThrow();
            cluster = Cluster.start(data, binaries(), lock);
            new Migrations(cluster.endpoint()).run();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                cluster.close();
                Deleting.tree(data.home());
            }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The programs this run tests against. */
    public static Binaries binaries() {
        var bin = System.getProperty("kontor.test.postgres", "");
        return bin.isBlank()
                ? Binaries.bundled()
                : new Binaries(Path.of(bin), Integer.getInteger("kontor.test.postgres.major", 15));
    }

    /** A database of its own with the whole schema and nothing in it. */
    public static Endpoint migrated() {
        return ONE.database("template kontor");
    }

    /** A database of its own with nothing in it at all. */
    public static Endpoint empty() {
        return ONE.database("template template0");
    }

    private Endpoint database(String from) {
        var name = "test_" + NUMBER.incrementAndGet();
        try (var admin = cluster.bootstrap("postgres");
                var statement = admin.createStatement()) {
            statement.execute("create database %s owner kontor_owner %s".formatted(name, from));
            statement.execute("revoke all on database %s from public".formatted(name));
            statement.execute("grant connect, temporary on database %s to kontor_office".formatted(name));
            statement.execute("grant connect on database %s to kontor_portal".formatted(name));
            statement.execute(ReadingRole.connecting(name));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var endpoint = cluster.endpoint();
        return new Endpoint(Cluster.url(Cluster.port(data), name), endpoint.passwords());
    }

    /** Runs what only an administrator of the server may. */
    public static void administer(java.util.List<String> statements) {
        try (var admin = ONE.cluster.bootstrap("postgres");
                var statement = admin.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
