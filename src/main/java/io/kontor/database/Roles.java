package io.kontor.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The statements that make the three roles, the one that only reads, and the database, run here for an embedded cluster, printed for others. */
public final class Roles {
    private Roles() {}

    /** Makes what is missing in a cluster of ours. */
    static void ensure(Connection admin, Endpoint endpoint) throws SQLException {
        try (var statement = admin.createStatement()) {
            for (var role : DatabaseRole.values()) {
                if (!exists(admin, "select 1 from pg_roles where rolname = ?", role.user())) {
                    statement.execute(createRole(role, endpoint.passwords().get(role)));
                }
            }
            if (!ReadingRole.made(admin)) {
                for (var sql : ReadingRole.making()) {
                    statement.execute(sql);
                }
            }
            if (!exists(admin, "select 1 from pg_database where datname = ?", Cluster.DATABASE)) {
                statement.execute(
                        "create database %s owner kontor_owner template template0".formatted(Cluster.DATABASE));
                for (var sql : databaseRights(Cluster.DATABASE)) {
                    statement.execute(sql);
                }
            }
            statement.execute(ReadingRole.connecting(Cluster.DATABASE));
        }
    }

    /**
     * What an administrator of an outside database runs once, in psql. The passwords are left to be put in: a program
     * should not choose them for a server it does not run.
     */
    public static String forOutside(String database) {
        var lines = new ArrayList<String>();
        lines.add("-- Run once as an administrator of the server. Choose three passwords.");
        for (var role : DatabaseRole.values()) {
            lines.add(createRole(role, "choose-a-password") + ";");
        }
        ReadingRole.making().forEach(sql -> lines.add(sql + ";"));
        lines.add(("create database %s owner kontor_owner template template0 encoding 'UTF8'"
                        + " lc_collate 'C' lc_ctype 'C.UTF-8';")
                .formatted(database));
        databaseRights(database).forEach(sql -> lines.add(sql + ";"));
        lines.add(ReadingRole.connecting(database) + ";");
        return String.join("\n", lines) + "\n";
    }

    private static String createRole(DatabaseRole role, @org.jspecify.annotations.Nullable String password) {
        var literal = "'" + String.valueOf(password).replace("'", "''") + "'";
        return "create role %s login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password %s"
                .formatted(role.user(), literal);
    }

    private static List<String> databaseRights(String database) {
        return List.of(
                "revoke all on database %s from public".formatted(database),
                "grant connect, temporary on database %s to kontor_office".formatted(database),
                "grant connect on database %s to kontor_portal".formatted(database),
                "alter role kontor_portal set statement_timeout = '15s'");
    }

    /** What is wrong with a role that serves. */
    public enum Fault {
        SUPERUSER,
        BYPASSES,
        OWNS,
        MISSING;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Whether the serving roles are as weak as they must be: no superuser, no way round row-level security, owner of
     * nothing.
     *
     * @return what is wrong, by role; empty when all is well
     */
    static Map<String, Fault> faults(Connection connection) throws SQLException {
        var well = new HashSet<String>();
        var faults = new java.util.TreeMap<String, Fault>();
        try (var rows = connection.createStatement().executeQuery("""
                select r.rolname,
                       r.rolsuper,
                       r.rolbypassrls,
                       exists (select from pg_class c where c.relowner = r.oid and c.relpersistence <> 't') as owns
                from pg_roles r
                where r.rolname in ('kontor_office', 'kontor_portal')
                """)) {
            while (rows.next()) {
                var role = rows.getString(1);
                if (rows.getBoolean(2)) {
                    faults.put(role, Fault.SUPERUSER);
                } else if (rows.getBoolean(3)) {
                    faults.put(role, Fault.BYPASSES);
                } else if (rows.getBoolean(4)) {
                    faults.put(role, Fault.OWNS);
                } else {
                    well.add(role);
                }
            }
        }
        for (var role : List.of(DatabaseRole.OFFICE.user(), DatabaseRole.PORTAL.user())) {
            if (!well.contains(role)) {
                faults.putIfAbsent(role, Fault.MISSING);
            }
        }
        return faults;
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }
}
