package io.kontor.partners;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Scope;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import io.kontor.lists.Reach;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks partners up through the eyes of whoever asks. */
@Component
class PartnerFinder {
    /** Where a partner stands, as columns of its table under the alias {@code p}. */
    static final Reach REACH = new Reach("p.id", "p.region_id", "p.segment", "p.manager_id");

    private final JdbcClient jdbc;

    PartnerFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Place> place(UUID id) {
        return jdbc.sql("select region_id, segment, manager_id from partners.partner where id = :id")
                .param("id", id)
                .query((row, number) ->
                        Place.of(id, row.getObject(1, UUID.class), row.getString(2), row.getObject(3, UUID.class)))
                .optional();
    }

    Map<UUID, String> names(Collection<UUID> ids) {
        return Tables.names(jdbc, "partners.partner", ids);
    }

    List<Partners.Named> search(Actor actor, String words, int most) {
        var scope = REACH.of(actor.rights().over(Partners.KIND, Verb.SEE), "see");
        return jdbc.sql("select p.id, p.name, concat_ws(', ', p.city, p.country) from partners.partner p"
                        + " where not p.withdrawn and p.search like :words and ("
                        + scope.sql() + ") order by p.name_key, p.id limit :most")
                .params(scope.params())
                .param("words", SortKeys.holding(words))
                .param("most", most)
                .query((row, number) ->
                        new Partners.Named(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .list();
    }

    Set<UUID> within(Scope scope) {
        var reach = REACH.of(scope, "see");
        return Set.copyOf(
                jdbc.sql("select p.id from partners.partner p where not p.withdrawn and (" + reach.sql() + ")")
                        .params(reach.params())
                        .query(Rows.ID)
                        .list());
    }

    boolean none() {
        return jdbc.sql("select not exists (select from partners.partner where not withdrawn)")
                .query(Boolean.class)
                .single();
    }

    List<String> segments() {
        return jdbc.sql("select distinct code from partners.dated where attribute = 'segment' order by 1")
                .query(Rows.TEXT)
                .list();
    }

    /** Those of these in use that an actor's right reaches. */
    Set<UUID> within(Actor actor, Verb right, Collection<UUID> ids) {
        var scope = REACH.of(actor.rights().over(Partners.KIND, right), "reach");
        return Set.copyOf(
                jdbc.sql("select p.id from partners.partner p where p.id = any(:ids) and not p.withdrawn and ("
                                + scope.sql() + ")")
                        .params(scope.params())
                        .param("ids", Rows.uuids(ids))
                        .query(Rows.ID)
                        .list());
    }
}
