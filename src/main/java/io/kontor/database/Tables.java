package io.kontor.database;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every room asks of the tables it keeps its objects in; a room names none but its own. */
public final class Tables {
    private Tables() {}

    /** The entries objects stand at, in the order of their ids; with {@code lock}, held until the transaction ends. */
    public static Map<UUID, UUID> versions(JdbcClient jdbc, String table, Collection<UUID> ids, boolean lock) {
        var versions = new LinkedHashMap<UUID, UUID>();
        jdbc.sql("select id, entry_id from " + table + " where id = any(:ids) order by id"
                        + (lock ? " for update" : ""))
                .param("ids", Rows.uuids(ids))
                .query(row -> {
                    versions.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        return versions;
    }

    /** Names by id; those there are none of are left out. */
    public static Map<UUID, String> names(JdbcClient jdbc, String table, Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        jdbc.sql("select id, name from " + table + " where id = any(:ids)")
                .param("ids", Rows.uuids(Set.copyOf(ids)))
                .query(row -> {
                    names.put(row.getObject(1, UUID.class), row.getString(2));
                });
        return names;
    }

    /** Which of these there are. */
    public static Set<UUID> known(JdbcClient jdbc, String table, Collection<UUID> ids) {
        return new HashSet<>(jdbc.sql("select id from " + table + " where id = any(:ids)")
                .param("ids", Rows.uuids(ids))
                .query(Rows.ID)
                .list());
    }
}
