package io.kontor.bi;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Remembers who let outside tools read the office, and who shut them out. */
@Component
public final class OutsideTools {
    static final SubjectType<Reader> READER = SubjectType.of("reader", Reader.class, "admitted", "shut_out");

    private final Tx tx;
    private final Ledger ledger;
    private final Ids ids;

    OutsideTools(Tx tx, Ledger ledger, Ids ids) {
        this.tx = tx;
        this.ledger = ledger;
        this.ids = ids;
    }

    /** @param until the last day, or none */
    record Reader(boolean admitted, @Nullable LocalDate until) {}

    /** Before the role gets its password. Refuses: somebody who may not change the company. */
    public void admitted(Actor actor, @Nullable LocalDate until) {
        append(actor, "admitted", new Reader(true, until));
    }

    public void shutOut(Actor actor) {
        append(actor, "shut_out", new Reader(false, null));
    }

    private void append(Actor actor, String action, Reader state) {
        var role = actor.role(Company.KIND, Verb.CHANGE);
        tx.as(actor, () -> ledger.append(actor, Change.of(READER, ids.next(), action, role, state)));
    }
}
