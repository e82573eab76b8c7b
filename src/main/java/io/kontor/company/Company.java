package io.kontor.company;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one company of this installation. */
@Component
public final class Company {
    public static final String KIND = "company";
    static final SubjectType<CompanyProfile> COMPANY =
            SubjectType.of(KIND, CompanyProfile.class, "founded", "set_up", "changed", "undone");

    private final Tx tx;
    private final Ledger ledger;
    private final CompanySql sql;
    private final Ids ids;

    Company(Tx tx, Ledger ledger, CompanySql sql, Ids ids) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.ids = ids;
    }

    /** What is known of the company, and the entry it stands at. */
    public record Known(UUID id, UUID version, CompanyProfile profile) {}

    /** The company; what it is before it was told anything when nothing was ever written. */
    public CompanyProfile profile(Actor actor) {
        return tx.unchanged(
                actor, Company.class, CompanyProfile.class, () -> sql.profile().orElseGet(CompanyProfile::untold));
    }

    /** For editing. */
    public Known known(Actor actor) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> sql.find().orElseThrow());
    }

    /** Writes the company down with what it is before anybody told it anything, unless it is there. */
    public void found(Actor actor) {
        tx.as(actor, () -> {
            if (sql.find().isEmpty()) {
                var change = Change.of(COMPANY, ids.next(), "founded", "system", CompanyProfile.untold());
                sql.write(ledger.append(actor, change));
            }
        });
    }

    /**
     * Changes the company. Refuses: a currency, zone or language that does not exist; not allowed.
     *
     * @param seen the entry the editor had before them
     */
    public void change(Actor actor, UUID seen, UnaryOperator<CompanyProfile> edit, @Nullable String reason) {
        var role = actor.role(KIND, Verb.CHANGE);
        tx.as(actor, () -> {
            var known = sql.lock();
            var state = ledger.revise(COMPANY, known.id(), known.version(), seen, edit);
            if (state.equals(known.profile())) {
                return;
            }
            var verb = state.setUp() && !known.profile().setUp() ? "set_up" : "changed";
            var change = Change.of(COMPANY, known.id(), verb, role, state)
                    .after(known.version())
                    .because(reason);
            sql.write(ledger.append(actor, change));
        });
    }

    /** Takes the last change back. Refuses: it was changed since; nothing is before it. */
    public void undo(Actor actor, UUID seen, @Nullable String reason) {
        var role = actor.role(KIND, Verb.CHANGE);
        tx.as(actor, () -> {
            var known = sql.lock();
            var before = ledger.undone(COMPANY, known.id(), known.version(), seen);
            sql.write(ledger.append(
                    actor,
                    Change.of(COMPANY, known.id(), "undone", role, before)
                            .after(known.version())
                            .because(reason)));
        });
    }

    java.util.Map<UUID, String> names(Actor actor, java.util.Collection<UUID> wanted) {
        return tx.as(actor, () -> sql.find())
                .filter(known -> wanted.contains(known.id()))
                .map(known -> java.util.Map.of(known.id(), known.profile().name()))
                .orElse(java.util.Map.of());
    }
}
