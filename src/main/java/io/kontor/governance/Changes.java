package io.kontor.governance;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Clash;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.people.Teams;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes to the programme: drafts of documents on their way from the first word to being in force. */
@Component
public final class Changes {
    public static final String KIND = "change";

    private final Tx tx;
    private final Ledger ledger;
    private final ChangeBook kept;
    private final ChangeSql sql;
    private final Drafts drafts;
    private final Rebases rebases;
    private final Reviewing reviewing;
    private final Teams teams;
    private final Company company;
    private final Ids ids;
    private final Clock clock;
    private final Book<ProgrammeChange> book;

    Changes(
            Tx tx,
            Ledger ledger,
            Ids ids,
            ChangeBook kept,
            ChangeSql sql,
            Drafts drafts,
            Rebases rebases,
            Reviewing reviewing,
            Teams teams,
            Company company,
            Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.kept = kept;
        this.sql = sql;
        this.drafts = drafts;
        this.rebases = rebases;
        this.reviewing = reviewing;
        this.teams = teams;
        this.company = company;
        this.ids = ids;
        this.clock = clock;
        this.book = kept.book();
    }

    public Book.Known<ProgrammeChange> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    /** Those in one of these states that speak of a document, the newest first. */
    public List<Book.Known<ProgrammeChange>> of(Actor actor, Document document, Collection<Life> lives) {
        return tx.as(actor, () -> {
            var order = sql.of(document.type(), document.scope().code(), lives);
            var known = book.findAll(actor, order);
            return order.stream()
                    .flatMap(id -> Optional.ofNullable(known.get(id)).stream())
                    .toList();
        });
    }

    /** Begins a change to one document; what it says now is the draft. Refuses: no such type; not allowed. */
    public UUID open(Actor actor, String title, @Nullable String why, String type, DocumentScope scope) {
        return tx.as(actor, () -> {
            var fresh = ProgrammeChange.fresh(title, why, actor.person(), team(actor));
            return book.create(actor, fresh.with(List.of(drafts.begin(actor, ids.next(), type, scope))), null);
        });
    }

    /** Begins a change to several documents as they were written elsewhere. */
    UUID propose(Actor actor, String title, @Nullable String why, List<ProgrammeChange.Item> items) {
        return tx.as(
                actor,
                () -> book.create(
                        actor,
                        ProgrammeChange.fresh(title, why, actor.person(), team(actor))
                                .with(items),
                        null));
    }

    private @Nullable UUID team(Actor actor) {
        var person = actor.person();
        return person == null || !actor.may(Teams.KIND, Verb.SEE)
                ? null
                : teams.of(actor, person).stream()
                        .filter(known -> !known.team().withdrawn())
                        .map(Teams.Known::id)
                        .sorted()
                        .findFirst()
                        .orElse(null);
    }

    /** Takes another document into a change. Refuses: it is in it; no such type. */
    public UUID add(Actor actor, UUID id, String type, DocumentScope scope) {
        var item = ids.next();
        revise(actor, id, "edited", change -> {
            var items = new ArrayList<>(change.items());
            items.add(drafts.begin(actor, item, type, scope));
            return change.with(items);
        });
        return item;
    }

    /** Leaves a document out. */
    public void remove(Actor actor, UUID id, UUID item) {
        revise(
                actor,
                id,
                "edited",
                change -> change.with(change.items().stream()
                        .filter(one -> !one.id().equals(item))
                        .toList()));
    }

    /**
     * Keeps what somebody typed, whether or not it makes sense. Approvals there were are void.
     *
     * @param seen the entry the editor had before them
     * @throws Clash when somebody else changed the same document meanwhile
     */
    public void edit(Actor actor, UUID id, UUID seen, UUID item, String text) {
        tx.as(actor, () -> {
            kept.refuseClash(id, seen, item, text);
            revise(actor, id, "edited", change -> change.with(item, one -> drafts.written(one, text)));
        });
    }

    /** The same from a content of the document's type, for editors of their own. */
    public void edit(Actor actor, UUID id, UUID seen, UUID item, Record content) {
        edit(actor, id, seen, item, Plain.write(content));
    }

    /** Whether the version that comes gets a new number before the point. */
    public void matter(Actor actor, UUID id, UUID item, boolean matters) {
        revise(actor, id, "edited", change -> change.with(item, one -> one.mattering(matters)));
    }

    /** Changes what people are told of it and when it is to hold; what it says, and its approvals, stay. */
    public void describe(
            Actor actor, UUID id, UUID seen, String title, @Nullable String why, @Nullable LocalDate effective) {
        book.change(
                actor,
                id,
                seen,
                "described",
                Verb.CHANGE,
                change -> {
                    if (change.life() == Life.PUBLISHING || !change.life().editable()) {
                        throw Refusal.conflict("change-not-editable");
                    }
                    return change.described(title, why, effective);
                },
                null);
    }

