package io.kontor.governance.decisions;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import io.kontor.people.People;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The log of decisions: those people write down, and one for every request for approval that was decided. */
@Component
public final class Decisions {
    public static final String KIND = "decision";
    static final SubjectType<Decision> DECISION =
            SubjectType.of(KIND, Decision.class, "created", "changed", "withdrawn", "restored", "undone");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Ids ids;
    private final People people;
    private final Company company;
    private final Clock clock;
    private final Book<Decision> book;

    Decisions(Tx tx, Ledger ledger, JdbcClient jdbc, Ids ids, People people, Company company, Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.ids = ids;
        this.people = people;
        this.company = company;
        this.clock = clock;
        this.book = new Book<>(tx, ledger, ids, DECISION, new Shelf());
    }

    /** Today, where the company is. */
    public LocalDate today() {
        return company.profile(Purpose.SETTINGS.actor()).today(clock);
    }

    public Book.Known<Decision> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    /** Refuses: an owner there is not. */
    public UUID create(Actor actor, Decision decision, @Nullable String reason) {
        return book.create(actor, decision, reason);
    }

    /** Writes down what was just decided elsewhere, in the running transaction, by whoever decided it. */
    public void write(Actor actor, Decision decision) {
        var role = actor.rights().roles().stream().findFirst().orElse("system");
        book.record(actor, List.of(Change.of(DECISION, ids.next(), "created", role, decision)));
    }

    /** Changes one. Refuses: another outcome or other clauses of one that answers a request. */
    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Decision> edit, @Nullable String reason) {
        book.change(actor, id, seen, edit, reason);
    }

    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(
                actor,
                id,
                seen,
                "withdrawn",
                Verb.WITHDRAW,
                decision -> {
                    if (decision.approval() != null) {
                        throw Refusal.conflict("decision-of-approval");
                    }
                    return decision.withdrawn(true);
                },
                reason);
    }

    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "restored", Verb.WITHDRAW, decision -> decision.withdrawn(false), reason);
    }

    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.undo(actor, id, seen, reason);
    }

    /** Decisions about an object, the newest first. */
    public List<Book.Known<Decision>> about(Actor actor, Subject subject, int most) {
        return tx.as(actor, () -> {
            var found = jdbc.sql("""
                            select d.id from governance.decision_link l join governance.decision d on d.id = l.decision_id
                            where l.subject_type = :type and l.subject_id = :id and not d.withdrawn
                            order by d.decided_on desc, d.id desc limit :most
                            """)
                    .param("type", subject.type())
                    .param("id", subject.id())
                    .param("most", most)
                    .query(Rows.ID)
                    .list();
            var known = book.findAll(actor, found);
            return found.stream().filter(known::containsKey).map(known::get).toList();
        });
    }

    Map<UUID, String> names(Actor actor, Collection<UUID> wanted) {
        return tx.as(actor, () -> {
            var names = new HashMap<UUID, String>();
            jdbc.sql("select id, title from governance.decision where id = any(:ids)")
                    .param("ids", Rows.uuids(wanted))
                    .query(row -> {
                        names.put(row.getObject(1, UUID.class), row.getString(2));
                    });
            return names;
        });
    }

    private record Linked(Recorded<Decision> of, Subject subject) {}

    private final class Shelf implements Book.Shelf<Decision> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> decisions, boolean lock) {
            return Tables.versions(jdbc, "governance.decision", decisions, lock);
        }

        @Override
        public void write(List<Recorded<Decision>> recorded) {
            jdbc.sql("""
                    insert into governance.decision (
                        id, title, title_key, search, outcome, owner_id, decided_on, due_on, review_on, clause, approval_id, done,
                        withdrawn, entry_id
                    )
                    select id, title, key, search, outcome, owner, decided, due, review, clause, approval, done, withdrawn, entry
                    from unnest(:id, :title, :key, :search, :outcome, :owner, :decided, :due, :review, :clause, :approval, :done,
                            :withdrawn, :entry)
                        as r (id, title, key, search, outcome, owner, decided, due, review, clause, approval, done, withdrawn,
                            entry)
                    on conflict (id) do update set title = excluded.title, title_key = excluded.title_key,
                        search = excluded.search, outcome = excluded.outcome, owner_id = excluded.owner_id,
                        decided_on = excluded.decided_on, due_on = excluded.due_on, review_on = excluded.review_on,
                        clause = excluded.clause, done = excluded.done, withdrawn = excluded.withdrawn,
                        entry_id = excluded.entry_id
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .text("title", one -> one.state().title())
                            .bytes("key", one -> SortKeys.of(one.state().title()))
                            .text("search", one -> SortKeys.folded(searched(one.state())))
                            .text("outcome", one -> one.state().outcome().code())
                            .uuid("owner", one -> one.state().owner())
                            .day("decided", one -> one.state().decided())
                            .day("due", one -> one.state().due())
                            .day("review", one -> one.state().review())
                            .text("clause", one -> one.state().clause())
                            .uuid("approval", one -> one.state().approval())
                            .truth("done", one -> one.state().done())
                            .truth("withdrawn", one -> one.state().withdrawn())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
            link(recorded);
        }

        private void link(List<Recorded<Decision>> recorded) {
            var rows = new ArrayList<Linked>();
            recorded.forEach(one -> one.state().links().forEach(link -> rows.add(new Linked(one, link))));
            jdbc.sql("delete from governance.decision_link where decision_id = any(:ids)")
                    .param("ids", Rows.uuids(recorded.stream().map(Recorded::id).toList()))
                    .update();
            jdbc.sql("""
                    insert into governance.decision_link (decision_id, subject_type, subject_id, entry_id)
                    select decision, type, subject, entry
                    from unnest(:decision, :type, :subject, :entry) as r (decision, type, subject, entry)
                    """)
                    .params(Rows.of(rows)
                            .uuid("decision", row -> row.of().id())
                            .text("type", row -> row.subject().type())
                            .uuid("subject", row -> row.subject().id())
                            .uuid("entry", row -> row.of().entryId())
                            .params())
                    .update();
        }

        @Override
        public Place place(Actor actor, UUID id, Decision decision) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, Decision decision) {
            return null;
        }

        @Override
        public void check(Actor actor, UUID id, Decision decision) {
            var owner = decision.owner();
            if (owner != null && people.names(actor, List.of(owner)).isEmpty()) {
                throw Refusal.invalid("choice-unknown", "value", owner.toString())
                        .at("owner");
            }
        }
    }

    /** What is found by words: nothing that can be taken out of the ledger for good. */
    private static String searched(Decision decision) {
        var clause = decision.clause();
        return clause == null ? decision.title() : decision.title() + ' ' + clause;
    }
}
