package io.kontor.people;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Erased;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes of people who are there: one, or many at once; {@link People} says what each means and refuses. */
@Component
class PersonChanges {
    private final Tx tx;
    private final Ledger ledger;
    private final PeopleSql sql;
    private final Grants grants;

    PersonChanges(Tx tx, Ledger ledger, PeopleSql sql, Grants grants) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.grants = grants;
    }

    static void refuseSelf(Actor actor, UUID id) {
        if (id.equals(actor.person())) {
            throw Refusal.conflict("cannot-withdraw-yourself");
        }
    }

    List<Book.Effect<Person>> many(
            Actor actor,
            Collection<UUID> people,
            String verb,
            Verb right,
            UnaryOperator<Person> edit,
            @Nullable String reason,
            boolean write) {
        return tx.as(actor, () -> {
            var effects = new ArrayList<Book.Effect<Person>>();
            for (var id : new TreeSet<>(people)) {
                sql.find(id, write)
                        .filter(known -> sees(actor, known.person()))
                        .ifPresent(known -> effects.add(effect(actor, known, verb, right, edit, reason, write)));
            }
            return effects;
        });
    }

    private Book.Effect<Person> effect(
            Actor actor,
            People.Known known,
            String verb,
            Verb right,
            UnaryOperator<Person> edit,
            @Nullable String reason,
            boolean write) {
        var before = known.person();
        try {
            var after = edit.apply(before);
            if (after.withdrawn() && !before.withdrawn()) {
                refuseSelf(actor, known.id());
            }
            if (write) {
                record(actor, known, after, verb, right, reason);
            } else {
                check(actor, known, after, right);
            }
            return new Book.Effect<>(known.id(), before, after, null);
        } catch (Refusal refusal) {
            return new Book.Effect<>(known.id(), before, before, refusal);
        }
    }

    void revise(
            Actor actor,
            UUID id,
            UUID seen,
            UnaryOperator<Person> edit,
            String verb,
            Verb right,
            @Nullable String reason) {
        tx.as(actor, () -> {
            var known = visible(actor, sql.find(id, true).orElseThrow(() -> Refusal.notFound(People.KIND)));
            record(actor, known, revised(actor, known, seen, edit), verb, right, reason);
        });
    }

    /** The edit on what its editor saw; partners read no entries, so theirs holds only while nobody else changed anything. */
    private Person revised(Actor actor, People.Known known, UUID seen, UnaryOperator<Person> edit) {
        if (actor.side() == Side.OFFICE) {
            return ledger.revise(People.PERSON, known.id(), known.version(), seen, edit);
        }
        if (!known.version().equals(seen)) {
            throw Refusal.conflict("changed-since");
        }
        return edit.apply(known.person());
    }

    void record(Actor actor, People.Known known, Person state, String verb, Verb right, @Nullable String reason) {
        if (state.equals(known.person())) {
            return;
        }
        var role = check(actor, known, state, right);
        sql.write(ledger.append(
                actor,
                Change.of(People.PERSON, known.id(), verb, role, state)
                        .ofPartner(state.firm())
                        .after(known.version())
                        .because(reason)));
    }

    private String check(Actor actor, People.Known known, Person state, Verb right) {
        var before = known.person();
        if (Erased.is(before.name())) {
            throw Refusal.conflict("erased-for-good");
        }
        var role = actor.role(People.KIND, right, grants.place(actor, before));
        if (state.side() != before.side() || !Objects.equals(state.firm(), before.firm())) {
            throw Refusal.invalid("person-stays").at("side");
        }
        grants.refuseAddressTaken(state.withdrawn() ? null : state.email(), known.id());
        grants.grantable(actor, known.id(), before.assignments(), state);
        grants.refuseTakeOver(actor, known, state);
        grants.refuseLastAdministrator(before, state);
        return role;
    }

    People.Known visible(Actor actor, People.Known known) {
        if (!sees(actor, known.person())) {
            throw Refusal.notFound(People.KIND);
        }
        return known;
    }

    boolean sees(Actor actor, Person person) {
        return actor.may(People.KIND, Verb.SEE, grants.place(actor, person))
                && (actor.side() == Side.OFFICE || Objects.equals(actor.firm(), person.firm()));
    }
}
