package io.kontor.people;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Teams from files: known by their name, with their members as lines. Who is not in the file stays in the team. */
@Component
class TeamImport implements Importable {
    private final Ledger ledger;
    private final TeamSql sql;
    private final Ids ids;

    TeamImport(Ledger ledger, TeamSql sql, Ids ids) {
        this.ledger = ledger;
        this.sql = sql;
        this.ids = ids;
    }

    @Override
    public String kind() {
        return Teams.KIND;
    }

    @Override
    public List<Field> fields(Actor actor) {
        return List.of(Field.reference("lead", People.KIND));
    }

    @Override
    public List<Field> lineFields() {
        return List.of(Field.reference("member", People.KIND).needed());
    }

    @Override
    public Map<String, UUID> known(Actor actor, String system, Collection<String> keys) {
        var known = new HashMap<String, UUID>();
        sql.all().stream()
                .filter(team -> keys.contains(team.team().name()))
                .forEach(team -> known.putIfAbsent(team.team().name(), team.id()));
        return known;
    }

    @Override
    public List<Outcome> take(Actor actor, List<Incoming> batch, @Nullable String reason) {
        var role = actor.role(Teams.KIND, Verb.IMPORT);
        var known = known(actor, "", batch.stream().map(Incoming::key).toList());
        var outcomes = new ArrayList<Outcome>();
        for (var one : batch) {
            try {
                var old = Optional.ofNullable(known.get(one.key())).flatMap(id -> sql.find(id, true));
                var before = old.map(Teams.Known::team).orElseGet(() -> new Team(one.key(), null, List.of(), false));
                var state = edited(before, one);
                if (old.isPresent() && state.equals(before)) {
                    outcomes.add(new Outcome(Result.UNCHANGED, old.get().id(), null));
                    continue;
                }
                if (sql.strangers(state) > 0) {
                    throw Refusal.invalid("team-of-office").at("member");
                }
                var id = old.map(Teams.Known::id).orElseGet(ids::next);
                sql.write(ledger.append(
                        actor,
                        Change.of(Teams.TEAM, id, old.isPresent() ? "changed" : "created", role, state)
                                .after(old.map(Teams.Known::version).orElse(null))
                                .because(reason)));
                outcomes.add(new Outcome(old.isPresent() ? Result.CHANGED : Result.CREATED, id, null));
            } catch (Refusal refusal) {
                outcomes.add(Outcome.refused(refusal));
            }
        }
        return outcomes;
    }

    private static Team edited(Team old, Incoming one) {
        var members = new LinkedHashSet<>(old.members());
        one.lines()
                .forEach(line ->
                        Optional.ofNullable(line.values().reference("member")).ifPresent(members::add));
        // The order of members says nothing; one order keeps the same file from changing anything.
        return new Team(
                old.name(),
                one.values().speakOf("lead") ? one.values().reference("lead") : old.lead(),
                members.stream().sorted().toList(),
                old.withdrawn());
    }
}
