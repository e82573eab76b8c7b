package io.kontor.company;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Named sets of countries. A place belongs to one region at a time. */
@Component
public final class Regions {
    public static final String KIND = "region";
    static final SubjectType<Region> REGION =
            SubjectType.of(KIND, Region.class, "created", "changed", "withdrawn", "undone");

    private final Tx tx;
    private final Ledger ledger;
    private final RegionSql sql;
    private final Ids ids;

    Regions(Tx tx, Ledger ledger, RegionSql sql, Ids ids) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.ids = ids;
    }

    /** Where a region stands for rights: a right to one region reaches that one only. */
    static Place place(UUID id) {
        return new Place(false, null, id, null, Set.of());
    }

    /** A region as lists and choices show it. */
    public record Listed(UUID id, String code, String name, boolean withdrawn) {}

    public record Known(UUID id, UUID version, Region region) {}

    /** Those in use, by name. */
    public List<Listed> all(Actor actor) {
        return tx.unchangedList(actor, "company.regions", sql::all);
    }

    /** A region in use, with its places and owners of a day. */
    public record Standing(UUID id, String code, String name, List<String> places, List<UUID> owners) {}

    /** Those in use with what holds on a day, by name. */
    public List<Standing> standing(Actor actor, LocalDate day) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> {
            var today = sql.today(day);
            return sql.all().stream()
                    .filter(region -> !region.withdrawn())
                    .map(region -> {
                        var now = today.getOrDefault(region.id(), RegionSql.Today.NOTHING);
                        return new Standing(region.id(), region.code(), region.name(), now.places(), now.owners());
                    })
                    .toList();
        });
    }

    /** Refuses: no such region. */
    public Known find(Actor actor, UUID id) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> known(sql.version(id), id));
    }

    /** Those of many that there are, also withdrawn ones. */
    public Map<UUID, Known> findAll(Actor actor, Collection<UUID> ids) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> {
            var versions = sql.versions(ids);
            var found = new LinkedHashMap<UUID, Known>();
            ledger.statesAt(REGION, versions)
                    .forEach((id, region) ->
                            found.put(id, new Known(id, Objects.requireNonNull(versions.get(id)), region)));
            return found;
        });
    }

    /** Which region a country, or a subdivision of it, belongs to on a day. */
    public Optional<UUID> of(Actor actor, String place, LocalDate day) {
        return tx.as(actor, () -> sql.of(place, day));
    }

    /** Refuses: a code already used, a country that is in another region on those days. */
    public UUID create(Actor actor, Region region, @Nullable String reason) {
        var id = ids.next();
        var role = actor.role(KIND, Verb.CREATE, place(id));
        write(actor, Change.of(REGION, id, "created", role, region).because(reason));
        return id;
    }

    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Region> edit, @Nullable String reason) {
        var role = actor.role(KIND, Verb.CHANGE, place(id));
        tx.as(actor, () -> {
            var version = sql.lock(id).orElseThrow(() -> Refusal.notFound(KIND));
            var state = ledger.revise(REGION, id, version, seen, edit);
            if (state.equals(ledger.stateAt(REGION, id, version).orElseThrow())) {
                return;
            }
            write(
                    actor,
                    Change.of(REGION, id, "changed", role, state).after(version).because(reason));
        });
    }

    /** Takes a region out of use; what was recorded under it stays. */
    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        var role = actor.role(KIND, Verb.WITHDRAW, place(id));
        tx.as(actor, () -> {
            var version = sql.lock(id).orElseThrow(() -> Refusal.notFound(KIND));
            var state = ledger.revise(REGION, id, version, seen, Region::withdrawnNow);
            write(
                    actor,
                    Change.of(REGION, id, "withdrawn", role, state)
                            .after(version)
                            .because(reason));
        });
    }

    /** Takes the last change back, also a withdrawal. Refuses: it was changed since; nothing is before it. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        var role = actor.role(KIND, Verb.CHANGE, place(id));
        tx.as(actor, () -> {
            var version = sql.lock(id).orElseThrow(() -> Refusal.notFound(KIND));
            var before = ledger.undone(REGION, id, version, seen);
            write(
                    actor,
                    Change.of(REGION, id, "undone", role, before).after(version).because(reason));
        });
    }

    private void write(Actor actor, Change<Region> change) {
        try {
            tx.as(actor, () -> {
                refuseTaken(change.subject(), change.state());
                sql.write(ledger.append(actor, change));
            });
        } catch (DataIntegrityViolationException e) {
            throw refusal(e, change.state());
        }
    }

    private void refuseTaken(UUID id, Region region) {
        if (!region.withdrawn()) {
            sql.taken(id, region.members()).ifPresent(taken -> {
                throw Refusal.conflict("place-taken", "place", taken.place(), "region", taken.region())
                        .at("members");
            });
        }
    }

    private static Refusal refusal(DataIntegrityViolationException e, Region region) {
        var said = String.valueOf(e.getMostSpecificCause().getMessage());
        if (said.contains("region_code_key")) {
            return Refusal.conflict("code-taken", "code", region.code()).at("code");
        }
        if (said.contains("region_member")) {
            return Refusal.conflict("place-in-other-region").at("members");
        }
        throw e;
    }

    private Known known(Optional<UUID> version, UUID id) {
        var entry = version.orElseThrow(() -> Refusal.notFound(KIND));
        return new Known(id, entry, ledger.stateAt(REGION, id, entry).orElseThrow());
    }
}
