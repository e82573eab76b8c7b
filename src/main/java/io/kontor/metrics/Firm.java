package io.kontor.metrics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A partner as figures see it.
 *
 * @param spells the stretches of time it was with us, in order
 * @param firstDeal the day it first won a deal it sourced, or none
 */
record Firm(
        UUID id,
        List<Span> spans,
        List<Fiscal.Stretch> spells,
        @Nullable LocalDate firstDeal) {
    static Firm of(UUID id, List<Span> spans, @Nullable LocalDate firstDeal) {
        var sorted = spans.stream()
                .sorted(java.util.Comparator.comparing(
                        Span::from, java.util.Comparator.nullsFirst(java.util.Comparator.naturalOrder())))
                .toList();
        var spells = new ArrayList<Fiscal.Stretch>();
        for (var span : sorted) {
            var last = spells.isEmpty() ? null : spells.getLast();
            if (span.member() && last != null && last.to() != null && last.to().equals(span.from())) {
                spells.set(spells.size() - 1, new Fiscal.Stretch(last.from(), span.to()));
            } else if (span.member()) {
                spells.add(new Fiscal.Stretch(span.from(), span.to()));
            }
        }
        return new Firm(id, sorted, List.copyOf(spells), firstDeal);
    }

    boolean gone() {
        return spans.stream().anyMatch(Span::gone);
    }

    Dims at(LocalDate day) {
        return Span.at(spans, day);
    }

    boolean member(LocalDate day) {
        for (var span : spans) {
            if (span.member() && span.contains(day)) {
                return true;
            }
        }
        return false;
    }

    /** The day it joined us first; none when it never did. */
    @Nullable LocalDate joined() {
        return spells.isEmpty() ? null : spells.getFirst().from();
    }
}
