package io.kontor.people;

import io.kontor.database.Rows;
import io.kontor.ledger.ExternalIds;
import io.kontor.ledger.Recorded;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class KnownAsSql {
    private final JdbcClient jdbc;
    private final ExternalIds ids;

    KnownAsSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.ids = new ExternalIds(jdbc, "people", "person");
    }

    ExternalIds ids() {
        return ids;
    }

    /** People who are withdrawn are called nothing any more. */
    void forget(List<Recorded<Person>> recorded) {
        var gone = recorded.stream()
                .filter(one -> one.state().withdrawn())
                .map(Recorded::id)
                .toList();
        jdbc.sql("delete from people.external_id where person_id = any(:people)")
                .param("people", Rows.uuids(gone))
                .update();
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
