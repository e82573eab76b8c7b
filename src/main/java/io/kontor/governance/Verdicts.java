package io.kontor.governance;

import io.kontor.database.Tx;
import io.kontor.governance.spi.Decides;
import io.kontor.kernel.Actor;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes what became of the approvals changes asked for. A verdict on what was asked earlier, and is void, changes nothing. */
@Component
final class Verdicts implements Decides {
    private final Tx tx;
    private final Ledger ledger;
    private final ChangeBook kept;
    private final Reviewing reviewing;
    private final Clock clock;

    Verdicts(Tx tx, Ledger ledger, ChangeBook kept, Reviewing reviewing, Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.kept = kept;
        this.reviewing = reviewing;
        this.clock = clock;
    }

    @Override
    public String type() {
        return Changes.KIND;
    }

    /** What was let through in an emergency is released at once. */
    @Override
    public void approved(Actor actor, UUID id, UUID request) {
        tx.as(actor, () -> {
            verdict(actor, id, request, "approved", change -> change.by(Life.Step.APPROVE), null);
            ledger.flush();
            var change = kept.lock(id).state();
            if (change.life() == Life.APPROVED && reviewing.emergency(actor, id, change)) {
                verdict(
                        actor,
                        id,
                        request,
                        "scheduled",
                        state -> state.described(state.title(), state.why(), null)
                                .by(Life.Step.SCHEDULE),
                        null);
            }
        });
    }

    @Override
    public void rejected(Actor actor, UUID id, UUID request, String why) {
        verdict(actor, id, request, "rejected", change -> change.by(Life.Step.REJECT), why);
    }

    /** What was let through in an emergency was not ratified: it is a draft again, or taken back if it is published. */
    @Override
    public void lapsed(Actor actor, UUID id, UUID request, String why) {
        tx.as(actor, () -> {
            var life = kept.lock(id).state().life();
            if (life.editable()) {
                verdict(actor, id, request, "lapsed", ProgrammeChange::drafted, why);
            } else if (life.after(Life.Step.ROLL_BACK).isPresent()) {
                verdict(actor, id, request, "recalled", state -> state.goingBack(clock.instant()), why);
            }
        });
    }

    private void verdict(
            Actor actor,
            UUID id,
            UUID request,
            String verb,
            UnaryOperator<ProgrammeChange> edit,
            @Nullable String why) {
        tx.as(actor, () -> {
            var known = kept.lock(id);
            if (!request.equals(known.state().request())) {
                return;
            }
            var role = actor.person() == null ? "system" : "self";
            kept.book()
                    .record(
                            actor,
                            List.of(Change.of(ChangeBook.CHANGE, id, verb, role, edit.apply(known.state()))
                                    .after(known.version())
                                    .because(why)));
        });
    }
}
