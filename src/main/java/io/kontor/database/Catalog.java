package io.kontor.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the system catalogues say of the rooms' tables. */
record Catalog(Connection connection) {
    /** Tables and their columns, ordered so that a table comes after those it refers to. */
    Map<String, List<String>> tables() throws SQLException {
        var columns = new LinkedHashMap<String, List<String>>();
        query(
                """
                select format('%I.%I', n.nspname, c.relname), quote_ident(a.attname)
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                where c.relkind = 'r' and n.nspname = any(?) and a.attgenerated = ''
                order by 1, a.attnum
                """,
                (table, column) -> columns.computeIfAbsent(table, name -> new ArrayList<>())
                        .add(column));
        var parents = new LinkedHashMap<String, Set<String>>();
        query(
                """
                select format('%I.%I', n.nspname, c.relname), format('%I.%I', fn.nspname, f.relname)
                from pg_constraint k
                join pg_class c on c.oid = k.conrelid
                join pg_namespace n on n.oid = c.relnamespace
                join pg_class f on f.oid = k.confrelid
                join pg_namespace fn on fn.oid = f.relnamespace
                where k.contype = 'f' and n.nspname = any(?) and k.conrelid <> k.confrelid
                order by 1, 2
                """,
                (table, parent) -> parents.computeIfAbsent(table, name -> new LinkedHashSet<>())
                        .add(parent));
        var ordered = new LinkedHashMap<String, List<String>>();
        columns.keySet().forEach(table -> place(table, columns, parents, ordered, new LinkedHashSet<>()));
        return ordered;
    }

    /** Sequences with the last number given, 0 when none was. */
    Map<String, Long> sequences() throws SQLException {
        var sequences = new LinkedHashMap<String, Long>();
        query("""
                select format('%I.%I', schemaname, sequencename), coalesce(last_value, 0)::text
                from pg_sequences where schemaname = any(?) order by 1
                """, (name, value) -> sequences.put(name, Long.parseLong(value)));
        return sequences;
    }

    private static void place(
            String table,
            Map<String, List<String>> columns,
            Map<String, Set<String>> parents,
            Map<String, List<String>> ordered,
            Set<String> above) {
        if (ordered.containsKey(table) || !columns.containsKey(table)) {
            return;
        }
        if (!above.add(table)) {
            throw new IllegalStateException("tables refer to each other in a circle: " + above);
        }
        parents.getOrDefault(table, Set.of()).forEach(parent -> place(parent, columns, parents, ordered, above));
        above.remove(table);
        ordered.put(table, columns.getOrDefault(table, List.of()));
    }

    private interface Pair {
        void take(String first, String second);
    }

    private void query(String sql, Pair each) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1, connection.createArrayOf("text", Rooms.inOrder().toArray()));
            var rows = statement.executeQuery();
            while (rows.next()) {
                each.take(rows.getString(1), rows.getString(2));
            }
        }
    }
}
