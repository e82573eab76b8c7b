package io.kontor.partners;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.kernel.Actor;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import io.kontor.lists.SqlPart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks people at partners up through the eyes of whoever asks. */
@Component
class ContactFinder {
    private final JdbcClient jdbc;

    ContactFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static SqlPart seen(Actor actor) {
        return PartnerFinder.REACH.of(actor.rights().over(Contacts.KIND, Verb.SEE), "see");
    }

    Map<UUID, String> names(Collection<UUID> ids) {
        return Tables.names(jdbc, "partners.contact", ids);
    }

    List<Contacts.Named> search(Actor actor, String words, Collection<UUID> firms, int most) {
        var scope = seen(actor);
        return jdbc.sql("""
                select c.id, c.name, p.name as firm from partners.contact c join partners.partner p on p.id = c.partner_id
                where not c.withdrawn and not p.withdrawn and c.search like :words
                    and (cardinality(:firms::uuid[]) = 0 or c.partner_id = any(:firms)) and (%s)
                order by c.name_key, c.id limit :most
                """.formatted(scope.sql()))
                .params(scope.params())
                .param("words", SortKeys.holding(words))
                .param("firms", Rows.uuids(firms))
                .param("most", most)
                .query((row, number) ->
                        new Contacts.Named(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .list();
    }

    Map<UUID, UUID> firms(Actor actor, Collection<UUID> ids) {
        var scope = seen(actor);
        var firms = new HashMap<UUID, UUID>();
        jdbc.sql("""
                select c.id, c.partner_id from partners.contact c join partners.partner p on p.id = c.partner_id
                where c.id = any(:ids) and (%s)
                """.formatted(scope.sql()))
                .params(scope.params())
                .param("ids", Rows.uuids(Set.copyOf(ids)))
                .query(row -> {
                    firms.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        return firms;
    }

    Map<String, List<Contacts.At>> byEmail(Actor actor, Collection<String> addresses) {
        var scope = seen(actor);
        var found = new HashMap<String, List<Contacts.At>>();
        jdbc.sql("""
                select c.email, c.id, c.partner_id from partners.contact c join partners.partner p on p.id = c.partner_id
                where c.email = any(:emails) and not c.withdrawn and not p.withdrawn and (%s) order by c.id
                """.formatted(scope.sql()))
                .params(scope.params())
                .param(
                        "emails",
                        Rows.texts(addresses.stream()
                                .map(address -> address.toLowerCase(Locale.ROOT))
                                .distinct()
                                .toList()))
                .query(row -> {
                    found.computeIfAbsent(row.getString(1), fresh -> new ArrayList<>())
                            .add(new Contacts.At(row.getObject(2, UUID.class), row.getObject(3, UUID.class)));
                });
        return found;
    }
}
