package io.kontor.database;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fourth role: outside tools read the schema {@code bi} with it. It is there from the beginning and cannot sign in until
 * somebody gives it a password.
 */
public final class ReadingRole {
    public static final String USER = "kontor_bi";
    private static final SecureRandom RANDOM = new SecureRandom();

    private ReadingRole() {}

    /** What makes it, as weak as it stays. */
    static List<String> making() {
        return List.of(
                "create role %s nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 8"
                        .formatted(USER),
                "alter role %s set default_transaction_read_only = on".formatted(USER),
                "alter role %s set statement_timeout = '60s'".formatted(USER),
                "alter role %s set idle_in_transaction_session_timeout = '5min'".formatted(USER),
                "alter role %s set search_path = bi".formatted(USER));
    }

    static String connecting(String database) {
        return "grant connect on database %s to %s".formatted(database, USER);
    }

    /** A password nobody can guess. */
    public static String password() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The statements that let a tool in.
     *
     * @param until the last day the password is good for, or none
     */
    public static List<String> admitting(String password, @Nullable LocalDate until) {
        var valid = until == null ? "infinity" : until.plusDays(1).toString();
        return List.of("alter role %s login password '%s' valid until '%s'"
                .formatted(USER, password.replace("'", "''"), valid));
    }

    /** The statements that shut every tool out, and end what is connected. */
    public static List<String> shuttingOut() {
        return List.of(
                "alter role %s nologin password null".formatted(USER),
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'".formatted(USER));
    }

    /** The statements an administrator of an outside database runs first when the role was never made there. */
    public static List<String> makingOutside(String database) {
        var all = new ArrayList<>(making());
        all.add(connecting(database));
        return all;
    }

    /** The statement the owner of the views runs when the role was made after them. */
    public static List<String> granting() {
        return List.of(
                "grant usage on schema bi to %s".formatted(USER),
                "grant select on all tables in schema bi to %s".formatted(USER));
    }

    /** Whether the server has the role. */
    public static boolean made(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            statement.setString(1, USER);
            return statement.executeQuery().next();
        }
    }
}
