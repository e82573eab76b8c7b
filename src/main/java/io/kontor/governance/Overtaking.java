package io.kontor.governance;

import io.kontor.governance.ProgrammeChange.Item;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which published changes a newer one overtakes, and which are in force again when that one is taken back. */
@Component
final class Overtaking {
    private final ChangeBook kept;
    private final ChangeSql sql;

    Overtaking(ChangeBook kept, ChangeSql sql) {
        this.kept = kept;
        this.sql = sql;
    }

    /** Those of which no document says anything any more, now that this one is in force. */
    void supersede(Actor house, ProgrammeChange change) {
        for (var other : sql.overtaken(Drafts.codes(change))) {
            if (kept.lock(other).state().items().stream().noneMatch(this::says)) {
                step(house, other, "superseded", Life.Step.SUPERSEDE);
            }
        }
    }

    /** Those of which every document says again what they made it say, now that this one is taken back. */
    void restore(Actor house, ProgrammeChange change) {
        var again = change.items().stream()
                .flatMap(item -> sql.source(item.code()).map(ChangeSql.Source::change).stream())
                .distinct()
                .sorted()
                .toList();
        for (var other : again) {
            var state = kept.lock(other).state();
            if (state.life() == Life.SUPERSEDED && state.items().stream().allMatch(this::says)) {
                step(house, other, "restored", Life.Step.RESTORE);
            }
        }
    }

    private void step(Actor house, UUID id, String verb, Life.Step step) {
        kept.book().changeNow(house, id, verb, Verb.CHANGE, state -> state.by(step), null);
    }

    /** Refuses: one of its documents says something newer. */
    void refuseOvertaken(ProgrammeChange change) {
        if (!change.life().inForce()) {
            return;
        }
        for (var item : change.items()) {
            if (!says(item)) {
                throw Refusal.conflict("rollback-not-newest", "document", item.code());
            }
        }
    }

    private boolean says(Item item) {
        return sql.source(item.code())
                .filter(source -> source.version().equals(item.published()))
                .isPresent();
    }
}
