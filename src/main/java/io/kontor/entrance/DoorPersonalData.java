package io.kontor.entrance;

import io.kontor.database.Rows;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Somebody;
import io.kontor.kernel.spi.PersonalData;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How somebody came in: ways to sign in, sessions with browser and address, tokens, links, failed tries. */
@Component
class DoorPersonalData implements PersonalData {
    private static final String PERSON = "person";
    private static final Map<String, String> COUNTED = Map.of(
            "sessions", "select count(*) from entrance.session where person_id = any(:people)",
            "credentials", "select count(*) from entrance.credential where person_id = any(:people)",
            "passkeys", "select count(*) from entrance.passkey where person_id = any(:people)",
            "links", "select count(*) from entrance.link where person_id = any(:people) and used_at is null",
            "tokens", "select count(*) from entrance.token where person_id = any(:people) and not revoked");

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Credentials credentials;
    private final Tokens tokens;

    DoorPersonalData(JdbcClient jdbc, Ledger ledger, Credentials credentials, Tokens tokens) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.credentials = credentials;
        this.tokens = tokens;
    }

    @Override
    public List<Held> held(Actor actor, Somebody who) {
        var held = new ArrayList<Held>();
        COUNTED.keySet().stream().sorted().forEach(what -> {
            long count = jdbc.sql(COUNTED.getOrDefault(what, ""))
                    .param("people", Rows.uuids(who.of(PERSON)))
                    .query(Long.class)
                    .single();
            if (count > 0) {
                held.add(new Held(what, count));
            }
        });
        return held;
    }

    private record Open(UUID id, UUID person, String method) {}

    @Override
    public void erase(Actor actor, Somebody who, String role) {
        for (var person : who.of(PERSON)) {
            var open = jdbc.sql(
                            "select id, person_id as person, method from entrance.session where person_id = :person")
                    .param("person", person)
                    .query((row, number) ->
                            new Open(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3)))
                    .list();
            ledger.append(
                    actor,
                    open.stream()
                            .map(session -> Change.of(
                                    Sessions.SESSION,
                                    session.id(),
                                    "revoked",
                                    role,
                                    new Session(session.person(), session.method())))
                            .toList());
            for (var table : new String[] {"session", "link"}) {
                jdbc.sql("delete from entrance." + table + " where person_id = :person")
                        .param("person", person)
                        .update();
            }
            credentials.erase(actor, person, role);
            tokens.erase(actor, person, role);
        }
        jdbc.sql("delete from entrance.attempt where lower(key) ilike any (:patterns)")
                .param("patterns", Rows.texts(who.patterns()))
                .update();
    }

    @Override
    public void export(Actor actor, Somebody who, Parcel parcel) {
        var sessions = rows("select method, agent, address, created_at, seen_at from entrance.session", who);
        var passkeys = rows("select label, created_at, used_at from entrance.passkey", who);
        var given = rows("select name, created_at, expires_at, used_at, revoked from entrance.token", who);
        if (!sessions.isEmpty() || !passkeys.isEmpty() || !given.isEmpty()) {
            var content = new LinkedHashMap<String, Object>();
            content.put("sessions", sessions);
            content.put("passkeys", passkeys);
            content.put("tokens", given);
            parcel.json("signing-in", content);
        }
    }

    private List<Map<String, @Nullable Object>> rows(String select, Somebody who) {
        return jdbc.sql(select + " where person_id = any(:people) order by created_at")
                .param("people", Rows.uuids(who.of(PERSON)))
                .query()
                .listOfRows();
    }
}
