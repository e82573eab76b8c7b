package io.kontor.people;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Moved;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.Moves;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The people of a firm, and those with a role at it, go along when it is merged into another. */
@Component
final class PersonMoves implements Moves {
    private final PeopleSql sql;
    private final Ledger ledger;

    PersonMoves(PeopleSql sql, Ledger ledger) {
        this.sql = sql;
        this.ledger = ledger;
    }

    @Override
    public String kind() {
        return People.KIND;
    }

    @Override
    public boolean follows(String merged) {
        return merged.equals("partner");
    }

    @Override
    public int count(Actor actor, Subject from, UUID to) {
        return sql.idsOf(from.id()).size();
    }

    @Override
    public List<Moved> move(Actor actor, Merge merge) {
        var changes = new ArrayList<Change<Person>>();
        for (var known : sql.all(sql.idsOf(merge.from().id()))) {
            var state = known.person().merged(merge.from().id(), merge.to());
            if (!state.equals(known.person())) {
                changes.add(change(known.id(), known.version(), state, merge.role(), merge.reason()));
            }
        }
        var recorded = ledger.append(actor, changes);
        sql.write(recorded);
        var moved = new ArrayList<Moved>();
        for (int i = 0; i < changes.size(); i++) {
            var before = changes.get(i).previous();
            if (before != null) {
                moved.add(new Moved(
                        recorded.get(i).entry().subject(),
                        before,
                        recorded.get(i).entryId()));
            }
        }
        return moved;
    }

    private static Change<Person> change(UUID id, UUID version, Person state, String role, @Nullable String reason) {
        return Change.of(People.PERSON, id, "moved", role, state)
                .ofPartner(state.firm())
                .after(version)
                .because(reason);
    }

    @Override
    public Map<UUID, UUID> versions(Actor actor, Collection<UUID> ids) {
        var versions = new LinkedHashMap<UUID, UUID>();
        sql.all(ids).forEach(known -> versions.put(known.id(), known.version()));
        return versions;
    }

    @Override
    public void moveBack(Actor actor, Collection<Moved> moved, String role, @Nullable String reason) {
        var before = ledger.statesAt(
                People.PERSON,
                moved.stream().collect(Collectors.toMap(one -> one.subject().id(), Moved::before)));
        var changes = new ArrayList<Change<Person>>();
        for (var one : moved) {
            var state = before.get(one.subject().id());
            if (state != null) {
                changes.add(change(one.subject().id(), one.after(), state, role, reason));
            }
        }
        sql.write(ledger.append(actor, changes));
    }
}
