package io.kontor.database;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What {@code doctor} finds: settings that keep data, roles that keep it apart, the newest backup. */
public final class Health {
    private Health() {}

    /**
     * @param settings {@code fsync}, {@code full_page_writes}, {@code synchronous_commit} as the server has them
     * @param faults by role, empty when both serving roles are as weak as they must be
     * @param secret where the office's secret comes from
     */
    public record Report(
            Map<String, String> settings,
            String serverVersion,
            String schema,
            boolean upToDate,
            Map<String, Roles.Fault> faults,
            Optional<Instant> lastBackup,
            OfficeSecret.Source secret) {
        public boolean durable() {
            return settings.values().stream().allMatch("on"::equals);
        }
    }

    /** Refuses: an environment that names a secret which is none. */
    public static Report of(OpenDatabase database, Map<String, String> environment) {
        var endpoint = database.endpoint();
        var role = endpoint.knows(DatabaseRole.OWNER) ? DatabaseRole.OWNER : DatabaseRole.OFFICE;
        var migrations = new Migrations(endpoint);
        try (var connection = endpoint.open(role);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select name, setting from pg_settings
                        where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'server_version')
                        order by name
                        """)) {
            var settings = new LinkedHashMap<String, String>();
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
            var version = String.valueOf(settings.remove("server_version"));
            return new Report(
                    settings,
                    version.split(" ", 2)[0],
                    role == DatabaseRole.OWNER ? migrations.current().orElse("") : "",
                    role != DatabaseRole.OWNER || migrations.upToDate(),
                    Roles.faults(connection),
                    database.data().flatMap(Health::newestBackup),
                    OfficeSecret.existing(environment, database.data().orElse(null))
                            .source());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** When the newest backup in the directory was written. */
    public static Optional<Instant> newestBackup(DataDirectory data) {
        try (var files = Files.list(data.backups())) {
            return files.filter(file -> file.toString().endsWith(DailyBackups.ENDING))
                    .map(file -> file.toFile().lastModified())
                    .max(Long::compare)
                    .map(Instant::ofEpochMilli);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
