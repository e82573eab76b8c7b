package io.kontor.governance.approvals;

import io.kontor.database.Job;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.governance.charter.Bench;
import io.kontor.governance.charter.Benches;
import io.kontor.governance.charter.Charters;
import io.kontor.governance.decisions.Decisions;
import io.kontor.kernel.Actor;
import io.kontor.ledger.Book;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * What happens when the time for a decision runs out: first those the charter names hear of it and as much time is added, then it
 * expires. What was let through in an emergency and is not ratified in its hours is taken back.
 */
@Component
class Deadlines {
    private final Tx tx;
    private final Requests requests;
    private final Charters charters;
    private final Benches benches;
    private final Outcomes outcomes;
    private final Clock clock;

    Deadlines(Tx tx, Requests requests, Charters charters, Benches benches, Outcomes outcomes, Clock clock) {
        this.tx = tx;
        this.requests = requests;
        this.charters = charters;
        this.benches = benches;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /** @return how many were over */
    int round() {
        var house = Purpose.HOUSEKEEPING.actor(Approvals.KIND, Decisions.KIND, "document", "change");
        var over = tx.as(house, () -> requests.over(clock.instant()));
        over.forEach(id -> tx.as(house, () -> over(house, id)));
        return over.size();
    }

    private void over(Actor house, UUID id) {
        var known = requests.lock(id);
        var request = known.state();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var emergency = request.emergency();
        if (request.provisional() && emergency != null && !now.isBefore(emergency.until())) {
            var lapsed = request.with(Request.State.LAPSED, "not-ratified", now);
            requests.write(house, known, lapsed, "lapsed", "system", null);
            outcomes.lapsed(house, id, lapsed, "not-ratified");
        } else if (request.state() == Request.State.OPEN && !now.isBefore(request.due())) {
            if (request.escalated()) {
                var expired = request.with(Request.State.EXPIRED, "expired", null);
                requests.write(house, known, expired, "expired", "system", null);
                outcomes.expired(house, id, expired);
            } else {
                escalate(house, known, now);
            }
        }
    }

    private void escalate(Actor house, Book.Known<Request> known, Instant now) {
        var request = known.state();
        var allowed = Duration.between(request.askedAt(), request.due());
        var later = request.escalatedUntil(now.plus(allowed));
        requests.write(house, known, later, "escalated", "system", null);
        var to = charters.now(house).charter().escalation().stream()
                .map(role -> holders(benches.now(), role))
                .filter(people -> !people.isEmpty())
                .findFirst()
                .orElse(Set.of());
        outcomes.escalated(house, known.id(), later, to);
    }

    private static Set<UUID> holders(Bench bench, String role) {
        return bench.held().stream()
                .filter(held -> held.role().equals(role))
                .map(Bench.Held::person)
                .collect(Collectors.toSet());
    }

    @Configuration(proxyBeanMethods = false)
    static class Timed {
        @Bean
        Job approvalDeadlines(Deadlines deadlines) {
            return new Job("approval-deadlines", Duration.ofMinutes(5), deadlines::round);
        }
    }
}
