package io.kontor.metrics;

import io.kontor.deals.Deal;
import io.kontor.deals.Deals;
import io.kontor.ledger.TimelineEntry;
import io.kontor.metrics.ActivitySql.Happening;
import io.kontor.metrics.ActivitySql.Kind;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What an entry says happened with partners. */
final class Happened {
    private Happened() {}

    /** A sign-in or a note; none for anything else. */
    static Optional<Happening> of(TimelineEntry entry, ZoneId zone) {
        var partner = entry.partner();
        var kind = switch (entry.action()) {
            case "session.signed_in" -> Kind.SIGN_IN;
            case "note.written" -> Kind.NOTE;
            default -> null;
        };
        return partner == null || kind == null
                ? Optional.empty()
                : Optional.of(new Happening(
                        entry.id(),
                        1,
                        entry.recordedAt(),
                        partner,
                        kind,
                        LocalDate.ofInstant(entry.occurredAt(), zone)));
    }

    /** A deal that went on to another stage while it is open is something that happened with its partners. */
    static List<Happening> of(TimelineEntry entry, Deal deal, Fact is, ZoneId zone) {
        if (is.direct() || entry.before() == null) {
            return List.of();
        }
        var before = entry.before(Deals.DEAL).orElseThrow();
        if (before.stage() == deal.stage() || before.withdrawn()) {
            return List.of();
        }
        var day = LocalDate.ofInstant(entry.occurredAt(), zone);
        return is.shares().stream()
                .map(share -> new Happening(entry.id(), 1, entry.recordedAt(), share.partner(), Kind.DEAL_MOVED, day))
                .toList();
    }
}
