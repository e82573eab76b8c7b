package io.kontor.metrics;

import io.kontor.deals.Deal;
import io.kontor.deals.PartnerRole;
import io.kontor.ledger.TimelineEntry;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a deal amounts to. One that is withdrawn, or merged away, amounts to nothing. */
final class DealFacts {
    private DealFacts() {}

    /**
     * @param was what it amounted to before
     * @param stands where partners stand as far as was told
     */
    static @Nullable Fact of(
            TimelineEntry entry,
            Deal deal,
            @Nullable Fact was,
            boolean cameClosed,
            Map<UUID, List<Span>> stands,
            SettingSql.Setting setting) {
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
                cameClosed,
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

    /** A won deal in the reporting currency at the rate of its day; without a rate it is worth nobody knows what. */
    static @Nullable Fact worth(@Nullable Fact fact, RateBook rates, String currency) {
        if (fact == null || fact.outcome() != Fact.Outcome.WON) {
            return fact;
        }
        var rate = rates.at(fact.currency(), currency, fact.occurredOn());
        return fact.worth(rate == null ? null : fact.amount().multiply(rate));
    }

    /** Where these partners stand now, in a fact they have a part in. */
    static Fact standing(Fact fact, java.util.Set<UUID> partners, Map<UUID, List<Span>> stands) {
        return fact.with(fact.shares().stream()
                .map(share -> partners.contains(share.partner())
                        ? share.with(Span.at(stands.getOrDefault(share.partner(), List.of()), fact.occurredOn()))
                        : share)
                .toList());
    }
}
