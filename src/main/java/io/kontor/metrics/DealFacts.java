package io.kontor.metrics;

import io.kontor.deals.Deal;
import io.kontor.deals.Deals;
import io.kontor.ledger.Subscription;
import io.kontor.ledger.TimelineEntry;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Writes what each deal amounts to whenever that changes: the old fact with a minus and the new one. A deal that is withdrawn,
 * or merged away, amounts to nothing.
 */
@Component
final class DealFacts implements Subscription {
    private final FactSql sql;

    DealFacts(FactSql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "metrics.deals";
    }

    @Override
    public void take(List<TimelineEntry> entries) {
        var deals = entries.stream()
                .filter(entry -> entry.subject().type().equals(Deals.KIND))
                .toList();
        if (deals.isEmpty()) {
            return;
        }
        var whole = new HashMap<>(sql.whole(
                deals.stream().map(entry -> entry.subject().id()).distinct().toList()));
        var facts = new ArrayList<Fact>();
        for (var entry : deals) {
            facts.addAll(changes(entry, whole));
        }
        if (!facts.isEmpty()) {
            sql.add(facts);
        }
    }

    private static List<Fact> changes(TimelineEntry entry, Map<UUID, Boolean> whole) {
        var after = entry.after(Deals.DEAL);
        whole.computeIfAbsent(
                entry.subject().id(),
                id -> entry.before() == null && after.stage().closed());
        var was = entry.before(Deals.DEAL).flatMap(deal -> fact(entry, deal, whole));
        var is = fact(entry, after, whole);
        if (was.isPresent() && is.isPresent() && was.get().says(is.get())) {
            return List.of();
        }
        var facts = new ArrayList<Fact>();
        was.ifPresent(fact -> facts.add(fact.takenBack(entry.id(), entry.recordedAt())));
        is.ifPresent(facts::add);
        return facts;
    }

    private static Optional<Fact> fact(TimelineEntry entry, Deal deal, Map<UUID, Boolean> whole) {
        if (deal.withdrawn()) {
            return Optional.empty();
        }
        var outcome = switch (deal.stage()) {
            case WON -> Fact.Outcome.WON;
            case LOST -> Fact.Outcome.LOST;
            case PROSPECTING, QUALIFIED, PROPOSAL, NEGOTIATION -> Fact.Outcome.OPEN;
        };
        var learnt = LocalDate.ofInstant(entry.occurredAt(), ZoneOffset.UTC);
        var opened = deal.openedOn() == null ? learnt : deal.openedOn();
        var closed = deal.closedOn() == null ? opened : deal.closedOn();
        var id = entry.subject().id();
        return Optional.of(new Fact(
                id,
                entry.id(),
                1,
                entry.recordedAt(),
                outcome,
                closed,
                deal.openedOn(),
                Boolean.TRUE.equals(whole.get(id)),
                deal.sourcing(),
                deal.customerId(),
                deal.currency(),
                deal.amount() == null ? BigDecimal.ZERO : deal.amount(),
                deal.lines().size()));
    }
}
