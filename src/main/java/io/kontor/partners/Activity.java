package io.kontor.partners;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.ledger.Subscription;
import io.kontor.ledger.TimelineEntry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notes when something last happened with a partner: a deal, a note, a file, a sign-in of its people. What only administers the
 * partner does not count, nor what is sent to it.
 */
@Component
final class Activity implements Subscription {
    private static final Set<String> ADMINISTERS =
            Set.of(Partners.KIND, Contacts.KIND, Agreements.KIND, Memberships.KIND, "person", "link", "message");

    private final JdbcClient jdbc;
    private final ObjectProvider<Company> company;
    private final Clock clock;

    /** @param company writes to the ledger, which knows its listeners: so it is asked for later */
    Activity(JdbcClient jdbc, ObjectProvider<Company> company, Clock clock) {
        this.jdbc = jdbc;
        this.company = company;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "partners.activity";
    }

    /** One cursor: two would wait for each other's partners. */
    @Override
    public int shards() {
        return 1;
    }

    @Override
    public void take(List<TimelineEntry> entries) {
        var profile = company.getObject().profile(Purpose.SETTINGS.actor());
        var today = profile.today(clock);
        var days = new TreeMap<UUID, LocalDate>();
        for (var entry : entries) {
            if (entry.partner() != null && !ADMINISTERS.contains(entry.subject().type())) {
                var day = LocalDate.ofInstant(entry.occurredAt(), profile.zoneId());
                days.merge(entry.partner(), day.isAfter(today) ? today : day, Activity::later);
            }
        }
        if (!days.isEmpty()) {
            jdbc.sql("""
                    update partners.partner p set active_on = r.day
                    from unnest(:id, :day) as r (id, day)
                    where p.id = r.id and (p.active_on is null or p.active_on < r.day)
                    """)
                    .params(Rows.of(List.copyOf(days.entrySet()))
                            .uuid("id", Map.Entry::getKey)
                            .day("day", Map.Entry::getValue)
                            .params())
                    .update();
        }
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