    /** What a draft becomes on the version its document has now; nothing is written. */
    public Rebasing rebasing(Actor actor, UUID id, UUID item) {
        return tx.as(actor, () -> {
            var rebased = rebases.rebase(actor, book.find(actor, id).state().item(item));
            return new Rebasing(
                    rebased.text(),
                    rebased.onto(),
                    rebased.clashes().stream()
                            .map(clash -> new Rebasing.Both(clash.path(), clash.was(), clash.theirs(), clash.yours()))
                            .toList());
        });
    }

    /** Puts a draft on the version its document has now, as its editor left it after looking at the merge. */
    public void rebase(Actor actor, UUID id, UUID item, @Nullable DocumentVersion onto, String text) {
        revise(actor, id, "rebased", change -> change.with(item, one -> rebases.rebased(actor, one, onto, text)));
    }

    /** Says something in the discussion. */
    public void remark(Actor actor, UUID id, String text) {
        var remark = new ProgrammeChange.Remark(ids.next(), actor.person(), clock.instant(), text);
        tx.as(actor, () -> {
            book.find(actor, id);
            book.changeNow(actor, id, "remarked", Verb.SEE, change -> change.remarked(remark), null);
        });
    }

    /** What is wrong with a change, part by part. */
    List<Drafts.Checked> findings(Actor actor, UUID id) {
        return tx.as(actor, () -> drafts.check(actor, id, book.find(actor, id).state()));
    }

    /** Checks a draft. Refuses: it has errors; it is no draft. */
    public void check(Actor actor, UUID id) {
        tx.as(actor, () -> {
            drafts.refuseErrors(actor, id, book.find(actor, id).state());
            book.changeNow(actor, id, "checked", Verb.CHANGE, change -> change.by(Life.Step.CHECK), null);
        });
    }

    /**
     * Asks for the approvals the charter wants. What asks for none is approved by whoever may change the programme.
     *
     * @param seen the entry the asker had before them
     */
    public void submit(Actor actor, UUID id, UUID seen) {
        tx.as(actor, () -> {
            var known = kept.expected(actor, id, seen);
            drafts.refuseErrors(actor, id, known.state());
            known.state().life().by(Life.Step.SUBMIT);
            var asked = reviewing.ask(actor, id, known.state(), drafts.ready(actor, id, known.state()));
            book.changeNow(actor, id, "submitted", Verb.CHANGE, change -> change.asking(asked.orElse(null)), null);
            ledger.flush();
            if (reviewing.approves(actor, id, book.find(actor, id).state(), drafts.ready(actor, id, known.state()))) {
                book.changeNow(actor, id, "approved", Verb.CHANGE, change -> change.by(Life.Step.APPROVE), null);
            }
        });
    }

    /** Gives a change up. */
    public void withdraw(Actor actor, UUID id, @Nullable String reason) {
        tx.as(actor, () -> {
            var before = book.find(actor, id).state();
            book.changeNow(actor, id, "withdrawn", Verb.WITHDRAW, change -> change.by(Life.Step.WITHDRAW), reason);
            reviewing.lapse(actor, id, before, "withdrawn");
        });
    }

    /** Lets an approved change be published, on its day or, without one, as soon as may be. */
    public void schedule(Actor actor, UUID id, UUID seen, @Nullable LocalDate day) {
        tx.as(actor, () -> {
            kept.expected(actor, id, seen);
            if (day != null && day.isBefore(company.profile(actor).today(clock))) {
                throw Refusal.invalid("change-day-past").at("effective");
            }
            book.changeNow(
                    actor,
                    id,
                    "scheduled",
                    Verb.CHANGE,
                    change ->
                            change.described(change.title(), change.why(), day).by(Life.Step.SCHEDULE),
                    null);
        });
    }

    /** An edit makes it a draft again; approvals it had or waited for are void. */
    void revise(Actor actor, UUID id, String verb, UnaryOperator<ProgrammeChange> edit) {
        tx.as(actor, () -> {
            var before = book.find(actor, id).state();
            if (!before.life().editable()) {
                throw Refusal.conflict("change-not-editable");
            }
            var after = book.changeNow(actor, id, verb, Verb.CHANGE, edit, null);
            if (!after.equals(before)) {
                reviewing.lapse(actor, id, before, "edited");
            }
        });
    }

    Map<UUID, String> titles(Actor actor, Collection<UUID> wanted) {
        return tx.as(actor, () -> sql.titles(wanted));
    }
}
