package io.kontor.people;

import io.kontor.database.Rows;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Somebody;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.PersonalData;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.TimelineQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accounts of people: who they are, what other systems call them. What they did stays theirs, under the id alone. */
@Component
class PeoplePersonalData implements PersonalData {
    private static final int HISTORY = 10_000;

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final PeopleSql sql;
    private final Grants grants;

    PeoplePersonalData(Ledger ledger, JdbcClient jdbc, PeopleSql sql, Grants grants) {
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.sql = sql;
        this.grants = grants;
    }

    @Override
    public Somebody know(Actor actor, Somebody who) {
        var known = who;
        for (var id : who.of(People.KIND)) {
            var query = TimelineQuery.newest(HISTORY).of(new Subject(People.KIND, id));
            for (var entry : ledger.timeline(actor, query).entries()) {
                var person = entry.after(People.PERSON);
                known = known.called(person.name(), person.email());
            }
        }
        return known;
    }

    @Override
    public List<Held> held(Actor actor, Somebody who) {
        var held = new ArrayList<Held>();
        var people = known(who).stream()
                .filter(known -> !known.person().equals(known.person().erased()))
                .count();
        if (people > 0) {
            held.add(new Held("accounts", people));
        }
        var keys = keys(who).size();
        if (keys > 0) {
            held.add(new Held("keys", keys));
        }
        return held;
    }

    private List<People.Known> known(Somebody who) {
        return who.of(People.KIND).stream()
                .flatMap(id -> sql.find(id, false).stream())
                .toList();
    }

    private List<String> keys(Somebody who) {
        return jdbc.sql("select system || ' ' || external_id from people.external_id where person_id = any(:people)")
                .param("people", Rows.uuids(who.of(People.KIND)))
                .query(Rows.TEXT)
                .list();
    }

    @Override
    public void erase(Actor actor, Somebody who, String role) {
        for (var id : who.of(People.KIND)) {
            sql.find(id, true).ifPresent(known -> {
                var state = known.person().erased();
                if (!state.equals(known.person())) {
                    PersonChanges.refuseSelf(actor, id);
                    grants.refuseLastAdministrator(known.person(), state);
                    sql.write(ledger.append(
                            actor,
                            Change.of(People.PERSON, id, "erased", role, state)
                                    .ofPartner(state.firm())
                                    .after(known.version())));
                }
            });
        }
        jdbc.sql("delete from people.external_id where person_id = any(:people)")
                .param("people", Rows.uuids(who.of(People.KIND)))
                .update();
    }

    @Override
    public void export(Actor actor, Somebody who, Parcel parcel) {
        for (var known : known(who)) {
            var content = new LinkedHashMap<String, Object>();
            content.put("id", known.id());
            content.put("account", known.person());
            content.put("keys", keys(who));
            parcel.json("account-" + known.id(), content);
        }
    }
}
