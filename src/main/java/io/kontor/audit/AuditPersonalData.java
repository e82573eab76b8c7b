package io.kontor.audit;

import io.kontor.database.Rows;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Somebody;
import io.kontor.kernel.spi.PersonalData;
import io.kontor.ledger.Erasing;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the audit wrote down in words of its own may name somebody: notes on anomalies, findings of reviews, purposes of reports. */
@Component
class AuditPersonalData implements PersonalData {
    private final JdbcClient jdbc;
    private final Erasing erasing;

    AuditPersonalData(JdbcClient jdbc, Erasing erasing) {
        this.jdbc = jdbc;
        this.erasing = erasing;
    }

    /** Rows know people by id alone, which stays; the words stand in the ledger. */
    @Override
    public List<Held> held(Actor actor, Somebody who) {
        return List.of();
    }

    @Override
    public void erase(Actor actor, Somebody who, String role) {
        for (var type : List.of(Anomalies.KIND, LogReviews.KIND, AuditReports.KIND)) {
            erasing.textsMentioning(actor, type, who::isIn);
        }
    }

    @Override
    public void export(Actor actor, Somebody who, Parcel parcel) {
        var signed = jdbc.sql("""
                select from_on, last_on, signed_at from audit.review where reviewer_id = any(:ids) order by signed_at, id
                """).param("ids", Rows.uuids(who.ids())).query().listOfRows();
        if (!signed.isEmpty()) {
            parcel.json("reviews-of-the-ledger", signed);
        }
    }
}
