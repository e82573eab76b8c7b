package io.kontor.files;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Moved;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.Moves;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import io.kontor.ledger.TimelineEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What hangs on an object goes along when it is merged; what hangs on things of a merged partner belongs to the kept one. */
abstract class HangingMoves<S> implements Moves {
    private static final String PARTNER = "partner";

    private final Ledger ledger;
    private final SubjectType<S> type;

    HangingMoves(Ledger ledger, SubjectType<S> type) {
        this.ledger = ledger;
        this.type = type;
    }

    /** Something that hangs, and the entry it stands at. */
    record Hanging<S>(UUID id, UUID version, S state) {}

    abstract List<UUID> following(Subject subject, @Nullable UUID partner);

    /** Those of these that still hang, held until the transaction ends. */
    abstract List<Hanging<S>> all(Collection<UUID> ids);

    abstract UUID subject(S state);

    abstract S moved(S state, UUID to);

    abstract void write(Recorded<S> recorded, @Nullable UUID partner);

    @Override
    public String kind() {
        return type.code();
    }

    /** Things hang on objects of every type. */
    @Override
    public boolean follows(String merged) {
        return true;
    }

    @Override
    public int count(Actor actor, Subject from, UUID to) {
        return ids(from).size();
    }

    private List<UUID> ids(Subject from) {
        return following(from, from.type().equals(PARTNER) ? from.id() : null);
    }

    @Override
    public List<Moved> move(Actor actor, Merge merge) {
        var whole = all(ids(merge.from()));
        var partners = partners(actor, whole.stream().map(Hanging::version).toList());
        var done = new ArrayList<Moved>();
        for (var one : whole) {
            var state = subject(one.state()).equals(merge.from().id()) ? moved(one.state(), merge.to()) : one.state();
            var old = partners.get(one.version());
            var partner = Objects.equals(old, merge.from().id()) ? merge.to() : old;
            done.add(put(actor, one.id(), one.version(), state, partner, merge.role(), merge.reason()));
        }
        return done;
    }

    private Moved put(
            Actor actor, UUID id, UUID version, S state, @Nullable UUID partner, String role, @Nullable String reason) {
        var recorded = ledger.append(
                actor,
                Change.of(type, id, "moved", role, state)
                        .ofPartner(partner)
                        .after(version)
                        .because(reason));
        write(recorded, partner);
        return new Moved(recorded.entry().subject(), version, recorded.entryId());
    }

    /** Whose they were at these entries. */
    private Map<UUID, UUID> partners(Actor actor, Collection<UUID> entries) {
        var partners = new LinkedHashMap<UUID, UUID>();
        for (var id : entries) {
            ledger.entry(actor, id).map(TimelineEntry::partner).ifPresent(partner -> partners.put(id, partner));
        }
        return partners;
    }

    @Override
    public Map<UUID, UUID> versions(Actor actor, Collection<UUID> ids) {
        return all(ids).stream().collect(Collectors.toMap(Hanging::id, Hanging::version));
    }

    @Override
    public void moveBack(Actor actor, Collection<Moved> moved, String role, @Nullable String reason) {
        var before = ledger.statesAt(
                type,
                moved.stream().collect(Collectors.toMap(one -> one.subject().id(), Moved::before)));
        var partners = partners(actor, moved.stream().map(Moved::before).toList());
        for (var one : moved) {
            var state = before.get(one.subject().id());
            if (state != null) {
                put(actor, one.subject().id(), one.after(), state, partners.get(one.before()), role, reason);
            }
        }
    }
}
