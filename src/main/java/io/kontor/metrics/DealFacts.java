package io.kontor.metrics;

import io.kontor.deals.Deal;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.ledger.TimelineEntry;
import io.kontor.metrics.ActivitySql.Happening;
import io.kontor.metrics.ActivitySql.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes what each deal amounts to whenever that changes: the old fact with a minus and the new one. A deal that is withdrawn,
 * or merged away, amounts to nothing.
 */
@Component
final class DealFacts {
    private final FactSql sql;
    private final CellSql cells;
    private final SpanSql spans;
    private final ActivitySql activity;

    DealFacts(FactSql sql, CellSql cells, SpanSql spans, ActivitySql activity) {
        this.sql = sql;
        this.cells = cells;
        this.spans = spans;
        this.activity = activity;
    }

    /** Entries of deals, in order. */
    void take(List<TimelineEntry> entries, SettingSql.Setting setting) {
        var ids = entries.stream().map(entry -> entry.subject().id()).distinct().toList();
        var known = sql.now(ids);
        var cameClosed = cameClosed(entries, ids, known);
        var stands = spans.now(partners(entries));
        var rates = sql.rates(won(entries), setting.currency());
        var deltas = new ArrayList<Delta>();
        var happenings = new ArrayList<Happening>();
        for (var entry : entries) {
            var was = known.get(entry.subject().id());
            var is = worth(fact(entry, was, cameClosed, stands, setting), rates);
            if (!Objects.equals(was, is)) {
                replace(deltas, entry.id(), entry.recordedAt(), was, is);
                known.put(entry.subject().id(), is);
            }
            moved(happenings, entry, is, setting);
        }
        write(deltas, happenings);
    }

    private Map<UUID, Boolean> cameClosed(List<TimelineEntry> entries, List<UUID> ids, Map<UUID, Fact> known) {
        var closed = new HashMap<UUID, Boolean>();
        known.values().forEach(fact -> closed.put(fact.deal(), fact.cameClosed()));
        var others = ids.stream().filter(id -> !closed.containsKey(id)).toList();
        if (entries.stream().anyMatch(entry -> entry.before() != null)) {
            closed.putAll(sql.cameClosed(others));
        }
        for (var entry : entries) {
            closed.computeIfAbsent(
                    entry.subject().id(),
                    id -> entry.before() == null
                            && entry.after(Deals.DEAL).stage().closed());
        }
        return closed;
    }

    private static Set<UUID> partners(List<TimelineEntry> entries) {
        var partners = new HashSet<UUID>();
        entries.forEach(entry -> entry.after(Deals.DEAL).partners().forEach(share -> partners.add(share.partnerId())));
        return partners;
    }

    private static @Nullable Fact fact(
            TimelineEntry entry,
            @Nullable Fact was,
            Map<UUID, Boolean> cameClosed,
            Map<UUID, List<Span>> stands,
            SettingSql.Setting setting) {
        var deal = entry.after(Deals.DEAL);
        if (deal.withdrawn()) {
            return null;
        }
        var outcome = switch (deal.stage()) {
            case WON -> Fact.Outcome.WON;
            case LOST -> Fact.Outcome.LOST;
            case PROSPECTING, QUALIFIED, PROPOSAL, NEGOTIATION -> Fact.Outcome.OPEN;
        };
        var day = deal.closedOn() == null ? opened(entry, deal.openedOn(), was, setting) : deal.closedOn();
        return new Fact(
                entry.subject().id(),
                outcome,
                day,
                deal.openedOn(),
                Boolean.TRUE.equals(cameClosed.get(entry.subject().id())),
                deal.customerId(),
                deal.currency(),
                deal.amount() == null ? BigDecimal.ZERO : deal.amount(),
                null,
                deal.lines().size(),
                shares(deal, day, stands));
    }

    /** An open deal of which nobody knows when it was opened counts on the day it was first heard of. */
    private static LocalDate opened(
            TimelineEntry entry, @Nullable LocalDate told, @Nullable Fact was, SettingSql.Setting setting) {
        if (told != null) {
            return told;
        }
        return was != null && was.outcome() == Fact.Outcome.OPEN && was.openedOn() == null
                ? was.occurredOn()
                : LocalDate.ofInstant(entry.occurredAt(), setting.zone());
    }

    private static Set<FactSql.Quoted> won(List<TimelineEntry> entries) {
        var won = new HashSet<FactSql.Quoted>();
        for (var entry : entries) {
            var deal = entry.after(Deals.DEAL);
            if (deal.stage() == Stage.WON && deal.closedOn() != null) {
                won.add(new FactSql.Quoted(deal.currency(), deal.closedOn()));
            }
        }
        return won;
    }

