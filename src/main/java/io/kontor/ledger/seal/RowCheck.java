package io.kontor.ledger.seal;

import io.kontor.verify.Flaw;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Business rows: each stands on an entry that speaks of it, or of what it belongs to. Which tables have such rows is asked of the
 * database: those with a column {@code entry_id}, whichever room they are of.
 */
@Component
class RowCheck {
    private static final String FACTS = "_fact";

    private final JdbcClient jdbc;

    RowCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row that stands on no entry, or on one of something else. */
    private record Stray(UUID entry, boolean known) {}

    /** @return how many rows there are */
    long check(OfficeCheck.Flaws flaws) {
        long rows = 0;
        for (var table : tables().entrySet()) {
            rows += jdbc.sql("select count(*) from " + table.getKey())
                    .query(Long.class)
                    .single();
            for (var stray : stray(table.getKey(), table.getValue())) {
                var kind = stray.known() ? Flaw.Kind.ROW_OF_OTHER : Flaw.Kind.ROW_WITHOUT_ENTRY;
                flaws.add(Flaw.of(
                        kind, "table", table.getKey(), "entry", stray.entry().toString()));
            }
        }
        return rows;
    }

    /** With the columns that may name what their entries speak of. */
    private Map<String, List<String>> tables() {
        var tables = new TreeMap<String, List<String>>();
        jdbc.sql("""
                select t.table_schema || '.' || quote_ident(t.table_name) as name,
                    array(select quote_ident(c.column_name) from information_schema.columns c
                        where c.table_schema = t.table_schema and c.table_name = t.table_name and c.data_type = 'uuid'
                            and c.column_name <> 'entry_id'
                        order by c.ordinal_position) as columns
                from information_schema.tables t
                join information_schema.columns e
                    on e.table_schema = t.table_schema and e.table_name = t.table_name and e.column_name = 'entry_id'
                where t.table_type = 'BASE TABLE' and t.table_schema <> 'ledger' and e.data_type = 'uuid'
                """).query(row -> {
            tables.put(row.getString("name"), List.of((String[])
                    row.getArray("columns").getArray()));
        });
        return tables;
    }

    /**
     * What a table's rows may belong to without naming it: an object of the same room that shares a key with them, as the costs of a
     * product and its costing share the product, and a passkey and its credential the person.
     */
    private record Whole(String table, String key) {}

    private List<Whole> wholes(String table) {
        return jdbc.sql("""
                select n.nspname || '.' || quote_ident(w.relname) as whole, quote_ident(k.attname) as key
                from pg_class t
                join pg_attribute a on a.attrelid = t.oid and a.atttypid = 'uuid'::regtype and not a.attisdropped
                    and a.attname not in ('id', 'entry_id')
                join pg_class w on w.relnamespace = t.relnamespace and w.oid <> t.oid and w.relkind = 'r'
                join pg_namespace n on n.oid = w.relnamespace
                join pg_attribute k on k.attrelid = w.oid and k.attname = a.attname and k.atttypid = 'uuid'::regtype
                join pg_attribute i on i.attrelid = w.oid and i.attname = 'id' and i.atttypid = 'uuid'::regtype
                join pg_attribute e on e.attrelid = w.oid and e.attname = 'entry_id'
                where t.oid = :name::regclass
                order by 1, 2
                """)
                .param("name", table)
                .query((row, number) -> new Whole(row.getString("whole"), row.getString("key")))
                .list();
    }

    /** What a table's rows name as what they are part of, as a merge taken apart names the merge and that the firm that was kept. */
    private record Named(String column, String table, String key, List<String> columns) {}

    private List<Named> named(String table) {
        return jdbc.sql("""
                select quote_ident(a.attname) as name, n.nspname || '.' || quote_ident(w.relname) as whole,
                    quote_ident(k.attname) as key,
                    array(select quote_ident(c.attname) from pg_attribute c
                        where c.attrelid = w.oid and c.attnum > 0 and c.atttypid = 'uuid'::regtype
                            and not c.attisdropped and c.attname <> 'entry_id'
                        order by c.attnum) as columns
                from pg_constraint f
                join pg_class w on w.oid = f.confrelid and w.relkind = 'r'
                join pg_namespace n on n.oid = w.relnamespace
                join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
                join pg_attribute k on k.attrelid = f.confrelid and k.attnum = f.confkey[1]
                where f.conrelid = :name::regclass and f.contype = 'f' and cardinality(f.conkey) = 1
                    and a.atttypid = 'uuid'::regtype
                order by 1, 2
                """)
                .param("name", table)
                .query((row, number) -> new Named(
                        row.getString("name"), row.getString("whole"), row.getString("key"), List.of((String[])
                                row.getArray("columns").getArray())))
                .list();
    }

    private List<Stray> stray(String table, List<String> columns) {
        // Facts are drawn from entries about anything, such as a sign-in of somebody at a partner.
        var speaks = columns.isEmpty() || table.endsWith(FACTS)
                ? "true"
                : "e.subject_id in (t." + String.join(", t.", columns) + ")";
        for (var whole : wholes(table)) {
            speaks += " or exists (select from " + whole.table() + " w where w.id = e.subject_id and w." + whole.key()
                    + " = t." + whole.key() + ")";
        }
        for (var part : named(table)) {
            speaks += " or exists (select from " + part.table() + " w where w." + part.key() + " = t." + part.column()
                    + " and e.subject_id in (w." + String.join(", w.", part.columns()) + "))";
        }
        return jdbc.sql("select t.entry_id as entry, e.id is not null as known from " + table
                        + " t left join ledger.entry e on e.id = t.entry_id"
                        + " where e.id is null or not coalesce((" + speaks + "), false) limit 1")
                .query((row, number) -> new Stray(row.getObject("entry", UUID.class), row.getBoolean("known")))
                .list();
    }
}
