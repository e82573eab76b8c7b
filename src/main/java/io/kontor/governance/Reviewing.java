package io.kontor.governance;

import io.kontor.governance.approvals.Approvals;
import io.kontor.governance.approvals.Standing;
import io.kontor.governance.spi.Act;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks for the approvals of a change, says when they are void, and holds publishing to them. */
@Component
final class Reviewing {
    private final Approvals approvals;

    Reviewing(Approvals approvals) {
        this.approvals = approvals;
    }

    /** Empty when publishing it is no governed act. */
    Optional<UUID> ask(Actor actor, UUID id, ProgrammeChange change, List<Ready<?>> parts) {
        var acts = acts(actor, parts);
        return acts.isEmpty()
                ? Optional.empty()
                : Optional.of(approvals.ask(
                        actor,
                        new Approvals.Asked(subject(id), change.title(), change.hash(), acts, "/changes/" + id)));
    }

    private static List<Act> acts(Actor actor, List<Ready<?>> parts) {
        var acts = new ArrayList<Act>();
        parts.forEach(part -> acts.addAll(part.acts(actor)));
        return acts;
    }

    private static Subject subject(UUID id) {
        return new Subject(Changes.KIND, id);
    }

    void lapse(Actor actor, UUID id, ProgrammeChange before, String why) {
        if (before.request() != null) {
            approvals.lapse(actor, subject(id), why);
        }
    }

    /** How what was asked for stands; empty when nothing was. */
    Optional<Standing> standing(Actor actor, UUID id, ProgrammeChange change) {
        return change.request() == null ? Optional.empty() : approvals.standing(actor, subject(id));
    }

    /** Whether it was let through before everybody agreed. */
    boolean emergency(Actor actor, UUID id, ProgrammeChange change) {
        return standing(actor, id, change)
                .filter(standing -> standing.emergency() && standing.request().provisional())
                .isPresent();
    }

    /**
     * Whether exactly what a change says may be published: its approvals were given, or it was let through for now, or it is no
     * governed act.
     */
    boolean approves(Actor actor, UUID id, ProgrammeChange change, List<Ready<?>> parts) {
        var request = change.request();
        if (request == null) {
            return acts(actor, parts).isEmpty();
        }
        return standing(actor, id, change)
                .filter(standing -> standing.id().equals(request)
                        && (standing.approves(change.hash())
                                || (standing.emergency()
                                        && standing.hash().equals(change.hash())
                                        && standing.request().provisional())))
                .isPresent();
    }
}
