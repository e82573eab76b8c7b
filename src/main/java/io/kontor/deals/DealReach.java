package io.kontor.deals;

import io.kontor.database.Rows;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Verb;
import io.kontor.lists.Reach;
import io.kontor.lists.SqlPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which deals an actor may see, as a condition over {@code deals.deal d}.
 *
 * <p>Partners are few and deals are many: the partners a scope reaches are found first, and their ids stand in the condition as
 * they are, so that the database knows how many deals they have and reads the right index.
 */
@Component
class DealReach {
    private static final Reach PARTNERS = new Reach("p.id", "p.region_id", "p.segment", "p.manager_id");

    private final JdbcClient jdbc;

    DealReach(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Asked inside the transaction of the look-up. */
    SqlPart of(Actor actor) {
        return of(actor, Verb.SEE);
    }

    /** What the actor may do this to. */
    SqlPart of(Actor actor, Verb verb) {
        return of(actor.rights().over(Deals.KIND, verb));
    }

    private SqlPart of(Scope scope) {
        if (scope.all()) {
            return SqlPart.TRUE;
        }
        var parts = new ArrayList<String>();
        var partners = PARTNERS.of(scope, "reach");
        if (!partners.equals(SqlPart.FALSE)) {
            var ids = jdbc.sql("select p.id from partners.partner_v p where " + partners.sql())
                    .params(partners.params())
                    .query(Rows.ID)
                    .list();
            if (!ids.isEmpty()) {
                parts.add("d.partner_id = any('{"
                        + ids.stream().map(UUID::toString).sorted().collect(Collectors.joining(",")) + "}'::uuid[])");
            }
        }
        var params = new HashMap<String, Object>();
        if (scope.own() != null) {
            parts.add("d.owner_id = :reach_own");
            params.put("reach_own", scope.own());
        }
        return parts.isEmpty() ? SqlPart.FALSE : new SqlPart(String.join(" or ", parts), params);
    }
}
