package io.kontor.governance.decisions;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Attention;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A review of who may see and do what that is due soon, or late. */
@Component
final class AccessReviewAttention implements Attention {
    private static final int DAYS_AHEAD = 14;

    private final AccessReviews reviews;

    AccessReviewAttention(AccessReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public String code() {
        return "access-review";
    }

    @Override
    public int order() {
        return 8;
    }

    @Override
    public String icon() {
        return "shield-lock";
    }

    @Override
    public Open open(Actor actor, LocalDate today, int most) {
        if (!actor.may(AccessReviews.KIND, Verb.CREATE)) {
            return Open.NOTHING;
        }
        return reviews.due(actor)
                .filter(due -> !due.isAfter(today.plusDays(DAYS_AHEAD)))
                .map(due -> Open.of(1, "", List.of(item(due, due.isBefore(today)))))
                .orElse(Open.NOTHING);
    }

    private static Item item(LocalDate due, boolean late) {
        return new Item(
                new UUID(0, 0),
                "",
                "/access-reviews",
                Map.of("late", late ? "yes" : "no", "day", due),
                late ? Urgency.LATE : Urgency.SOON,
                Action.open("/access-reviews/new"));
    }
}
