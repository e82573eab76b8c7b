package io.kontor.governance.approvals;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Attention;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Requests that need somebody: their word, their second look, or to be asked again. */
@Configuration(proxyBeanMethods = false)
class ApprovalAttention {
    private static final Duration SOON = Duration.ofHours(24);

    @Bean
    Attention approvalsToGive(Inbox inbox, Clock clock) {
        return new Waiting("approvals", 1, "checks", inbox::yours, clock);
    }

    @Bean
    Attention approvalsToRatify(Inbox inbox, Clock clock) {
        return new Waiting("ratifications", 3, "user-check", inbox::toRatify, clock);
    }

    @Bean
    Attention approvalsToAskAgain(Inbox inbox, Clock clock) {
        return new Waiting("approvals-expired", 4, "clock", inbox::again, clock);
    }

    private record Waiting(String code, int order, String icon, Function<Actor, List<Standing>> which, Clock clock)
            implements Attention {
        @Override
        public Open open(Actor actor, LocalDate today, int most) {
            if (actor.person() == null || !actor.may(Approvals.KIND, Verb.CHANGE)) {
                return Open.NOTHING;
            }
            var found = which.apply(actor);
            return Open.of(
                    Math.min(found.size(), COUNTED + 1),
                    "/approvals",
                    found.stream().limit(most).map(this::item).toList());
        }

        private Item item(Standing standing) {
            var left = Duration.between(clock.instant(), standing.due());
            boolean waits = standing.request().waits();
            var urgency = !waits ? Urgency.OPEN : left.compareTo(SOON) < 0 ? Urgency.SOON : Urgency.OPEN;
            return new Item(
                    standing.id(),
                    standing.request().title(),
                    "/approvals/" + standing.id(),
                    Map.of("due", standing.due(), "asked", standing.request().askedAt()),
                    waits && left.isNegative() ? Urgency.LATE : urgency,
                    Action.open("/approvals/" + standing.id()));
        }
    }
}
