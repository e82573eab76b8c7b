package io.kontor.merging;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which objects are likely the same, and why; and which somebody knows not to be. */
@Component
public final class Duplicates {
    static final SubjectType<Verdict> VERDICT = SubjectType.of("verdict", Verdict.class, "told_apart", "taken_back");

    /** Pairs looked at for somebody who may merge some only; enough for any office that settles them. */
    private static final int LOOKED_AT = 1_000;

    private final Tx tx;
    private final Ledger ledger;
    private final DuplicateSql sql;
    private final Ids ids;
    private final Merges merges;
    private final Map<String, Mergeable<?>> types = new LinkedHashMap<>();
    private final Map<String, Holding> holdings = new HashMap<>();

    Duplicates(
            Tx tx,
            Ledger ledger,
            DuplicateSql sql,
            Ids ids,
            Merges merges,
            List<Mergeable<?>> types,
            List<Holding> holdings) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.ids = ids;
        this.merges = merges;
        types.forEach(type -> this.types.put(type.code(), type));
        holdings.forEach(holding -> this.holdings.put(holding.type(), holding));
    }

    /** The types among which duplicates are looked for. */
    public Set<String> types() {
        return Set.copyOf(types.keySet());
    }

    /**
     * Why two are likely the same.
     *
     * @param kind {@code name}, {@code domain}, {@code external} or {@code similar}
     * @param value what both have; for {@code similar} how alike the names are, in percent
     */
    public record Reason(String kind, String value) {}

    /** One of a pair, with what helps to tell it from the other. */
    public record Side(UUID id, String name, @Nullable String country, List<String> domains) {}

    /** @param one the older of the two */
    public record Pair(String type, Side one, Side other, int score, List<Reason> reasons) {}

    /**
     * @param count how many there are, as far as counted
     * @param more whether there are more than counted
     * @param pairs the surest of them
     */
    public record Found(int count, boolean more, List<Pair> pairs) {}

    /**
     * Pairs of which the actor may see and may merge both, the surest first; costs the same however many objects there are.
     *
     * @param counted up to how many are counted
     */
    public Found likely(Actor actor, String type, int most, int counted) {
        var what = type(type);
        if (!actor.may(type, Verb.MERGE)) {
            return new Found(0, false, List.of());
        }
        return tx.as(actor, () -> {
            var everywhere = actor.rights().over(type, Verb.MERGE).all()
                    && actor.rights().over(type, Verb.SEE).all();
            var looked = sql.likely(type, everywhere ? counted + 1 : LOOKED_AT);
            var all = new HashSet<UUID>();
            looked.forEach(pair -> {
                all.add(pair.one());
                all.add(pair.other());
            });
            var mine = what.mergeable(actor, all);
            var own = looked.stream()
                    .filter(pair -> mine.contains(pair.one()) && mine.contains(pair.other()))
                    .toList();
            return new Found(
                    Math.min(own.size(), counted),
                    own.size() > counted,
                    pairs(actor, type, own.subList(0, Math.min(most, own.size()))));
        });
    }

    private Mergeable<?> type(String code) {
        var type = types.get(code);
        if (type == null) {
            throw Refusal.notFound("page");
        }
        return type;
    }

    private List<Pair> pairs(Actor actor, String type, List<DuplicateSql.Likely> likely) {
        var all = new ArrayList<UUID>();
        likely.forEach(pair -> {
            all.add(pair.one());
            all.add(pair.other());
        });
        var names = names(actor, type, all);
        var seen = sql.seen(all);
        return likely.stream()
                .map(pair -> new Pair(
                        type,
                        side(pair.one(), names, seen),
                        side(pair.other(), names, seen),
                        pair.score(),
                        pair.reasons().stream().map(Duplicates::reason).toList()))
                .toList();
    }

    private Map<UUID, String> names(Actor actor, String type, Collection<UUID> objects) {
        var holding = holdings.get(type);
        return holding == null || objects.isEmpty() ? Map.of() : holding.titles(actor, objects);
    }

    private static Side side(UUID id, Map<UUID, String> names, Map<UUID, DuplicateSql.Seen> seen) {
        var known = seen.getOrDefault(id, new DuplicateSql.Seen(null, List.of()));
        return new Side(id, names.getOrDefault(id, ""), known.country(), known.domains());
    }

    private static Reason reason(String text) {
        int space = text.indexOf(' ');
        return new Reason(text.substring(0, space), text.substring(space + 1));
    }

    /**
     * Notes that two are not the same; the pair does not come back. Refuses: one of them is not the actor's to merge; the
     * same one twice.
     */
    public void tellApart(Actor actor, String type, UUID one, UUID other, @Nullable String reason) {
        var what = type(type);
        if (one.equals(other)) {
            throw Refusal.invalid("merge-itself", "what", type);
        }
        tx.as(actor, () -> {
            var role = role(actor, what, one, other);
            var verdict = Verdict.apart(type, one, other);
            var known = sql.verdict(verdict.one(), verdict.other());
            if (known.isPresent() && !known.get().verdict().withdrawn()) {
                return;
            }
            var id = known.map(DuplicateSql.Known::id).orElseGet(ids::next);
            sql.write(ledger.append(
                    actor,
                    Change.of(VERDICT, id, "told_apart", role, verdict)
                            .ofPartner(what.partner(one))
                            .after(known.map(DuplicateSql.Known::version).orElse(null))
                            .because(reason)));
        });
    }

    /** Two objects, in no order. */
    public record Couple(UUID one, UUID other) {}

    /** Of some pairs, those that are open: the actor may merge both, both are in use, and nobody told them apart. */
    public List<Couple> open(Actor actor, String type, List<Couple> couples) {
        var what = type(type);
        if (couples.isEmpty() || !actor.may(type, Verb.MERGE)) {
            return List.of();
        }
        return tx.as(actor, () -> {
            var all = new HashSet<UUID>();
            couples.forEach(couple -> {
                all.add(couple.one());
                all.add(couple.other());
            });
            var mine = inUse(actor, what, what.mergeable(actor, all));
            var apart = sql.apart(all);
            return couples.stream()
                    .filter(couple -> mine.contains(couple.one()) && mine.contains(couple.other()))
                    .filter(couple -> {
                        var verdict = Verdict.apart(type, couple.one(), couple.other());
                        return !apart.contains(new Couple(verdict.one(), verdict.other()));
                    })
                    .toList();
        });
    }

    private static <S> Set<UUID> inUse(Actor actor, Mergeable<S> what, Set<UUID> ids) {
        var used = new HashSet<UUID>();
        what.book().findAll(actor, ids).forEach((id, known) -> {
            if (!what.withdrawn(known.state())) {
                used.add(id);
            }
        });
        return used;
    }

    /** Folds one into the other as both stand now. Refuses what a merge refuses. */
    public void fold(Actor actor, String type, UUID kept, UUID folded, String reason) {
        fold(actor, type(type), kept, folded, reason);
    }

    private <S> void fold(Actor actor, Mergeable<S> what, UUID kept, UUID folded, String reason) {
        tx.as(actor, () -> {
            var one = what.book().find(actor, kept).version();
            var other = what.book().find(actor, folded).version();
            merges.merge(actor, what, new Merges.Order(kept, one, folded, other, Set.of()), reason);
        });
    }

    /** Both with what helps to tell them apart, in the order of the pairs. */
    public List<Pair> shown(Actor actor, String type, List<Couple> couples) {
        return tx.as(
                actor,
                () -> pairs(
                        actor,
                        type,
                        couples.stream()
                                .map(couple -> new DuplicateSql.Likely(couple.one(), couple.other(), 0, List.of()))
                                .toList()));
    }

    private static <S> String role(Actor actor, Mergeable<S> what, UUID one, UUID other) {
        if (!what.mergeable(actor, List.of(one, other)).containsAll(List.of(one, other))) {
            throw Refusal.notFound(what.code());
        }
        var known = what.book().find(actor, one);
        return actor.role(what.code(), Verb.MERGE, what.book().place(actor, one, known.state()));
    }

    /** A verdict that stands, with the names of both. */
    public record Told(UUID id, Side one, Side other) {}

    /** The newest verdicts about what the actor may merge. */
    public List<Told> told(Actor actor, String type, int most) {
        var what = type(type);
        return tx.as(actor, () -> {
            var known = sql.verdicts(type, most);
            var all = new HashSet<UUID>();
            known.forEach(one -> {
                all.add(one.verdict().one());
                all.add(one.verdict().other());
            });
            var mine = what.mergeable(actor, all);
            var names = names(actor, type, all);
            return known.stream()
                    .filter(one -> mine.contains(one.verdict().one())
                            && mine.contains(one.verdict().other()))
                    .map(one -> new Told(
                            one.id(),
                            side(one.verdict().one(), names, Map.of()),
                            side(one.verdict().other(), names, Map.of())))
                    .toList();
        });
    }

    /** Takes a verdict back: the pair may come up again. Refuses: no such verdict, or not on what the actor may merge. */
    public void takeBack(Actor actor, String type, UUID id) {
        tx.as(actor, () -> {
            var known = sql.verdict(id)
                    .filter(one -> one.verdict().type().equals(type))
                    .orElseThrow(() -> Refusal.notFound("page"));
            var verdict = known.verdict();
            var what = type(type);
            var role = role(actor, what, verdict.one(), verdict.other());
            sql.write(ledger.append(
                    actor,
                    Change.of(VERDICT, id, "taken_back", role, verdict.withdrawnNow())
                            .ofPartner(what.partner(verdict.one()))
                            .after(known.version())));
        });
    }
}
