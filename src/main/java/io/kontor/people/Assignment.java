package io.kontor.people;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Period;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Scope;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A role a person holds, on which days and how far it reaches.
 *
 * @param role the code of the role
 */
public record Assignment(
        UUID id,
        String role,
        Reach reach,
        Set<UUID> regions,
        Set<String> segments,
        Set<UUID> partners,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
    /** How far an assignment reaches. */
    public enum Reach {
        ALL,
        REGIONS,
        SEGMENTS,
        PARTNERS,
        OWN
    }

    public Assignment {
        role = Fields.code(role, "role");
        regions = reach == Reach.REGIONS ? Set.copyOf(regions) : Set.of();
        segments = reach == Reach.SEGMENTS ? Set.copyOf(segments) : Set.of();
        partners = reach == Reach.PARTNERS ? Set.copyOf(partners) : Set.of();
        new Period(from, to);
        if (reach != Reach.ALL && reach != Reach.OWN && regions.isEmpty() && segments.isEmpty() && partners.isEmpty()) {
            throw Refusal.invalid("scope-empty").at("scope");
        }
    }

    /** Everywhere, from a day on. */
    public static Assignment everywhere(UUID id, String role, @Nullable LocalDate from) {
        return new Assignment(id, role, Reach.ALL, Set.of(), Set.of(), Set.of(), from, null);
    }

    /** The same where a firm it names was merged into another. */
    Assignment merged(UUID from, UUID into) {
        if (!partners.contains(from)) {
            return this;
        }
        var others = partners.stream()
                .map(partner -> partner.equals(from) ? into : partner)
                .collect(Collectors.toSet());
        return new Assignment(id, role, reach, regions, segments, others, this.from, to);
    }

    public Period period() {
        return new Period(from, to);
    }

    Scope scope(UUID person) {
        return switch (reach) {
            case ALL -> Scope.ALL;
            case REGIONS -> Scope.regions(regions);
            case SEGMENTS -> Scope.segments(segments);
            case PARTNERS -> Scope.partners(partners);
            case OWN -> Scope.ownPartners(person);
        };
    }
}
