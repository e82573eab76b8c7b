package io.kontor.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.database.DatabaseRole;
import io.kontor.database.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the migrations make of an empty database, read from its catalogues, against the text somebody looked at last. */
@Tag("database")
class SchemaTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/kontor/access/schema.txt");

    private static final String TABLES = """
            select format('%s.%s %s%s', n.nspname, c.relname,
                case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end,
                case when c.relrowsecurity then ' guarded' else '' end || coalesce(' (' || array_to_string(c.reloptions, ', ') || ')', ''))
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'S') and %s
            """;
    private static final String COLUMNS = """
            select format('%s.%s %s %s%s%s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then ' not null' else '' end,
                coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''))
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped and %s
            """;
    /** Without those for "not null", which only newer servers keep as constraints; they stand with their columns. */
    private static final String CONSTRAINTS = """
            select format('%s.%s constraint %s', n.nspname, c.relname, pg_get_constraintdef(k.oid))
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where k.contype <> 'n' and %s
            """;

    private static final String INDEXES = """
            select format('%s.%s index %s', n.nspname, c.relname, replace(pg_get_indexdef(i.indexrelid), 'kontor.', ''))
            from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
            where %s
            """;
    private static final String POLICIES = """
            select format('%s.%s policy %s for %s to %s using %s check %s', n.nspname, c.relname, p.polname,
                case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
                (select string_agg(rolname, ', ' order by rolname) from pg_roles where oid = any(p.polroles)),
                coalesce(regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\\s+', ' ', 'g'), '-'),
                coalesce(regexp_replace(pg_get_expr(p.polwithcheck, p.polrelid), '\\s+', ' ', 'g'), '-'))
            from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
            where %s
            """;
    private static final String GRANTS = """
            select format('%s.%s grant %s to %s', n.nspname, c.relname,
                string_agg(lower(g.privilege_type), ', ' order by g.privilege_type), r.rolname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            cross join lateral aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee
            where r.rolname <> 'kontor_owner' and %s group by n.nspname, c.relname, r.rolname
            """;
    private static final String COLUMN_GRANTS = """
            select format('%s.%s grant %s (%s) to %s', n.nspname, c.relname, lower(g.privilege_type),
                string_agg(a.attname, ', ' order by a.attname), r.rolname)
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            cross join lateral aclexplode(a.attacl) g join pg_roles r on r.oid = g.grantee
            where a.attacl is not null and %s group by n.nspname, c.relname, g.privilege_type, r.rolname
            """;
    private static final String FUNCTIONS = """
            select format('%s.%s function (%s) returns %s%s', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid),
                pg_get_function_result(p.oid), case when p.prosecdef then ' with its owner''s rights' else '' end)
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') and %s
            """;

    @Test
    void the_schema_is_the_one_that_was_looked_at() throws SQLException, IOException {
        var now = schema();
        if (System.getProperty("kontor.golden", "").equals("write")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, now);
        }
        var before = Files.exists(GOLDEN) ? Files.readAllLines(GOLDEN) : List.<String>of();
        var fresh = new ArrayList<>(now);
        fresh.removeAll(before);
        var gone = new ArrayList<>(before);
        gone.removeAll(now);
        assertThat(fresh.isEmpty() && gone.isEmpty())
                .as("""
                        The schema differs from %s.
                        New:
                          %s
                        Gone:
                          %s
                        If that is meant, look at it once more with a partner's eyes, then renew the text:
                          mvn test -Dtest=SchemaTest -Dkontor.golden=write
                        """, GOLDEN, String.join("\n  ", fresh), String.join("\n  ", gone))
                .isTrue();
    }

    private static List<String> schema() throws SQLException {
        try (var connection = TestCluster.migrated().open(DatabaseRole.OWNER)) {
            var walk = new Walk(connection);
            var lines = new ArrayList<String>();
            for (var part :
                    List.of(TABLES, COLUMNS, CONSTRAINTS, INDEXES, POLICIES, GRANTS, COLUMN_GRANTS, FUNCTIONS)) {
                // The last %s is the one condition all have; those before belong to format().
                int at = part.lastIndexOf("%s");
                lines.addAll(walk.list(part.substring(0, at) + Walk.OURS + part.substring(at + 2)));
            }
            return lines.stream().distinct().sorted().toList();
        }
    }
}
