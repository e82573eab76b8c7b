package io.kontor.metrics;

import io.kontor.company.Rates;
import io.kontor.deals.Deal;
import io.kontor.deals.Deals;
import io.kontor.deals.Stage;
import io.kontor.ledger.TimelineEntry;
import io.kontor.metrics.ActivitySql.Happening;
import io.kontor.metrics.FactBatches.Changed;
import io.kontor.metrics.FactBatches.Limits;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Entries taken together. What they rest on is read at once, each is worked out in its turn in memory, and what comes of it is
 * written at once: so they amount to what they would one by one, however many there are.
 */
final class FactBatch {
    private final FactSql facts;
    private final SpanSql spans;
    private final SettingSql settings;
    private final FactWriter writer;
    private final SettingSql.Setting setting;
    private final PartnerFacts.Moves moves;
    private final Limits limits;

    private final KnownFacts known = new KnownFacts();
    private final Map<UUID, Deal> deals = new HashMap<>();
    private final Map<UUID, Boolean> cameClosed = new HashMap<>();
    private final Map<UUID, List<Span>> stands = new HashMap<>();
    private final List<Delta> deltas = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private RateBook rates = new RateBook(List.of());
    private boolean allKnown = true;
    private boolean changed;
    private boolean firstDeals;

    FactBatch(
            FactSql facts,
            SpanSql spans,
            SettingSql settings,
            FactWriter writer,
            SettingSql.Setting setting,
            PartnerFacts.Moves moves,
            Limits limits) {
        this.facts = facts;
        this.spans = spans;
        this.settings = settings;
        this.writer = writer;
        this.setting = setting;
        this.moves = moves;
        this.limits = limits;
    }

    Changed take(List<TimelineEntry> entries) {
        know(entries);
        var told = new ArrayList<TimelineEntry>();
        for (var entry : entries) {
            var kind = entry.subject().type();
            // Rates told at one moment restate together; what is told later restates later.
            if (!told.isEmpty()
                    && !(kind.equals(Rates.KIND) && told.getLast().recordedAt().equals(entry.recordedAt()))) {
                rates(told);
                told.clear();
            }
            switch (kind) {
                case Rates.KIND -> told.add(entry);
                case Deals.KIND -> deal(entry, Objects.requireNonNull(deals.get(entry.id())));
                default -> {
                    if (PartnerFacts.takes(entry)) {
                        moved(entry);
                    } else {
                        Happened.of(entry, setting.zone()).ifPresent(happenings::add);
                    }
                }
            }
        }
        if (!told.isEmpty()) {
            rates(told);
        }
        write();
        boolean moved = !moves.after().isEmpty();
        return new Changed(changed || moved, firstDeals || moved);
    }

    /** Reads what all of them rest on. */
    private void know(List<TimelineEntry> entries) {
        var ofDeals = entries.stream()
                .filter(entry -> entry.subject().type().equals(Deals.KIND))
                .toList();
        ofDeals.forEach(entry -> deals.put(entry.id(), entry.after(Deals.DEAL)));
        var ids = ofDeals.stream().map(entry -> entry.subject().id()).distinct().toList();
        if (!ids.isEmpty()) {
            var now = facts.now(ids);
            ids.forEach(id -> known.put(id, now.get(id)));
            if (ofDeals.stream().anyMatch(entry -> entry.before() != null)) {
                cameClosed.putAll(facts.cameClosed(
                        ids.stream().filter(id -> !now.containsKey(id)).toList()));
            }
        }
        var ofMoved = facts.with(moves.days(), null, limits.known() + 1);
        allKnown = ofMoved.size() <= limits.known();
        if (allKnown) {
            ofMoved.stream().filter(fact -> !known.has(fact.deal())).forEach(fact -> known.put(fact.deal(), fact));
        }
        var partners = new HashSet<UUID>();
        deals.values().forEach(deal -> deal.partners().forEach(share -> partners.add(share.partnerId())));
        partners.removeAll(moves.before().keySet());
        stands.putAll(spans.now(partners));
        moves.after().values().forEach(after -> after.keySet().forEach(stands::remove));
        stands.putAll(moves.before());
        rates = quoted();
    }

    /** The rates deals of other currencies are counted at. */
    private RateBook quoted() {
        var currencies = new HashSet<String>();
        var days = new ArrayList<LocalDate>();
        for (var deal : deals.values()) {
            if (deal.stage() == Stage.WON
                    && deal.closedOn() != null
                    && !deal.currency().equals(setting.currency())) {
                currencies.add(deal.currency());
                days.add(deal.closedOn());
            }
        }
        days.sort(null);
        return days.isEmpty() ? rates : book(currencies, days.getFirst(), days.getLast());
    }

    private RateBook book(Set<String> currencies, LocalDate first, LocalDate last) {
        var quoted = new HashSet<>(currencies);
        quoted.add(setting.currency());
        return new RateBook(settings.rates(quoted, first.minusDays(RateBook.REACH_DAYS), last));
    }

