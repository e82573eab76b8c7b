package io.kontor.governance.approvals;

import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.governance.charter.Router;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Requests for approval as they are kept. Everything runs in the caller's transaction. */
@Component
class Requests {
    static final SubjectType<Request> APPROVAL = SubjectType.of(
            Approvals.KIND,
            Request.class,
            "asked",
            "agreed",
            "approved",
            "rejected",
            "lapsed",
            "expired",
            "escalated",
            "let_through",
            "ratified",
            "objected",
            "founded");

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Ids ids;
    private final Book<Request> book;

    Requests(Tx tx, Ledger ledger, JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.ids = ids;
        this.book = new Book<>(tx, ledger, ids, APPROVAL, new RequestShelf(jdbc));
    }

    UUID fresh() {
        return ids.next();
    }

    Map<UUID, Book.Known<Request>> findAll(Actor actor, Collection<UUID> ids) {
        return book.findAll(actor, ids);
    }

    Book.Known<Request> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    /** Refuses: no such request. */
    Book.Known<Request> lock(UUID id) {
        return Optional.ofNullable(book.load(List.of(id), true).get(id))
                .orElseThrow(() -> Refusal.notFound(Approvals.KIND));
    }

    Optional<Book.Known<Request>> peek(UUID id) {
        return Optional.ofNullable(book.load(List.of(id), false).get(id));
    }

    /** Makes asking, and changing who may be asked, one after another: two small requests must see each other. */
    void oneByOne() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('governance.request'))")
                .query((row, number) -> true)
                .single();
    }

    void add(Actor actor, UUID id, Request request, String role) {
        record(actor, Change.of(APPROVAL, id, "asked", role, request));
    }

    void found(Actor actor, UUID id, Request request, String role) {
        record(actor, Change.of(APPROVAL, id, "founded", role, request));
    }

    void write(
            Actor actor,
            Book.Known<Request> known,
            Request request,
            String verb,
            String role,
            @Nullable String reason) {
        record(
                actor,
                Change.of(APPROVAL, known.id(), verb, role, request)
                        .after(known.version())
                        .because(reason));
    }

    /** Whoever is told in the same transaction may ask how it stands. */
    private void record(Actor actor, Change<Request> change) {
        book.record(actor, List.of(change));
        ledger.flush();
    }

    Optional<UUID> newest(Subject subject) {
        return jdbc.sql("""
                        select id from governance.request where subject_type = :type and subject_id = :subject
                        order by asked_at desc, id desc limit 1
                        """)
                .param("type", subject.type())
                .param("subject", subject.id())
                .query(Rows.ID)
                .optional();
    }

    private List<Book.Known<Request>> load(List<UUID> wanted) {
        var known = book.load(wanted, false);
        return wanted.stream().filter(known::containsKey).map(known::get).toList();
    }

    /** Those people are still to agree to, the most urgent first. */
    List<Book.Known<Request>> waiting(int most) {
        return load(jdbc.sql("select id from governance.request where waits order by due_at, id limit :most")
                .param("most", most)
                .query(Rows.ID)
                .list());
    }

    /** Those fewer decided than the charter asks for, and nobody looked at since; the oldest first. */
    List<Book.Known<Request>> unratified(int most) {
        return load(jdbc.sql("select id from governance.request where unratified order by decided_at, id limit :most")
                .param("most", most)
                .query(Rows.ID)
                .list());
    }

    /** What this person asked for and whose time ran out, unless they asked for the same again. */
    List<Book.Known<Request>> expired(UUID requester, int most) {
        return load(jdbc.sql("""
                        select r.id from governance.request r
                        where r.state = 'expired' and r.requester_id = :requester and not exists (
                            select 1 from governance.request n where n.subject_type = r.subject_type
                                and n.subject_id = r.subject_id and (n.asked_at, n.id) > (r.asked_at, r.id))
                        order by r.due_at desc, r.id limit :most
                        """)
                .param("requester", requester)
                .param("most", most)
                .query(Rows.ID)
                .list());
    }

    /** Those whose time has come: the decision is due, or what was let through ends. */
    List<UUID> over(Instant now) {
        return jdbc.sql("""
                        select id from governance.request
                        where waits and (ends_at <= :now or (state = 'open' and due_at <= :now)) order by due_at, id limit 200
                        """).param("now", Rows.timestamp(now)).query(Rows.ID).list();
    }

    /** What counts for a series, but for what was asked about the same subject. */
    List<Router.Past> past(Collection<String> acts, Instant since, Subject but) {
        return jdbc.sql("""
                        select a.act, a.measure, a.asked_at, a.clauses
                        from governance.request_act a join governance.request r on r.id = a.request_id
                        where a.counts and a.act = any(:acts) and a.asked_at > :since and a.measure is not null
                            and not (r.subject_type = :type and r.subject_id = :subject)
                        """)
                .param("acts", Rows.texts(acts))
                .param("since", Rows.timestamp(since))
                .param("type", but.type())
                .param("subject", but.id())
                .query((row, number) -> new Router.Past(
                        row.getString("act"),
                        row.getBigDecimal("measure"),
                        row.getTimestamp("asked_at").toInstant(),
                        Set.copyOf(
                                Arrays.asList((String[]) row.getArray("clauses").getArray()))))
                .list();
    }
}
