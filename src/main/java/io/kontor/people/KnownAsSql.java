package io.kontor.people;

import io.kontor.database.Rows;
import io.kontor.ledger.Recorded;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class KnownAsSql {
    private final JdbcClient jdbc;

    KnownAsSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, UUID> people(String system, Collection<String> keys) {
        var people = new HashMap<String, UUID>();
        jdbc.sql("""
                select external_id, person_id from people.external_id where system = :system and external_id = any(:keys)
                """).param("system", system).param("keys", Rows.texts(keys)).query(row -> {
            people.put(row.getString(1), row.getObject(2, UUID.class));
        });
        return people;
    }

    Map<String, String> alike(String system, Collection<String> keys) {
        var alike = new HashMap<String, String>();
        jdbc.sql("""
                select r.key, (
                    select e.external_id from people.external_id e
                    where e.system = :system and kontor.alike(e.external_id, r.key) >= 0.4
                    order by kontor.alike(e.external_id, r.key) desc, e.external_id limit 1
                ) from unnest(:keys) as r (key) where r.key !~ '^[0-9]+$'
                """).param("system", system).param("keys", Rows.texts(keys)).query(row -> {
            var found = row.getString(2);
            if (found != null) {
                alike.put(row.getString(1), found);
            }
        });
        return alike;
    }

    void write(List<Recorded<KnownAs>> recorded) {
        jdbc.sql("""
                insert into people.external_id (id, system, external_id, person_id, entry_id)
                select id, system, external_id, person, entry
                from unnest(:id, :system, :external_id, :person, :entry) as r (id, system, external_id, person, entry)
                """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .text("system", one -> one.state().id().system())
                        .text("external_id", one -> one.state().id().id())
                        .uuid("person", one -> one.state().person())
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
    }
}
