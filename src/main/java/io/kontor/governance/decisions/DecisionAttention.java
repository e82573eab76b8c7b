package io.kontor.governance.decisions;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Attention;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Decisions to be carried out, or to be looked at again, by this person, on a day that is near or over. */
@Component
final class DecisionAttention implements Attention {
    private static final int DAYS_AHEAD = 7;

    private final Tx tx;
    private final JdbcClient jdbc;

    DecisionAttention(Tx tx, JdbcClient jdbc) {
        this.tx = tx;
        this.jdbc = jdbc;
    }

    @Override
    public String code() {
        return "decisions";
    }

    @Override
    public int order() {
        return 35;
    }

    @Override
    public String icon() {
        return "gavel";
    }

    @Override
    public Open open(Actor actor, LocalDate today, int most) {
        var person = actor.person();
        if (person == null || !actor.may(Decisions.KIND, Verb.CHANGE)) {
            return Open.NOTHING;
        }
        return tx.read(actor, () -> {
            var found = found(person, today);
            return Open.of(found.size(), "", found.stream().limit(most).toList());
        });
    }

    private List<Item> found(UUID person, LocalDate today) {
        return jdbc.sql("""
                        select id, title, least(due_on, review_on) as day, due_on is not null and due_on <= :until as due
                        from governance.decision
                        where owner_id = :person and not withdrawn and not done and (due_on <= :until or review_on <= :until)
                        order by least(due_on, review_on), id limit :counted
                        """)
                .param("person", person)
                .param("until", today.plusDays(DAYS_AHEAD))
                .param("counted", COUNTED + 1)
                .query((row, number) -> {
                    var id = row.getObject("id", UUID.class);
                    var day = row.getObject("day", LocalDate.class);
                    return new Item(
                            id,
                            row.getString("title"),
                            "/decisions/" + id,
                            Map.of("day", day, "due", row.getBoolean("due") ? "yes" : "no"),
                            day.isBefore(today) ? Urgency.LATE : Urgency.SOON,
                            Action.open("/decisions/" + id + "/edit"));
                })
                .list();
    }
}
