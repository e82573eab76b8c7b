package io.kontor.connect.imports;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import io.kontor.merging.Duplicates;
import io.kontor.merging.Duplicates.Couple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What a run leaves to people: new objects that may be the same as others, because they share their name and country or a web
 * address, and objects that were missing from a list that holds all.
 */
@Component
public class Findings {
    private static final int LOOKED_AT = 2_000;

    private final Tx tx;
    private final FindingSql sql;
    private final RunSql runs;
    private final Duplicates duplicates;
    private final Map<String, Holding> holdings = new HashMap<>();

    Findings(Tx tx, FindingSql sql, RunSql runs, Duplicates duplicates, List<Holding> holdings) {
        this.tx = tx;
        this.sql = sql;
        this.runs = runs;
        this.duplicates = duplicates;
        holdings.forEach(holding -> this.holdings.put(holding.type(), holding));
    }

    /**
     * A new object that may be another.
     *
     * @param pair the new one, then the one that was there before
     * @param key by which the file names the new one
     */
    public record Possibly(Duplicates.Pair pair, String key, String link, String otherLink) {}

    /** @param count how many wait for a decision of the actor */
    public record Undecided(int count, List<Possibly> first) {}

    /** Those of a run nobody has decided on, as far as the actor may. Refuses: no such run. */
    public Undecided possibly(Actor actor, UUID run, int most) {
        check(actor, run, Verb.SEE);
        return tx.as(actor, () -> {
            var all = new ArrayList<Possibly>();
            int count = 0;
            for (var kind : sql.kindsOfPossibly(run)) {
                var found = sql.possibly(run, kind, LOOKED_AT);
                var keys = new HashMap<UUID, String>();
                found.forEach(one -> keys.put(one.id(), one.key()));
                var open = duplicates.open(
                        actor,
                        kind,
                        found.stream()
                                .map(one -> new Couple(one.id(), one.other()))
                                .toList());
                count += open.size();
                duplicates
                        .shown(actor, kind, open.subList(0, Math.min(Math.max(0, most - all.size()), open.size())))
                        .forEach(pair -> all.add(new Possibly(
                                pair,
                                keys.getOrDefault(pair.one().id(), ""),
                                link(kind, pair.one().id()),
                                link(kind, pair.other().id()))));
            }
            return new Undecided(count, all);
        });
    }

    private void check(Actor actor, UUID run, Verb verb) {
        actor.role(Imports.KIND, verb);
        tx.as(actor, () -> runs.find(run).orElseThrow(() -> Refusal.notFound(Imports.KIND)));
    }

    private String link(String kind, UUID id) {
        return Optional.ofNullable(holdings.get(kind))
                .map(holding -> holding.link(id))
                .orElse("");
    }

    /**
     * Says that a new object is the one that was there before: it is folded into it, and its key is that one's from then on.
     * Refuses: the run proposed no such pair, or it is decided; what a merge refuses.
     */
    public void accept(Actor actor, UUID run, UUID id, UUID other) {
        tx.as(actor, () -> {
            var proposed = proposed(actor, run, id, other);
            duplicates.fold(actor, proposed.kind(), other, id, proposed.reason());
        });
    }

    /** Says that the two are not the same; they are not proposed again. Refuses: the run proposed no such pair. */
    public void refuse(Actor actor, UUID run, UUID id, UUID other) {
        tx.as(actor, () -> {
            var proposed = proposed(actor, run, id, other);
            duplicates.tellApart(actor, proposed.kind(), id, other, proposed.reason());
        });
    }

    private record Proposed(String kind, String reason) {}

    private Proposed proposed(Actor actor, UUID run, UUID id, UUID other) {
        check(actor, run, Verb.IMPORT);
        for (var kind : sql.kindsOfPossibly(run)) {
            boolean has = sql.possibly(run, kind, LOOKED_AT).stream()
                    .anyMatch(one -> one.id().equals(id) && one.other().equals(other));
            if (has
                    && !duplicates
                            .open(actor, kind, List.of(new Couple(id, other)))
                            .isEmpty()) {
                return new Proposed(kind, runs.mapping(run));
            }
        }
        throw Refusal.conflict("import-decided");
    }

    /** An object a list that holds all did not name. */
    public record Absent(String kind, String key, String name, String link) {}

    /** @param count how many there are */
    public record Missing(long count, List<Absent> first) {}

    /** What the full lists of a run did not name. Refuses: no such run. */
    public Missing absent(Actor actor, UUID run, int most) {
        check(actor, run, Verb.SEE);
        return tx.as(actor, () -> {
            var found = sql.absent(run, "", "", most);
            var names = new HashMap<UUID, String>();
            found.stream()
                    .collect(Collectors.groupingBy(
                            FindingSql.Absent::kind, Collectors.mapping(FindingSql.Absent::id, Collectors.toList())))
                    .forEach((kind, ids) -> names.putAll(titles(actor, kind, ids)));
            return new Missing(
                    found.size() < most ? found.size() : sql.countAbsent(run),
                    found.stream()
                            .map(one -> new Absent(
                                    one.kind(),
                                    one.key(),
                                    names.getOrDefault(one.id(), one.key()),
                                    link(one.kind(), one.id())))
                            .toList());
        });
    }

    private Map<UUID, String> titles(Actor actor, String kind, List<UUID> ids) {
        var holding = holdings.get(kind);
        return holding == null ? Map.of() : holding.titles(actor, ids);
    }
}
