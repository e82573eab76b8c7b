package io.kontor.database;

import io.kontor.kernel.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How to reach one database in each of its roles.
 *
 * @param url a JDBC address without credentials
 * @param passwords of the roles that are known; an office served from outside need not know the owner's
 */
public record Endpoint(String url, Map<DatabaseRole, String> passwords) {
    public Endpoint {
        passwords = Map.copyOf(passwords);
    }

    public boolean knows(DatabaseRole role) {
        return passwords.containsKey(role);
    }

    /** Plain connections in one role, each opened when asked. Refuses: no password known for it. */
    public DataSource as(DatabaseRole role) {
        if (!knows(role)) {
            throw Refusal.unavailable("no-password-for-role", "role", role.user());
        }
        return source(url, role.user(), passwords.get(role));
    }

    /** Opens one connection. Refuses: the database does not answer, or not to this password. */
    public Connection open(DatabaseRole role) {
        try {
            return as(role).getConnection();
        } catch (SQLException e) {
            throw Refusal.unavailable("database-unreachable", "url", url, "why", String.valueOf(e.getMessage()));
        }
    }

    static DataSource source(String url, String user, @org.jspecify.annotations.Nullable String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("kontor");
        source.setReWriteBatchedInserts(true);
        return source;
    }

    /** Never shows a password. */
    @Override
    public String toString() {
        return "Endpoint[" + url + "]";
    }
}
