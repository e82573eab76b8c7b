package io.kontor.people;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.TakesBack;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Teams that an import made, and what it changed of others. */
final class TeamTakesBack implements TakesBack {
    private final Ledger ledger;
    private final TeamSql sql;

    TeamTakesBack(Ledger ledger, TeamSql sql) {
        this.ledger = ledger;
        this.sql = sql;
    }

    @Override
    public String kind() {
        return Teams.KIND;
    }

    @Override
    public Set<UUID> takeBack(Actor actor, Collection<Back> back, @Nullable String reason) {
        var role = actor.role(Teams.KIND, Verb.IMPORT);
        var done = new LinkedHashSet<UUID>();
        for (var one : back) {
            var known = sql.find(one.id(), true).orElse(null);
            if (known == null || !known.version().equals(one.version())) {
                continue;
            }
            var team = known.team();
            var state = one.before() == null
                    ? new Team(team.name(), team.lead(), team.members(), true)
                    : ledger.stateAt(Teams.TEAM, one.id(), one.before()).orElseThrow();
            sql.write(ledger.append(
                    actor,
                    Change.of(Teams.TEAM, one.id(), one.before() == null ? "withdrawn" : "undone", role, state)
                            .after(known.version())
                            .because(reason)));
            done.add(one.id());
        }
        return done;
    }
}
