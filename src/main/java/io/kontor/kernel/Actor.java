package io.kontor.kernel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, for how much, and on whose behalf; passed to every façade, never ambient.
 *
 * @param person the person, or none for the house itself and for the local administrator
 * @param label how the ledger names an actor that is no person: {@code system:sealer}, {@code local:anna}
 * @param firm the partner a portal actor belongs to; always set on that side, never on the other
 * @param correlation ties together all entries of one request or run
 */
public record Actor(
        Side side,
        @Nullable UUID person,
        @Nullable String label,
        @Nullable UUID firm,
        Rights rights,
        Origin origin,
        UUID correlation) {
    public Actor {
        if ((side == Side.PORTAL) != (firm != null)) {
            throw new IllegalArgumentException("a portal actor has a firm and an office actor has none");
        }
        if (person == null && label == null) {
            throw new IllegalArgumentException("an actor is a person or has a label");
        }
    }

    /** The role by which this actor may do this there. Refuses: forbidden. */
    public String role(String kind, Verb verb, Place place) {
        return rights.roleFor(kind, verb, place).orElseThrow(() -> Refusal.forbidden(kind, verb));
    }

    /** The same for what belongs to no partner. */
    public String role(String kind, Verb verb) {
        return role(kind, verb, Place.ANYWHERE);
    }

    public boolean may(String kind, Verb verb) {
        return rights.may(kind, verb);
    }

    public boolean may(String kind, Verb verb, Place place) {
        return rights.roleFor(kind, verb, place).isPresent();
    }

    public Actor with(Origin other) {
        return new Actor(side, person, label, firm, rights, other, correlation);
    }

    public Actor with(Rights other) {
        return new Actor(side, person, label, firm, other, origin, correlation);
    }
}
