package io.kontor.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;

/** What the system catalogues say of who may read and write what. */
record Walk(Connection connection) {
    static final String PORTAL = "kontor_portal";

    /** The rooms that keep tables, and with them their schemas. */
    static List<String> rooms() {
        try {
            return new ClassPathResource("io/kontor/rooms.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> list(String sql, String... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            var values = new ArrayList<String>();
            var rows = statement.executeQuery();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** Schemas of ours, whether a room's or not. */
    static final String OURS = "n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public')";

    List<String> schemas() throws SQLException {
        return list("select n.nspname from pg_namespace n where " + OURS + " order by 1");
    }

    /**
     * Tables that are open where they should not be: without row-level security, or read or written by a serving role for
     * which no policy says what. The house's own schema is no room's and the portal has no way into it.
     */
    List<String> unguarded() throws SQLException {
        return list("""
                with granted as (
                    select c.oid, n.nspname, c.relname, c.relrowsecurity, r.rolname, r.oid as role, p.privilege,
                        case p.privilege when 'SELECT' then 'r' when 'INSERT' then 'a' when 'UPDATE' then 'w' else 'd' end as cmd
                    from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace
                    cross join (select oid, rolname from pg_roles where rolname in ('kontor_office', 'kontor_portal')) r
                    cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) p (privilege)
                    where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%'
                        and n.nspname not in ('information_schema', 'public', 'kontor')
                        and (has_table_privilege(r.oid, c.oid, p.privilege)
                            or (p.privilege <> 'DELETE' and has_any_column_privilege(r.oid, c.oid, p.privilege)))
                )
                select distinct format('%s.%s has no row-level security', nspname, relname) from granted
                where not relrowsecurity
                union
                select distinct format('%s.%s: %s may %s and no policy says what', nspname, relname, rolname, lower(privilege))
                from granted g
                where not exists (select from pg_policy y where y.polrelid = g.oid
                    and (y.polroles @> array[g.role] or y.polroles = '{0}')
                    and y.polcmd in ('*', g.cmd))
                union
                select format('%s.%s has no row-level security', n.nspname, c.relname)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and not c.relrowsecurity and n.nspname not like 'pg\\_%'
                    and n.nspname not in ('information_schema', 'public', 'kontor')
                order by 1
                """);
    }

    /** Policies by which the portal would write rows that are not its partner's. */
    List<String> carelessWrites() throws SQLException {
        return list("""
                select format('%s.%s %s: %s', schemaname, tablename, policyname, lower(cmd)) from pg_policies
                where roles @> array['kontor_portal'::name] and cmd <> 'SELECT'
                    and ((cmd in ('INSERT', 'UPDATE', 'ALL')
                            and coalesce(with_check, qual, '') not like '%kontor.partner%')
                        or (cmd in ('UPDATE', 'DELETE', 'ALL') and coalesce(qual, '') not like '%kontor.partner%'))
                order by 1
                """);
    }

    /** Views that show what their owner sees rather than what the asker may; those of bi do, and nobody else may use them. */
    List<String> viewsOfTheOwner() throws SQLException {
        return list("select format('%s.%s', n.nspname, c.relname) from pg_class c"
                + " join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and " + OURS
                + " and n.nspname <> 'bi'"
                + " and not coalesce(c.reloptions::text[] && array['security_invoker=true', 'security_invoker=on'], false)"
                + " order by 1");
    }

    List<String> materializedViews() throws SQLException {
        return list("select format('%s.%s', n.nspname, c.relname) from pg_class c"
                + " join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'm'"
                + " and (has_table_privilege('" + PORTAL + "', c.oid, 'SELECT')"
                + " or has_any_column_privilege('" + PORTAL + "', c.oid, 'SELECT')) order by 1");
    }

    /** Functions that run with their owner's rights. */
    List<String> functionsOfTheOwner() throws SQLException {
        return list("select format('%s.%s', n.nspname, p.proname) from pg_proc p"
                + " join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and " + OURS + " order by 1");
    }

    /** Relations and the columns of them that a role may read. */
    Map<String, List<String>> readable(String role) throws SQLException {
        var readable = new LinkedHashMap<String, List<String>>();
        for (var line : list(
                "select format('%I.%I %I', n.nspname, c.relname, a.attname) from pg_class c"
                        + " join pg_namespace n on n.oid = c.relnamespace"
                        + " join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
                        + " where c.relkind in ('r', 'p', 'v', 'm', 'f') and " + OURS
                        + " and has_schema_privilege(?, n.oid, 'USAGE')"
                        + " and has_column_privilege(?, c.oid, a.attnum, 'SELECT') order by 1",
                role,
                role)) {
            var parts = line.split(" ", 2);
            readable.computeIfAbsent(parts[0], table -> new ArrayList<>()).add(parts[1]);
        }
        return readable;
    }

    /** Every row of a relation as the connection's role sees it, as text. */
    List<String> rows(String relation, List<String> columns) throws SQLException {
        var texts = columns.stream().map(column -> column + "::text").toList();
        return list("select concat_ws(' | ', " + String.join(", ", texts) + ") from " + relation);
    }

    /** Makes the rest of this connection's session one of a partner's. */
    void of(String partner) throws SQLException {
        try (var statement = connection.prepareStatement("select set_config('kontor.partner', ?, false)")) {
            statement.setString(1, partner);
            statement.execute();
        }
    }

    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
