package io.kontor.company;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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

    /** A region as lists and choices show it. */
    public record Listed(UUID id, String code, String name, boolean withdrawn) {}

    public record Known(UUID id, UUID version, Region region) {}

    /** Those in use, by name. */
    public List<Listed> all(Actor actor) {
        return tx.as(actor, sql::all);
    }

    /** Refuses: no such region. */
    public Known find(Actor actor, UUID id) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> known(sql.version(id), id));
    }

    /** Which region a country, or a subdivision of it, belongs to on a day. */
    public Optional<UUID> of(Actor actor, String place, LocalDate day) {
        return tx.as(actor, () -> sql.of(place, day));
    }

    /** Refuses: a code already used, a country that is in another region on those days. */
    public UUID create(Actor actor, Region region, @Nullable String reason) {
        var role = actor.role(KIND, Verb.CREATE);
        var id = ids.next();
        write(actor, Change.of(REGION, id, "created", role, region).because(reason));
        return id;
    }

    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Region> edit, @Nullable String reason) {
        var role = actor.role(KIND, Verb.CHANGE);
        tx.as(actor, () -> {
            var version = sql.lock(id).orElseThrow(() -> Refusal.notFound(KIND));
            var state = ledger.revise(REGION, id, version, seen, edit);
            write(
                    actor,
                    Change.of(REGION, id, "changed", role, state).after(version).because(reason));
        });
    }

    /** Takes a region out of use; what was recorded under it stays. */
    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        var role = actor.role(KIND, Verb.WITHDRAW);
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

    private void write(Actor actor, Change<Region> change) {
        try {
            tx.as(actor, () -> sql.write(ledger.append(actor, change)));
        } catch (DataIntegrityViolationException e) {
            throw refusal(e, change.state());
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