    /** The partner it stands with first. */
    private static List<Fact.Share> shares(Deal deal, LocalDate day, Map<UUID, List<Span>> stands) {
        var partners = new LinkedHashSet<UUID>();
        if (deal.partner() != null) {
            partners.add(deal.partner());
        }
        deal.partners().forEach(share -> partners.add(share.partnerId()));
        return partners.stream()
                .map(partner -> new Fact.Share(
                        partner,
                        has(deal, partner, PartnerRole.SOURCING),
                        has(deal, partner, PartnerRole.INFLUENCING),
                        Span.at(stands.getOrDefault(partner, List.of()), day)))
                .toList();
    }

    private static boolean has(Deal deal, UUID partner, PartnerRole role) {
        return deal.partners().stream().anyMatch(share -> share.partnerId().equals(partner) && share.role() == role);
    }

    private static @Nullable Fact worth(@Nullable Fact fact, Map<FactSql.Quoted, BigDecimal> rates) {
        if (fact == null || fact.outcome() != Fact.Outcome.WON) {
            return fact;
        }
        var rate = rates.get(new FactSql.Quoted(fact.currency(), fact.occurredOn()));
        return fact.worth(rate == null ? null : fact.amount().multiply(rate));
    }

    private static void replace(List<Delta> deltas, UUID entry, Instant at, @Nullable Fact was, @Nullable Fact is) {
        if (was != null) {
            deltas.add(new Delta(entry, -1, at, was));
        }
        if (is != null) {
            deltas.add(new Delta(entry, 1, at, is));
        }
    }

    /** A deal that went on to another stage while it is open is something that happened with its partners. */
    private static void moved(
            List<Happening> happenings, TimelineEntry entry, @Nullable Fact is, SettingSql.Setting setting) {
        if (is == null || entry.before() == null) {
            return;
        }
        var before = entry.before(Deals.DEAL).orElseThrow();
        if (before.stage() != entry.after(Deals.DEAL).stage() && !before.withdrawn()) {
            var day = LocalDate.ofInstant(entry.occurredAt(), setting.zone());
            is.shares()
                    .forEach(share -> happenings.add(
                            new Happening(entry.id(), 1, entry.recordedAt(), share.partner(), Kind.DEAL_MOVED, day)));
        }
    }

    /** Puts these partners where they stand now into the facts of their deals. */
    void restate(Set<UUID> partners, Map<UUID, List<Span>> stands, UUID entry, Instant at) {
        var deltas = new ArrayList<Delta>();
        for (var was : sql.with(partners).values()) {
            var is = was.with(was.shares().stream()
                    .map(share -> partners.contains(share.partner())
                            ? share.with(Span.at(stands.getOrDefault(share.partner(), List.of()), was.occurredOn()))
                            : share)
                    .toList());
            if (!is.equals(was)) {
                replace(deltas, entry, at, was, is);
            }
        }
        write(deltas, List.of());
    }

    /**
     * Finds anew what won deals of some days are worth, month by month.
     *
     * @param from first day, or none for all
     * @param to first day not included, or none
     */
    void reprice(@Nullable LocalDate from, @Nullable LocalDate to, SettingSql.Setting setting, UUID entry, Instant at) {
        var days = sql.wonDays();
        if (days.isEmpty()) {
            return;
        }
        var day = from == null || from.isBefore(days.getFirst()) ? days.getFirst() : from;
        var end = to == null || to.isAfter(days.getLast()) ? days.getLast().plusDays(1) : to;
        while (day.isBefore(end)) {
            var next = day.plusMonths(1).withDayOfMonth(1);
            var facts = sql.won(day, next.isBefore(end) ? next : end);
            var quoted = facts.values().stream()
                    .map(fact -> new FactSql.Quoted(fact.currency(), fact.occurredOn()))
                    .collect(java.util.stream.Collectors.toSet());
            var rates = sql.rates(quoted, setting.currency());
            var deltas = new ArrayList<Delta>();
            for (var was : facts.values()) {
                var is = worth(was, rates);
                if (!was.equals(is)) {
                    replace(deltas, entry, at, was, is);
                }
            }
            write(deltas, List.of());
            day = next;
        }
    }

    private void write(List<Delta> deltas, List<Happening> more) {
        var happenings = new ArrayList<>(more);
        if (!deltas.isEmpty()) {
            sql.add(deltas);
            cells.grow(Cells.of(deltas));
            var sourcing = new HashSet<UUID>();
            for (var delta : deltas) {
                var fact = delta.fact();
                if (fact.sourced() && fact.outcome() == Fact.Outcome.WON) {
                    sourcing.add(fact.shares().getFirst().partner());
                }
                happenings.addAll(happenings(delta));
            }
            sql.firstDeals(sourcing);
        }
        activity.add(net(happenings));
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
