package io.kontor.deals;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import org.jspecify.annotations.Nullable;

/** What deals cost us is for those who may see it, and set by those who may change it. */
final class DealCosts {
    static final String COST = "cost";

    private DealCosts() {}

    /** A deal as this actor may see it. */
    static Deal shown(Actor actor, Deal deal) {
        return actor.may(COST, Verb.SEE) ? deal : deal.withoutCosts();
    }

    /**
     * A deal as this actor may save it: who may not set costs keeps those the lines had. Refuses: a cost from somebody who may
     * not set it.
     *
     * @param base what it was, or none for a new one
     */
    static Deal priced(Actor actor, @Nullable Deal base, Deal wanted) {
        if (actor.may(COST, Verb.SEE) && actor.may(COST, Verb.CHANGE)) {
            return wanted;
        }
        var kept = base == null ? wanted.withoutCosts() : wanted.withCostsOf(base);
        for (int i = 0; i < wanted.lines().size(); i++) {
            var cost = wanted.lines().get(i).cost();
            var had = kept.lines().get(i).cost();
            if (cost != null && (had == null || cost.compareTo(had) != 0)) {
                throw Refusal.forbidden(COST, Verb.CHANGE);
            }
        }
        return kept;
    }
}
