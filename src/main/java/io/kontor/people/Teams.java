package io.kontor.people;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Teams of the office. */
@Component
public final class Teams {
    public static final String KIND = "team";
    static final SubjectType<Team> TEAM = SubjectType.of(KIND, Team.class, "created", "changed", "withdrawn", "undone");

    private final Tx tx;
    private final Ledger ledger;
    private final TeamSql sql;
    private final Ids ids;

    Teams(Tx tx, Ledger ledger, TeamSql sql, Ids ids) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.ids = ids;
    }

    public record Known(UUID id, UUID version, Team team) {}

    public List<Known> all(Actor actor) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, sql::all);
    }

    /** Teams somebody is in or leads. */
    public List<Known> of(Actor actor, UUID person) {
        return all(actor).stream()
                .filter(known -> known.team().members().contains(person)
                        || person.equals(known.team().lead()))
                .toList();
    }

    public Known find(Actor actor, UUID id) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> sql.find(id, false).orElseThrow(() -> Refusal.notFound(KIND)));
    }

    public UUID create(Actor actor, Team team, @Nullable String reason) {
        var role = actor.role(KIND, Verb.CREATE);
        var id = ids.next();
        tx.as(actor, () -> {
            check(team);
            sql.write(ledger.append(
                    actor, Change.of(TEAM, id, "created", role, team).because(reason)));
        });
        return id;
    }

    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Team> edit, @Nullable String reason) {
        revise(actor, id, seen, edit, "changed", Verb.CHANGE, reason);
    }

    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        revise(
                actor,
                id,
                seen,
                team -> new Team(team.name(), team.lead(), team.members(), true),
                "withdrawn",
                Verb.WITHDRAW,
                reason);
    }

    /** Takes the last change of a team back. Refuses: it was changed since; nothing is before it. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        var role = actor.role(KIND, Verb.CHANGE);
        tx.as(actor, () -> {
            var known = sql.find(id, true).orElseThrow(() -> Refusal.notFound(KIND));
            var before = ledger.undone(TEAM, id, known.version(), seen);
            sql.write(ledger.append(
                    actor,
                    Change.of(TEAM, id, "undone", role, before)
                            .after(known.version())
                            .because(reason)));
        });
    }

    java.util.Map<UUID, String> names(Actor actor, java.util.Collection<UUID> ids) {
        return tx.as(actor, () -> sql.names(ids));
    }

    /** Only people of the office are in teams. */
    private void check(Team team) {
        if (sql.strangers(team) > 0) {
            throw Refusal.invalid("team-of-office").at("members");
        }
    }

    private void revise(
            Actor actor,
            UUID id,
            UUID seen,
            UnaryOperator<Team> edit,
            String verb,
            Verb right,
            @Nullable String reason) {
        var role = actor.role(KIND, right);
        tx.as(actor, () -> {
            var known = sql.find(id, true).orElseThrow(() -> Refusal.notFound(KIND));
            var state = ledger.revise(TEAM, id, known.version(), seen, edit);
            if (state.equals(known.team())) {
                return;
            }
            check(state);
            sql.write(ledger.append(
                    actor,
                    Change.of(TEAM, id, verb, role, state)
                            .after(known.version())
                            .because(reason)));
        });
    }
}
