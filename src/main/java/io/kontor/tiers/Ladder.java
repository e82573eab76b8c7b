package io.kontor.tiers;

import io.kontor.partners.Programme;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tiers of a programme, the lowest first. */
record Ladder(List<Programme.Tier> tiers) {
    Ladder {
        tiers = List.copyOf(tiers);
    }

    /** From 0 for the lowest; -1 for none, and for one that is not among them. */
    int rank(@Nullable String tier) {
        for (int i = 0; i < tiers.size(); i++) {
            if (tiers.get(i).code().equals(tier)) {
                return i;
            }
        }
        return -1;
    }

    boolean has(@Nullable String tier) {
        return rank(tier) >= 0;
    }

    /** The one above, or none for the highest. */
    @Nullable String above(@Nullable String tier) {
        int next = rank(tier) + 1;
        return next < tiers.size() ? tiers.get(next).code() : null;
    }

    List<String> codes() {
        return tiers.stream().map(Programme.Tier::code).toList();
    }
}
