package io.kontor.people;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.TakesBack;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People whom an import made, and what it changed of others. */
final class PersonTakesBack implements TakesBack {
    private final Ledger ledger;
    private final PeopleSql sql;
    private final KnownAsSql knownAs;

    PersonTakesBack(Ledger ledger, PeopleSql sql, KnownAsSql knownAs) {
        this.ledger = ledger;
        this.sql = sql;
        this.knownAs = knownAs;
    }

    @Override
    public String kind() {
        return People.KIND;
    }

    @Override
    public Set<UUID> takeBack(Actor actor, Collection<Back> back, @Nullable String reason) {
        var role = actor.role(People.KIND, Verb.IMPORT);
        var wanted = new HashMap<UUID, Back>();
        back.forEach(one -> wanted.put(one.id(), one));
        var changes = new ArrayList<Change<Person>>();
        var done = new LinkedHashSet<UUID>();
        for (var known : sql.all(wanted.keySet())) {
            var one = wanted.get(known.id());
            if (one == null || !known.version().equals(one.version())) {
                continue;
            }
            var state = one.before() == null
                    ? known.person().withdrawn(true)
                    : ledger.stateAt(People.PERSON, one.id(), one.before()).orElseThrow();
            changes.add(Change.of(People.PERSON, one.id(), one.before() == null ? "withdrawn" : "undone", role, state)
                    .after(known.version())
                    .because(reason));
            done.add(one.id());
        }
        var recorded = ledger.append(actor, changes);
        sql.write(recorded);
        knownAs.forget(recorded);
        return done;
    }
}
