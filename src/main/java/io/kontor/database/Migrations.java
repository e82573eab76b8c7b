package io.kontor.database;

import io.kontor.kernel.Refusal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database to the schema of this build, as its owner: all pending migrations and all views in one transaction, so
 * that a failing one leaves the office as it was.
 */
public final class Migrations {
    private final Endpoint endpoint;

    public Migrations(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Migrates to the newest schema.
     *
     * @return how many migrations ran
     */
    public int run() {
        return run(null);
    }

    /** Migrates up to a version and no further; restoring an older backup starts there. */
    int run(@Nullable String target) {
        try (var connection = endpoint.open(DatabaseRole.OWNER)) {
            Outside.checkVersion(connection.getMetaData().getDatabaseMajorVersion());
            var configuration = configuration(target);
            var info = configuration.load().info();
            refuseNewer(info);
            if (late(info)) {
                configuration.outOfOrder(true);
                info = configuration.load().info();
            }
            var pending = info.pending();
            var count = pending.length == 0 ? 0 : migrate(configuration, target, version(pending[pending.length - 1]));
            if (target == null) {
                new Views().refresh(connection);
            }
            return count;
        } catch (FlywayException e) {
            throw Refusal.unavailable("migration-failed", "why", String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The newest migration applied, or none on an empty database. */
    public Optional<String> current() {
        return Optional.ofNullable(configuration(null).load().info().current()).map(Migrations::version);
    }

    /** The newest migration this build brings. */
    String newest() {
        return Arrays.stream(configuration(null).load().info().all())
                .filter(info -> info.getState().isResolved())
                .map(Migrations::version)
                .max(Comparator.naturalOrder())
                .orElse("");
    }

    /** Whether this build can serve the database as it is. */
    public boolean upToDate() {
        var info = configuration(null).load().info();
        return info.pending().length == 0 && !late(info) && info.current() != null;
    }

    /** Rooms are written side by side: whether a migration with an earlier time arrived later; it still has to run. */
    private static boolean late(MigrationInfoService known) {
        return Arrays.stream(known.all()).anyMatch(info -> info.getState() == MigrationState.IGNORED);
    }

    private static void refuseNewer(MigrationInfoService known) {
        for (var info : known.all()) {
            if (info.getState().isApplied() && !info.getState().isResolved() && info.getVersion() != null) {
                throw Refusal.unavailable("database-newer", "version", version(info));
            }
        }
    }

    private static int migrate(FluentConfiguration configuration, @Nullable String target, String last) {
        return configuration
                .callbacks(new ViewsAroundMigrations(target == null ? last : ""))
                .load()
                .migrate()
                .migrationsExecuted;
    }

    private static String version(MigrationInfo info) {
        return String.valueOf(info.getVersion());
    }

    private FluentConfiguration configuration(@Nullable String target) {
        var configuration = Flyway.configure()
                .dataSource(endpoint.as(DatabaseRole.OWNER))
                .locations("classpath:io/kontor/*/db")
                .defaultSchema("kontor")
                .table("migration")
                .createSchemas(true)
                .group(true)
                .cleanDisabled(true)
                .loggers("slf4j");
        return target == null ? configuration : configuration.target(MigrationVersion.fromVersion(target));
    }

    /**
     * Drops the views before each migration and creates them after the last, on the migrations' own connection.
     *
     * @param last version of the last migration of this run; empty to leave the views dropped
     */
    private record ViewsAroundMigrations(String last) implements Callback {
        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            try {
                if (event == Event.BEFORE_EACH_MIGRATE) {
                    new Views().drop(context.getConnection());
                } else if (version(context.getMigrationInfo()).equals(last)) {
                    new Views().create(context.getConnection());
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String getCallbackName() {
            return "views";
        }
    }
}
