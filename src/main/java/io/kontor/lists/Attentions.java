package io.kontor.lists;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Attention;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes what needs somebody out of one question to the database. The question reads at most one row more than is counted, in an
 * order an index has, so it costs the same however much there is.
 */
@Component
public final class Attentions {
    private final Tx tx;
    private final JdbcClient jdbc;

    Attentions(Tx tx, JdbcClient jdbc) {
        this.tx = tx;
        this.jdbc = jdbc;
    }

    /**
     * @param kind and {@code verb}: the right by which it is settled
     * @param reach which rows that right reaches, as a condition; asked inside the transaction of the question
     * @param from the tables
     * @param where which rows need somebody; {@code :today} and {@code :until} are days
     * @param until how many days from today {@code :until} is; negative for the past
     * @param sorted the most urgent first, as an index has it
     * @param name what people call the row
     * @param day the day it is about, or none
     * @param deadline whether it is late once that day has come
     * @param other a second name for its sentence, or none
     * @param list the list that shows exactly these, given the day {@code :until}
     */
    public record Question(
            String code,
            int order,
            String icon,
            String kind,
            Verb verb,
            Function<Actor, SqlPart> reach,
            String from,
            String where,
            int until,
            String sorted,
            String id,
            String name,
            @Nullable String day,
            boolean deadline,
            @Nullable String other,
            Function<LocalDate, String> list,
            Function<UUID, String> link,
            Function<UUID, Attention.Action> action) {}

    public Attention of(Question question) {
        return of(question, null);
    }

    /** @param aside the page where somebody says that one of them is none, or none when it cannot be said */
    public Attention of(Question question, @Nullable Function<UUID, String> aside) {
        return new Attention() {
            @Override
            public String code() {
                return question.code();
            }

            @Override
            public int order() {
                return question.order();
            }

            @Override
            public String icon() {
                return question.icon();
            }

            @Override
            public Optional<String> aside(Item item) {
                return Optional.ofNullable(aside).map(page -> page.apply(item.id()));
            }

            @Override
            public Open open(Actor actor, LocalDate today, int most) {
                return actor.may(question.kind(), question.verb())
                        ? Attentions.this.open(question, actor, today, most)
                        : Open.NOTHING;
            }
        };
    }

    private Attention.Open open(Question question, Actor actor, LocalDate today, int most) {
        var until = today.plusDays(question.until());
        var items = tx.read(actor, () -> {
            var reach = question.reach().apply(actor);
            var params = new HashMap<String, Object>(reach.params());
            params.put("today", today);
            params.put("until", until);
            return jdbc.sql(statement(question, reach))
                    .params(params)
                    .query((row, number) -> item(question, row, today))
                    .list();
        });
        return Attention.Open.of(
                items.size(),
                question.list().apply(until),
                items.stream().limit(most).toList());
    }

    private static String statement(Question question, SqlPart reach) {
        return "select " + question.id() + " as id, " + question.name() + " as name, "
                + (question.day() == null ? "null::date" : question.day()) + " as day, "
                + (question.other() == null ? "null::text" : question.other()) + " as other from " + question.from()
                + " where " + question.where() + " and (" + reach.sql() + ") order by " + question.sorted() + " limit "
                + (Attention.COUNTED + 1);
    }

    private static Attention.Item item(Question question, ResultSet row, LocalDate today) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var day = row.getObject("day", LocalDate.class);
        var other = row.getString("other");
        var late = question.deadline() && day != null && !day.isAfter(today);
        var facts = new HashMap<String, Object>();
        facts.put("late", late ? "yes" : "no");
        facts.put("day", day == null ? "" : day);
        facts.put("other", other == null ? "" : other);
        facts.put("named", other == null || other.isBlank() ? "no" : "yes");
        return new Attention.Item(
                id,
                row.getString("name"),
                question.link().apply(id),
                Map.copyOf(facts),
                late ? Attention.Urgency.LATE : question.deadline() ? Attention.Urgency.SOON : Attention.Urgency.OPEN,
                question.action().apply(id));
    }
}
