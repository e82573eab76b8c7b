package io.kontor.partners;

import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A firm; also the complete state in the ledger.
 *
 * @param types what it does with us, each with its days
 * @param segments how we group it; one at a time
 * @param regions which region it belongs to; one at a time
 * @param managers who of the office looks after it; one at a time
 * @param parents the firm it belongs to; one at a time, no cycles
 * @param suppliers distributors it buys from
 * @param sourceChannel how it found us
 * @param custom values of custom fields by code
 * @param foldedInto the firm this one was merged into, or none
 */
public record Partner(
        String name,
        PartnerStatus status,
        @Nullable String country,
        @Nullable String subdivision,
        @Nullable String city,
        @Nullable String sourceChannel,
        List<Dated<PartnerType>> types,
        List<Dated<String>> segments,
        List<Dated<UUID>> regions,
        List<Dated<UUID>> managers,
        List<Dated<UUID>> parents,
        List<Dated<UUID>> suppliers,
        List<ExternalId> externalIds,
        List<String> domains,
        Map<String, String> custom,
        @Nullable UUID foldedInto,
        boolean withdrawn) {
    public Partner {
        name = Fields.required(name, "name", 200);
        country = Fields.country(country, "country");
        subdivision = Fields.optional(subdivision, "subdivision", 80);
        city = Fields.optional(city, "city", 80);
        sourceChannel = Fields.optional(sourceChannel, "sourceChannel", 80);
        types = checkedEach(types, "types");
        segments = Dated.checked(
                segments.stream()
                        .map(segment -> new Dated<>(
                                Fields.required(segment.value(), "segment", 60), segment.from(), segment.to()))
                        .toList(),
                "segment");
        regions = Dated.checked(regions, "region");
        managers = Dated.checked(managers, "manager");
        parents = Dated.checked(parents, "parent");
        suppliers = checkedEach(suppliers, "suppliers");
        externalIds = List.copyOf(new LinkedHashSet<>(externalIds));
        domains = domains.stream()
                .map(domain -> Fields.domain(domain, "domains"))
                .distinct()
                .toList();
        custom = Map.copyOf(custom);
    }

    /** A value may come and go, but not overlap itself. */
    private static <T> List<Dated<T>> checkedEach(List<Dated<T>> list, String field) {
        list.stream()
                .collect(Collectors.groupingBy(Dated::value))
                .values()
                .forEach(history -> Dated.checked(history, field));
        return List.copyOf(list);
    }

    public static Partner named(String name) {
        return new Partner(
                name,
                PartnerStatus.PROSPECT,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                false);
    }

    public Optional<String> segment(LocalDate day) {
        return Dated.at(segments, day);
    }

    public Optional<UUID> region(LocalDate day) {
        return Dated.at(regions, day);
    }

    public Optional<UUID> manager(LocalDate day) {
        return Dated.at(managers, day);
    }

    public Optional<UUID> parent(LocalDate day) {
        return Dated.at(parents, day);
    }

    public List<PartnerType> types(LocalDate day) {
        return types.stream()
                .filter(type -> type.period().contains(day))
                .map(Dated::value)
                .distinct()
                .sorted()
                .toList();
    }

    public List<UUID> suppliers(LocalDate day) {
        return suppliers.stream()
                .filter(supplier -> supplier.period().contains(day))
                .map(Dated::value)
                .distinct()
                .toList();
    }

    /** With exactly these types from a day on; those it had before end there. */
    public Partner withTypes(List<PartnerType> wanted, LocalDate day) {
        return builder().types(allChanged(types, wanted, day)).build();
    }

    public Partner withSuppliers(List<UUID> wanted, LocalDate day) {
        return builder().suppliers(allChanged(suppliers, wanted, day)).build();
    }

    private static <T> List<Dated<T>> allChanged(List<Dated<T>> history, List<T> wanted, LocalDate day) {
        var values = new LinkedHashSet<T>(wanted);
        history.forEach(dated -> values.add(dated.value()));
        var result = new ArrayList<Dated<T>>();
        for (var value : values) {
            var own = history.stream()
                    .filter(dated -> dated.value().equals(value))
                    .toList();
            result.addAll(Dated.changed(own, wanted.contains(value) ? value : null, day));
        }
        return result;
    }

    public Partner withSegment(@Nullable String segment, LocalDate day) {
        return builder().segments(Dated.changed(segments, segment, day)).build();
    }

    public Partner withRegion(@Nullable UUID region, LocalDate day) {
        return builder().regions(Dated.changed(regions, region, day)).build();
    }

    public Partner withManager(@Nullable UUID manager, LocalDate day) {
        return builder().managers(Dated.changed(managers, manager, day)).build();
    }

    public Partner withParent(@Nullable UUID parent, LocalDate day) {
        return builder().parents(Dated.changed(parents, parent, day)).build();
    }

    /** Moved along its status. Refuses: no such way; a reason is asked for and none given. */
    public Partner moved(PartnerStatus to, @Nullable String reason) {
        if (!status.next().contains(to)) {
            throw Refusal.conflict("status-not-reachable", "from", status.code(), "to", to.code());
        }
        if (to.needsReason() && (reason == null || reason.isBlank())) {
            throw Refusal.invalid("field-required").at("reason");
        }
        return withStatus(to);
    }

    public Partner withStatus(PartnerStatus other) {
        return builder().status(other).build();
    }

    /** A copy to change part by part. */
    public PartnerBuilder builder() {
        return new PartnerBuilder(this);
    }
}
