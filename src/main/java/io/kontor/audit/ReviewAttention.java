package io.kontor.audit;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Attention;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A review of the ledger that is due soon, or late; said to who is to make it, and late also to everybody else who may. */
@Component
final class ReviewAttention implements Attention {
    private static final int DAYS_AHEAD = 14;

    private final LogReviews reviews;

    ReviewAttention(LogReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public String code() {
        return "log-review";
    }

    @Override
    public int order() {
        return 6;
    }

    @Override
    public String icon() {
        return "shield-check";
    }

    @Override
    public Open open(Actor actor, LocalDate today, int most) {
        if (!actor.may(LogReviews.KIND, Verb.CREATE)) {
            return Open.NOTHING;
        }
        return reviews.due(actor)
                .filter(due -> !due.on().isAfter(today.plusDays(DAYS_AHEAD)))
                .filter(due -> due.on().isBefore(today)
                        || due.reviewer() == null
                        || due.reviewer().equals(actor.person()))
                .map(due -> Open.of(1, "", List.of(item(due, due.on().isBefore(today)))))
                .orElse(Open.NOTHING);
    }

    private static Item item(LogReviews.Due due, boolean late) {
        return new Item(
                new UUID(0, 0),
                "",
                "/audit",
                Map.of("late", late ? "yes" : "no", "day", due.on()),
                late ? Urgency.LATE : Urgency.SOON,
                Action.open("/audit/reviews/new"));
    }
}
