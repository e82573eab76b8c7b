package io.kontor.partners;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Period;
import io.kontor.kernel.Refusal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What partners join; also the complete state in the ledger.
 *
 * @param tiers in rank order, the lowest first
 * @param benefits what members get, with a value per tier
 */
public record Programme(
        String code,
        String name,
        @Nullable String description,
        Status status,
        @Nullable LocalDate starts,
        @Nullable LocalDate ends,
        List<Tier> tiers,
        List<Benefit> benefits,
        boolean withdrawn) {
    /** Being prepared, taking members, or no longer taking any. */
    public enum Status {
        DRAFT,
        OPEN,
        CLOSED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static String tone(String code) {
            return switch (code) {
                case "open" -> "status-good";
                case "draft" -> "status-info";
                default -> "";
            };
        }
    }

    public record Tier(String code, String name) {
        public Tier {
            code = Fields.code(code, "tiers");
            name = Fields.required(name, "tiers", 60);
        }
    }

    /** @param values what it is worth in each tier, by the tier's code; none where the tier does not have it */
    public record Benefit(String name, Map<String, String> values) {
        public Benefit {
            name = Fields.required(name, "benefits", 120);
            values = values.entrySet().stream()
                    .filter(value -> !value.getValue().isBlank())
                    .collect(Collectors.toUnmodifiableMap(
                            Map.Entry::getKey, value -> Fields.required(value.getValue(), "benefits", 120)));
        }
    }

    public Programme {
        code = Fields.code(code, "code");
        name = Fields.required(name, "name", 160);
        description = Fields.optional(description, "description", 4_000);
        var from = starts;
        var to = ends;
        Fields.at("ends", () -> new Period(from, to));
        tiers = List.copyOf(tiers);
        benefits = List.copyOf(benefits);
        var codes = new HashSet<String>();
        for (var tier : tiers) {
            if (!codes.add(tier.code())) {
                throw Refusal.invalid("tier-twice", "tier", tier.code()).at("tiers");
            }
        }
        for (var benefit : benefits) {
            if (!codes.containsAll(benefit.values().keySet())) {
                throw Refusal.invalid("benefit-of-unknown-tier", "benefit", benefit.name())
                        .at("benefits");
            }
        }
    }

    /** The name of a tier, or its code when it is gone. */
    public String tierName(String tier) {
        return tiers.stream()
                .filter(one -> one.code().equals(tier))
                .map(Tier::name)
                .findFirst()
                .orElse(tier);
    }

    Programme withdrawn(boolean gone) {
        return new Programme(code, name, description, status, starts, ends, tiers, benefits, gone);
    }
}
