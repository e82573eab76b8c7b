package io.kontor.metrics;

import io.kontor.company.Company;
import io.kontor.company.Rates;
import io.kontor.deals.Deals;
import io.kontor.ledger.Subscription;
import io.kontor.ledger.TimelineEntry;
import io.kontor.metrics.ActivitySql.Happening;
import io.kontor.metrics.ActivitySql.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Reads the ledger and writes the facts. It reads everything in one order: what a deal amounts to depends on where its partners
 * stand and on the rates that were told before it, and what was known at a moment must not depend on who read faster.
 */
@Component
final class FactKeeper implements Subscription {
    /** A rate speaks for its day and for this many after it. */
    private static final int REACH_DAYS = 31;

    private final DealFacts deals;
    private final PartnerFacts partners;
    private final SettingSql settings;
    private final ActivitySql activity;

    FactKeeper(DealFacts deals, PartnerFacts partners, SettingSql settings, ActivitySql activity) {
        this.deals = deals;
        this.partners = partners;
        this.settings = settings;
        this.activity = activity;
    }

    @Override
    public String name() {
        return "metrics.facts";
    }

    @Override
    public int shards() {
        return 1;
    }

    private enum Sort {
        COMPANY,
        RATE,
        PARTNER,
        DEAL,
        HAPPENING,
        OTHER;

        static Sort of(TimelineEntry entry) {
            return switch (entry.subject().type()) {
                case Company.KIND -> COMPANY;
                case Rates.KIND -> RATE;
                case Deals.KIND -> DEAL;
                case "session", "note" -> HAPPENING;
                default -> PartnerFacts.takes(entry) ? PARTNER : OTHER;
            };
        }
    }

    @Override
    public void take(List<TimelineEntry> entries) {
        settings.write();
        var run = new ArrayList<TimelineEntry>();
        boolean any = false;
        boolean ofPartners = false;
        for (var entry : entries) {
            var sort = Sort.of(entry);
            if (sort == Sort.OTHER) {
                continue;
            }
            any = true;
            ofPartners |= sort == Sort.PARTNER || sort == Sort.COMPANY;
            if (!run.isEmpty() && !goesWith(run.getLast(), entry)) {
                together(List.copyOf(run));
                run.clear();
            }
            run.add(entry);
        }
        if (!run.isEmpty()) {
            together(run);
        }
        if (any) {
            settings.changed(ofPartners);
        }
    }

    /** Rates told at one moment restate together; what is told later restates later. */
    private static boolean goesWith(TimelineEntry last, TimelineEntry entry) {
        var sort = Sort.of(entry);
        return Sort.of(last) == sort
                && sort != Sort.COMPANY
                && (sort != Sort.RATE || last.recordedAt().equals(entry.recordedAt()));
    }

    /** Entries of one sort that follow each other. */
    private void together(List<TimelineEntry> entries) {
        var setting = settings.at(null);
        switch (Sort.of(entries.getFirst())) {
            case COMPANY -> company(entries.getFirst(), setting);
            case RATE -> rates(entries, setting);
            case PARTNER -> partners.take(entries, setting);
            case DEAL -> deals.take(entries, setting);
            case HAPPENING -> activity.add(happenings(entries, setting.zone()));
            case OTHER -> {}
        }
    }

    private void company(TimelineEntry entry, SettingSql.Setting before) {
        var told = new SettingSql.Setting(
                entry.after().path("currency").asString(before.currency()),
                ZoneId.of(entry.after().path("zone").asString(before.zone().getId())),
                entry.after().path("fiscalMonth").asInt(before.fiscalMonth()));
        settings.tell(entry, told);
        var was = entry.before() == null ? "" : entry.before().path("currency").asString("");
        if (!was.equals(told.currency())) {
            deals.reprice(null, null, told, entry.id(), entry.recordedAt());
        }
    }

    private void rates(List<TimelineEntry> entries, SettingSql.Setting setting) {
        settings.tell(entries.stream()
                .collect(java.util.stream.Collectors.toMap(
                        entry -> entry.subject().id(), FactKeeper::rate, (first, last) -> last))
                .values()
                .stream()
                .toList());
        var days = entries.stream().map(entry -> rate(entry).day()).sorted().toList();
        var last = entries.getLast();
        deals.reprice(days.getFirst(), days.getLast().plusDays(REACH_DAYS + 1), setting, last.id(), last.recordedAt());
    }

    private static SettingSql.Rate rate(TimelineEntry entry) {
        var state = entry.after();
        return new SettingSql.Rate(
                state.path("base").asString(),
                state.path("quote").asString(),
                LocalDate.parse(state.path("day").asString()),
                new BigDecimal(state.path("rate").asString()));
    }

    private static List<Happening> happenings(List<TimelineEntry> entries, ZoneId zone) {
        var happenings = new ArrayList<Happening>();
        for (var entry : entries) {
            var partner = entry.partner();
            var kind = switch (entry.action()) {
                case "session.signed_in" -> Kind.SIGN_IN;
                case "note.written" -> Kind.NOTE;
                default -> null;
            };
            if (partner != null && kind != null) {
                happenings.add(new Happening(
                        entry.id(),
                        1,
                        entry.recordedAt(),
                        partner,
                        kind,
                        LocalDate.ofInstant(entry.occurredAt(), zone)));
            }
        }
        return happenings;
    }
}
