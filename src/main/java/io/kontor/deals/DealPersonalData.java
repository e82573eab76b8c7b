package io.kontor.deals;

import io.kontor.database.Rows;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Somebody;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.PersonalData;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deals know people by id alone, which stays. What was typed about a deal may name somebody; that is shown, for someone to look at. */
@Component
class DealPersonalData implements PersonalData {
    private static final int MENTIONS = 50;

    private final JdbcClient jdbc;

    DealPersonalData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Held> held(Actor actor, Somebody who) {
        return List.of();
    }

    @Override
    public List<Subject> mentions(Actor actor, Somebody who) {
        return jdbc.sql("""
                select id from deals.deal
                where (description ilike any (:patterns) or loss_reason ilike any (:patterns) or name ilike any (:patterns))
                    and not withdrawn
                order by id limit :most
                """)
                .param("patterns", Rows.texts(who.patterns()))
                .param("most", MENTIONS)
                .query((row, number) -> new Subject(Deals.KIND, row.getObject(1, UUID.class)))
                .list();
    }

    @Override
    public void erase(Actor actor, Somebody who, String role) {
        // Nothing here says who somebody is.
    }

    @Override
    public void export(Actor actor, Somebody who, Parcel parcel) {
        var met = jdbc.sql("""
                select d.id, d.name, d.stage from deals.deal d
                where d.owner_id = any(:ids)
                    or exists (select from deals.deal_contact c where c.deal_id = d.id and c.contact_id = any(:ids))
                order by d.id
                """).param("ids", Rows.uuids(who.ids())).query().listOfRows();
        if (!met.isEmpty()) {
            parcel.json("deals", met);
        }
    }
}
