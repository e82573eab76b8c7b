package io.kontor.governance.spi;

import io.kontor.kernel.Actor;
import java.util.UUID;

/** Who is told what became of a request for approval, in the same transaction. A room that asks for approval brings one. */
public interface Decides {
    /** The type of the subjects it asks for. */
    String type();

    /** Everybody the charter asks for agreed, or the one the emergency clause names let it through for now. */
    void approved(Actor actor, UUID subject, UUID request);

    void rejected(Actor actor, UUID subject, UUID request, String why);

    /**
     * What was let through in an emergency was not ratified in its hours: it is to be taken back.
     *
     * @param why a key of the bundles: {@code approvals.why.<why>}
     */
    void lapsed(Actor actor, UUID subject, UUID request, String why);
}
