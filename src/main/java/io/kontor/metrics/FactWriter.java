package io.kontor.metrics;

import io.kontor.metrics.ActivitySql.Happening;
import io.kontor.metrics.ActivitySql.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes changes of facts with everything that is kept of them: sums, first deals, what happened. */
@Component
final class FactWriter {
    private final FactLog log;
    private final CellSql cells;
    private final FirstDealSql firstDeals;
    private final ActivitySql activity;

    FactWriter(FactLog log, CellSql cells, FirstDealSql firstDeals, ActivitySql activity) {
        this.log = log;
        this.cells = cells;
        this.firstDeals = firstDeals;
        this.activity = activity;
    }

    /**
     * @param more what happened besides what the changes say
     * @return whether some partner's first deal is another one now
     */
    boolean write(List<Delta> deltas, List<Happening> more) {
        var happenings = new ArrayList<>(more);
        boolean first = false;
        if (!deltas.isEmpty()) {
            log.add(deltas);
            cells.grow(Cells.of(deltas));
            first = firstDeals.follow(deltas);
            deltas.forEach(delta -> happenings.addAll(happenings(delta)));
        }
        activity.add(net(happenings));
        return first;
    }

    private static List<Happening> happenings(Delta delta) {
        var fact = delta.fact();
        var result = new ArrayList<Happening>();
        for (var share : fact.shares()) {
            if (fact.openedOn() != null) {
                result.add(happening(delta, share, Kind.DEAL_OPENED, fact.openedOn()));
            }
            if (fact.outcome() == Fact.Outcome.WON) {
                result.add(happening(delta, share, Kind.DEAL_WON, fact.occurredOn()));
            }
        }
        return result;
    }

    private static Happening happening(Delta delta, Fact.Share share, Kind kind, LocalDate day) {
        return new Happening(delta.entry(), delta.sign(), delta.knownAt(), share.partner(), kind, day);
    }

    private record What(UUID entry, UUID partner, Kind kind, LocalDate day) {}

    /** What one entry takes back and says again was never taken back. */
    private static List<Happening> net(List<Happening> happenings) {
        var net = new LinkedHashMap<What, List<Happening>>();
        for (var one : happenings) {
            var same = net.computeIfAbsent(
                    new What(one.entry(), one.partner(), one.kind(), one.day()), any -> new ArrayList<>());
            if (!same.isEmpty() && same.getLast().sign() != one.sign()) {
                same.removeLast();
            } else {
                same.add(one);
            }
        }
        return net.values().stream().flatMap(List::stream).toList();
    }
}
