package io.kontor.people;

import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Said;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds people of the office, and those of partners within reach. */
@Component
final class PeopleFound implements Found {
    private final Tx tx;
    private final JdbcClient jdbc;

    PeopleFound(Tx tx, JdbcClient jdbc) {
        this.tx = tx;
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return People.KIND;
    }

    @Override
    public int order() {
        return 70;
    }

    @Override
    public String icon() {
        return "user";
    }

    @Override
    public String list() {
        return "/people";
    }

    @Override
    public List<Hit> find(Actor actor, List<String> words, int most) {
        var scope = actor.rights().over(People.KIND, Verb.SEE);
        if (!scope.reaches(Place.ANYWHERE)) {
            return List.of();
        }
        var params = new HashMap<String, Object>();
        var conditions = new ArrayList<String>();
        for (var word : words) {
            var name = "word" + conditions.size();
            conditions.add("p.search like :" + name);
            params.put(
                    name, "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
        }
        return tx.read(
                actor,
                () -> jdbc.sql("select p.id, p.name, p.email, p.side from people.person p where not p.withdrawn and ("
                                + reach(scope, params) + ") and " + String.join(" and ", conditions)
                                + " order by p.name_key, p.id limit :most")
                        .params(params)
                        .param("most", most)
                        .query((row, number) -> {
                            var details = new ArrayList<Object>();
                            details.add(Said.of("value.person.side." + row.getString("side")));
                            if (row.getString("email") != null) {
                                details.add(row.getString("email"));
                            }
                            var id = row.getObject("id", UUID.class);
                            return new Hit(id, row.getString("name"), "/people/" + id, details);
                        })
                        .list());
    }

    private static String reach(Scope scope, Map<String, Object> params) {
        if (scope.all()) {
            return "true";
        }
        params.put("firms", Rows.uuids(scope.partners()));
        return "p.side = 'office' or p.partner_id = any(:firms)";
    }
}