    private void deal(TimelineEntry entry, Deal deal) {
        var id = entry.subject().id();
        var was = known.of(id);
        boolean closed = was != null
                ? was.cameClosed()
                : cameClosed.getOrDefault(
                        id, entry.before() == null && deal.stage().closed());
        var is = DealFacts.worth(DealFacts.of(entry, deal, was, closed, stands, setting), rates, setting.currency());
        if (was != null || is != null) {
            cameClosed.put(id, closed);
        }
        if (!Objects.equals(was, is)) {
            replace(entry.id(), entry.recordedAt(), was, is);
            known.put(id, is);
        }
        if (is != null) {
            happenings.addAll(Happened.of(entry, deal, is, setting.zone()));
        }
        writeMany();
    }

    /** Puts partners where they stand from this entry on, also in the facts of their deals. */
    private void moved(TimelineEntry entry) {
        var after = moves.after().getOrDefault(entry.id(), Map.of());
        stands.putAll(after);
        var partners = new HashSet<>(after.keySet());
        partners.retainAll(moves.days().keySet());
        if (partners.isEmpty()) {
            return;
        }
        if (allKnown) {
            partners.forEach(partner -> known.with(partner).forEach(was -> stand(entry, was, partners)));
            writeMany();
            return;
        }
        write();
        var days = new HashMap<>(moves.days());
        days.keySet().retainAll(partners);
        UUID last = null;
        List<Fact> page;
        do {
            page = facts.with(days, last, limits.changes());
            page.forEach(was -> stand(entry, was, partners));
            last = page.isEmpty() ? null : page.getLast().deal();
            write();
        } while (last != null);
    }

    private void stand(TimelineEntry entry, Fact was, Set<UUID> partners) {
        var is = DealFacts.standing(was, partners, stands);
        if (!is.equals(was)) {
            replace(entry.id(), entry.recordedAt(), was, is);
            known.lend(is);
        }
    }

    private void rates(List<TimelineEntry> entries) {
        var told = new HashMap<UUID, SettingSql.Rate>();
        entries.forEach(entry -> told.put(entry.subject().id(), rate(entry)));
        settings.tell(List.copyOf(told.values()));
        told.values().forEach(rates::tell);
        changed = true;
        var days = told.values().stream().map(SettingSql.Rate::day).sorted().toList();
        var last = entries.getLast();
        reprice(days.getFirst(), days.getLast().plusDays(RateBook.REACH_DAYS + 1L), last.id(), last.recordedAt());
    }

    private static SettingSql.Rate rate(TimelineEntry entry) {
        var state = entry.after();
        return new SettingSql.Rate(
                state.path("base").asString(),
                state.path("quote").asString(),
                LocalDate.parse(state.path("day").asString()),
                new BigDecimal(state.path("rate").asString()));
    }

    /** Finds anew what all won deals are worth. */
    void count(UUID entry, Instant at) {
        reprice(null, null, entry, at);
        write();
    }

    /**
     * Finds anew what won deals of some days are worth, month by month.
     *
     * @param from first day, or none for all
     * @param to first day not included, or none
     */
    private void reprice(@Nullable LocalDate from, @Nullable LocalDate to, UUID entry, Instant at) {
        var here = known.all().stream()
                .filter(fact -> fact.outcome() == Fact.Outcome.WON)
                .filter(fact -> from == null || !fact.occurredOn().isBefore(from))
                .filter(fact -> to == null || fact.occurredOn().isBefore(to))
                .toList();
        reprice(here, entry, at);
        var won = facts.wonDays();
        if (won.isEmpty()) {
            return;
        }
        var day = from == null || from.isBefore(won.getFirst()) ? won.getFirst() : from;
        var end = to == null || to.isAfter(won.getLast()) ? won.getLast().plusDays(1) : to;
        while (day.isBefore(end)) {
            var next = day.plusMonths(1).withDayOfMonth(1);
            reprice(
                    facts.won(day, next.isBefore(end) ? next : end, from == null ? null : setting.currency()).stream()
                            .filter(fact -> !known.has(fact.deal()))
                            .toList(),
                    entry,
                    at);
            day = next;
        }
    }

    private void reprice(List<Fact> won, UUID entry, Instant at) {
        if (won.isEmpty()) {
            return;
        }
        var days = won.stream().map(Fact::occurredOn).sorted().toList();
        var currencies = new HashSet<String>();
        won.forEach(fact -> currencies.add(fact.currency()));
        var book = book(currencies, days.getFirst(), days.getLast());
        for (var was : won) {
            var is = DealFacts.worth(was, book, setting.currency());
            if (!was.equals(is)) {
                replace(entry, at, was, is);
                known.lend(Objects.requireNonNull(is));
                writeMany();
            }
        }
    }

    private void replace(UUID entry, Instant at, @Nullable Fact was, @Nullable Fact is) {
        if (was != null) {
            deltas.add(new Delta(entry, -1, at, was));
        }
        if (is != null) {
            deltas.add(new Delta(entry, 1, at, is));
        }
    }

    private void writeMany() {
        if (deltas.size() >= limits.changes()) {
            write();
        }
    }

    private void write() {
        changed |= !deltas.isEmpty() || !happenings.isEmpty();
        firstDeals |= writer.write(deltas, happenings);
        deltas.clear();
        happenings.clear();
        known.written();
    }
}
