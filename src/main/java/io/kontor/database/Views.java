package io.kontor.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The views of all rooms. They are never in migrations: all are dropped before and created after them, from
 * {@code room/db/views/*.sql} in room order, inside the migrations' own transaction.
 */
final class Views {
    private final List<String> scripts = scripts();

    /** Drops every view in the rooms' schemas. */
    void drop(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var find = connection.prepareStatement(
                "select format('%I.%I', schemaname, viewname) from pg_views where schemaname = any(?)")) {
            find.setArray(1, connection.createArrayOf("text", Rooms.inOrder().toArray()));
            var rows = find.executeQuery();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        try (var statement = connection.createStatement()) {
            for (var name : names) {
                statement.execute("drop view if exists " + name + " cascade");
            }
        }
    }

    void create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var script : scripts) {
                statement.execute(script);
            }
        }
        try (var remember = connection.prepareStatement(
                "insert into kontor.views (hash) values (?) on conflict (one) do update set hash = excluded.hash")) {
            remember.setString(1, hash());
            remember.executeUpdate();
        }
    }

    /** Creates them anew when they are not the ones of this build. */
    void refresh(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select hash from kontor.views")) {
            if (rows.next() && rows.getString(1).equals(hash())) {
                return;
            }
        }
        connection.setAutoCommit(false);
        drop(connection);
        create(connection);
        connection.commit();
    }

    private String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            scripts.forEach(script -> digest.update(script.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> scripts() {
        var resolver = new PathMatchingResourcePatternResolver();
        var found = new ArrayList<String>();
        try {
            for (var room : Rooms.inOrder()) {
                var files = resolver.getResources("classpath*:io/kontor/" + room + "/db/views/*.sql");
                for (var file : Arrays.stream(files)
                        .sorted(Comparator.comparing(Resource::getFilename))
                        .toList()) {
                    found.add(file.getContentAsString(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
