package io.kontor.metrics;

import io.kontor.kernel.Dated;
import io.kontor.ledger.TimelineEntry;
import io.kontor.partners.Membership;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was last told of a partner or a membership, as far as figures depend on it. */
sealed interface Told {
    /** The partner it is about. */
    UUID about();

    /**
     * A firm.
     *
     * @param countries where it was; another country counts from the day it was told
     * @param statuses likewise
     * @param gone whether it was withdrawn, or is part of another by now
     * @param foldedInto the firm it was merged into, or none
     */
    record Firm(
            UUID about,
            List<Dated<String>> segments,
            List<Dated<UUID>> regions,
            List<Dated<String>> types,
            List<Dated<String>> countries,
            List<Dated<String>> statuses,
            boolean gone,
            @Nullable UUID foldedInto)
            implements Told {
        private static final List<String> WITH_US =
                List.of(PartnerStatus.ONBOARDING.code(), PartnerStatus.ACTIVE.code(), PartnerStatus.PAUSED.code());

        static Firm of(TimelineEntry entry, Partner partner, LocalDate day, @Nullable Firm before) {
            return new Firm(
                    entry.subject().id(),
                    partner.segments(),
                    partner.regions(),
                    partner.types().stream()
                            .map(type -> new Dated<>(type.value().code(), type.from(), type.to()))
                            .toList(),
                    before == null
                            ? always(partner.country())
                            : Dated.changed(before.countries(), partner.country(), day),
                    before == null
                            ? List.of(new Dated<>(partner.status().code(), day, null))
                            : Dated.changed(before.statuses(), partner.status().code(), day),
                    partner.withdrawn(),
                    partner.foldedInto());
        }

        private static List<Dated<String>> always(@Nullable String country) {
            return country == null ? List.of() : List.of(new Dated<>(country, null, null));
        }

        /** Its newest status; a firm that is a prospect now never was with us. */
        boolean prospect() {
            return statuses.getLast().value().equals(PartnerStatus.PROSPECT.code());
        }

        /** Whether its status said on that day that we work together. */
        boolean withUs(LocalDate day) {
            return Dated.at(statuses, day).filter(WITH_US::contains).isPresent();
        }

        boolean ended(LocalDate day) {
            return Dated.at(statuses, day)
                    .filter(PartnerStatus.ENDED.code()::equals)
                    .isPresent();
        }

        /** Every day on which something of it begins or ends. */
        List<LocalDate> turns() {
            var turns = new ArrayList<LocalDate>();
            for (var history : List.of(segments, regions, types, countries, statuses)) {
                history.forEach(dated -> {
                    add(turns, dated.from());
                    add(turns, dated.to());
                });
            }
            return turns;
        }
    }

    /** That a firm is in a programme. */
    record Member(
            UUID about, UUID id, LocalDate joined, @Nullable LocalDate left, boolean counts, List<Dated<String>> tiers)
            implements Told {
        static Member of(TimelineEntry entry, Membership membership) {
            return new Member(
                    membership.partner(),
                    entry.subject().id(),
                    membership.joined(),
                    membership.left(),
                    !membership.withdrawn() && membership.status() != Membership.Status.APPLIED,
                    membership.tiers());
        }

        boolean on(LocalDate day) {
            return counts && !day.isBefore(joined) && (left == null || day.isBefore(left));
        }

        List<LocalDate> turns() {
            var turns = new ArrayList<LocalDate>();
            add(turns, joined);
            add(turns, left);
            tiers.forEach(dated -> {
                add(turns, dated.from());
                add(turns, dated.to());
            });
            return turns;
        }
    }

    private static void add(List<LocalDate> turns, @Nullable LocalDate day) {
        if (day != null) {
            turns.add(day);
        }
    }
}
