package io.kontor.reports;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import io.kontor.metrics.Figure;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Question;
import io.kontor.people.People;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Outcomes the office steers by, and targets of any figure. */
@Component
public final class Goals {
    public static final String KIND = "goal";
    /** More than that steer nowhere. */
    private static final int OUTCOMES = 2;

    static final SubjectType<Goal> GOAL =
            SubjectType.of(KIND, Goal.class, "created", "changed", "withdrawn", "restored", "undone");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final People people;
    private final Figures figures;
    private final Book<Goal> book;

    Goals(Tx tx, Ledger ledger, JdbcClient jdbc, People people, Figures figures, Ids ids) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.people = people;
        this.figures = figures;
        this.book = new Book<>(tx, ledger, ids, GOAL, new Shelf());
    }

    /** A goal and the figure it is about, over the goal's own days. */
    public record Standing(UUID id, Goal goal, Figure figure) {}

    /** Those whose days hold this one, outcomes first, then the soonest. */
    public List<Standing> on(Actor actor, LocalDate day) {
        if (!actor.may(KIND, Verb.SEE) || !actor.may(Figures.KIND, Verb.SEE)) {
            return List.of();
        }
        return tx.read(actor, () -> {
            var ids = jdbc.sql("""
                    select id from reports.goal
                    where not withdrawn and starts_on <= :day and due_on >= :day order by due_on, id limit 60
                    """).param("day", day).query(Rows.ID).list();
            return book.findAll(actor, ids).values().stream()
                    .map(known -> standing(actor, known.id(), known.state(), true))
                    .sorted(Comparator.<Standing, Boolean>comparing(
                                    one -> !one.goal().outcome())
                            .thenComparing(one -> one.goal().due())
                            .thenComparing(Standing::id))
                    .toList();
        });
    }

    /** How far a goal is. */
    public Standing standing(Actor actor, UUID id, Goal goal) {
        return standing(actor, id, goal, false);
    }

    private Standing standing(Actor actor, UUID id, Goal goal, boolean lately) {
        var question = Question.of(goal.figure())
                .within(goal.from(), goal.due().plusDays(1))
                .lately(lately);
        return new Standing(
                id,
                goal,
                figures.of(actor, question).of(goal.figure()).orElseThrow(() -> Refusal.notFound(Figures.KIND)));
    }

    public Book.Known<Goal> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    /** Refuses: a third outcome at the same time; an owner there is not. */
    public UUID create(Actor actor, Goal goal, @Nullable String reason) {
        return book.create(actor, goal, reason);
    }

    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Goal> edit, @Nullable String reason) {
        book.change(actor, id, seen, edit, reason);
    }

    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "withdrawn", Verb.WITHDRAW, goal -> goal.withdrawn(true), reason);
    }

    /** Brings one back. Refuses: a third outcome at the same time. */
    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "restored", Verb.WITHDRAW, goal -> goal.withdrawn(false), reason);
    }

    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.undo(actor, id, seen, reason);
    }

    Map<UUID, String> names(Actor actor, Collection<UUID> ids) {
        return tx.as(actor, () -> Tables.names(jdbc, "reports.goal", ids));
    }

    private final class Shelf implements Book.Shelf<Goal> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> goals, boolean lock) {
            return Tables.versions(jdbc, "reports.goal", goals, lock);
        }

        @Override
        public void write(List<Recorded<Goal>> recorded) {
            jdbc.sql("""
                    insert into reports.goal (
                        id, name, name_key, search, metric, outcome, baseline, target, starts_on, due_on, owner_id, note,
                        withdrawn, entry_id
                    )
                    select id, name, key, search, metric, outcome, baseline, target, starts, due, owner, note, withdrawn, entry
                    from unnest(:id, :name, :key, :search, :metric, :outcome, :baseline, :target, :starts, :due, :owner, :note,
                            :withdrawn, :entry)
                        as r (id, name, key, search, metric, outcome, baseline, target, starts, due, owner, note, withdrawn,
                            entry)
                    on conflict (id) do update set name = excluded.name, name_key = excluded.name_key,
                        search = excluded.search, metric = excluded.metric, outcome = excluded.outcome,
                        baseline = excluded.baseline, target = excluded.target, starts_on = excluded.starts_on,
                        due_on = excluded.due_on, owner_id = excluded.owner_id, note = excluded.note,
                        withdrawn = excluded.withdrawn, entry_id = excluded.entry_id
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .text("name", one -> one.state().name())
                            .bytes("key", one -> SortKeys.of(one.state().name()))
                            .text("search", one -> SortKeys.folded(one.state().name()))
                            .text("metric", one -> one.state().metric())
                            .truth("outcome", one -> one.state().outcome())
                            .number("baseline", one -> one.state().baseline())
                            .number("target", one -> one.state().target())
                            .day("starts", one -> one.state().from())
                            .day("due", one -> one.state().due())
                            .uuid("owner", one -> one.state().owner())
                            .text("note", one -> one.state().note())
                            .truth("withdrawn", one -> one.state().withdrawn())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
        }

        @Override
        public Place place(Actor actor, UUID id, Goal goal) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, Goal goal) {
            return null;
        }

        @Override
        public void check(Actor actor, UUID id, Goal goal) {
            var owner = goal.owner();
            if (owner != null && people.names(actor, List.of(owner)).isEmpty()) {
                throw Refusal.invalid("choice-unknown", "value", owner.toString())
                        .at("owner");
            }
            if (goal.outcome() && !goal.withdrawn() && others(id, goal) >= OUTCOMES) {
                throw Refusal.conflict("goal-too-many-outcomes").at("outcome");
            }
        }

        private int others(UUID id, Goal goal) {
            return jdbc.sql("""
                    select count(*) from reports.goal
                    where outcome and not withdrawn and id <> :id and starts_on <= :due and due_on >= :from
                    """)
                    .param("id", id)
                    .param("due", goal.due())
                    .param("from", goal.from())
                    .query(Integer.class)
                    .single();
        }
    }
}
