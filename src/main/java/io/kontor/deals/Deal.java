package io.kontor.deals;

import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.FreeText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One opportunity or order; also the complete state in the ledger.
 *
 * @param customerId who buys; none while it is not known
 * @param ownerId who of the office sells it
 * @param currency ISO 4217; of the amount, of every line and of every cost
 * @param amount the sum of the lines; what was stated when there are none, and none when nobody stated it
 * @param closedOn the day it was won or lost; none while it is open
 * @param lossReason why it was lost; only of lost ones, and of imported ones often not known
 * @param partners who of the partners has to do with it, in the order they came
 * @param custom values of custom fields by code
 * @param incomplete what an import could not bring in, or none
 */
public record Deal(
        String name,
        @Nullable UUID customerId,
        @Nullable UUID ownerId,
        String currency,
        Stage stage,
        @Nullable BigDecimal amount,
        @Nullable LocalDate openedOn,
        @Nullable LocalDate expectedCloseOn,
        @Nullable LocalDate closedOn,
        @FreeText @Nullable String lossReason,
        @Nullable String sourceSystem,
        @FreeText @Nullable String description,
        List<ExternalId> externalIds,
        List<Line> lines,
        List<Share> partners,
        Map<String, String> custom,
        @Nullable Incomplete incomplete,
        boolean withdrawn) {
    private static final int MOST_LINES = 10_000;
    private static final int MOST_PARTNERS = 50;

    /**
     * One product, or something described, in a deal.
     *
     * @param number tells lines of a deal apart and stays with them; 0 for a new one, which then gets the next
     * @param cost what it costs us, all of it, or none when it is not known
     * @param key what the system the deal came from calls the line; none for lines made by hand
     */
    public record Line(
            int number,
            @Nullable UUID productId,
            @Nullable String description,
            BigDecimal quantity,
            BigDecimal amount,
            @Nullable BigDecimal cost,
            @Nullable String key) {
        public Line(
                int number,
                @Nullable UUID productId,
                @Nullable String description,
                BigDecimal quantity,
                BigDecimal amount,
                @Nullable BigDecimal cost) {
            this(number, productId, description, quantity, amount, cost, null);
        }

        public Line {
            key = Fields.optional(key, "lines", 200);
            description = Fields.optional(description, "lines", 300);
            if (number < 0) {
                throw Refusal.invalid("line-number", "number", number).at("lines");
            }
            if (productId == null && description == null) {
                throw Refusal.invalid("line-without-product").at("lines");
            }
            quantity = decimal(quantity, "lines");
            amount = decimal(amount, "lines");
            cost = cost == null ? null : decimal(cost, "lines");
        }

        Line numbered(int other) {
            return new Line(other, productId, description, quantity, amount, cost, key);
        }

        public Line costing(@Nullable BigDecimal other) {
            return new Line(number, productId, description, quantity, amount, other, key);
        }

        private Line called(@Nullable String other) {
            return new Line(number, productId, description, quantity, amount, cost, other);
        }
    }

    /**
     * What a partner has to do with a deal.
     *
     * @param day since when, or none when it is not known
     * @param evidence how we know
     */
    public record Share(
            UUID partnerId,
            PartnerRole role,
            @Nullable LocalDate day,
            @FreeText @Nullable String evidence) {
        public Share {
            evidence = Fields.optional(evidence, "partners", 1_000);
        }

        private Share with(UUID other) {
            return new Share(other, role, day, evidence);
        }
    }

    /** An import left lines out: how many, and why. */
    public record Incomplete(int linesLeftOut, String note) {
        public Incomplete {
            note = Fields.required(note, "incomplete", 500);
            if (linesLeftOut < 0) {
                throw Refusal.invalid("line-number", "number", linesLeftOut).at("incomplete");
            }
        }
    }

    public Deal {
        name = Fields.required(name, "name", 200);
        var code = currency;
        currency = Fields.at("currency", () -> Money.currency(code));
        lossReason = Fields.optional(lossReason, "lossReason", 500);
        sourceSystem = Fields.optional(sourceSystem, "sourceSystem", 60);
        description = Fields.optional(description, "description", 4_000);
        externalIds = List.copyOf(new LinkedHashSet<>(externalIds));
        lines = numbered(lines);
        amount = lines.isEmpty() ? amount == null ? null : decimal(amount, "amount") : sum(lines, Line::amount);
        partners = checked(partners);
        custom = Map.copyOf(custom);
        checkDays(stage, openedOn, closedOn);
        if (lossReason != null && stage != Stage.LOST) {
            throw Refusal.invalid("loss-reason-not-lost").at("lossReason");
        }
    }

    private static void checkDays(Stage stage, @Nullable LocalDate openedOn, @Nullable LocalDate closedOn) {
        if (stage.closed() && closedOn == null) {
            throw Refusal.invalid("closed-without-day").at("closedOn");
        }
        if (!stage.closed() && closedOn != null) {
            throw Refusal.invalid("open-with-closing-day").at("closedOn");
        }
        if (closedOn != null && openedOn != null && closedOn.isBefore(openedOn)) {
            throw Refusal.invalid("closed-before-opened", "opened", openedOn, "closed", closedOn)
                    .at("closedOn");
        }
    }

    private static BigDecimal decimal(BigDecimal value, String field) {
        if (value.scale() > 6 || value.precision() - value.scale() > 18) {
            throw Refusal.invalid("amount-too-long", "amount", value.toPlainString())
                    .at(field);
        }
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    /** Lines with a number each; new ones go on from the highest. */
    private static List<Line> numbered(List<Line> lines) {
        if (lines.size() > MOST_LINES) {
            throw Refusal.invalid("too-many-lines", "count", lines.size(), "most", MOST_LINES)
                    .at("lines");
        }
        int highest = lines.stream().mapToInt(Line::number).max().orElse(0);
        var used = new HashSet<Integer>();
        var result = new ArrayList<Line>(lines.size());
        for (var line : lines) {
            if (line.number() > 0 && used.add(line.number())) {
                result.add(line);
            } else {
                used.add(++highest);
                result.add(line.numbered(highest));
            }
        }
        return List.copyOf(result);
    }

    private static List<Share> checked(List<Share> partners) {
        if (partners.size() > MOST_PARTNERS) {
            throw Refusal.invalid("too-many-partners", "count", partners.size(), "most", MOST_PARTNERS)
                    .at("partners");
        }
        if (partners.stream()
                        .filter(share -> share.role() == PartnerRole.SOURCING)
                        .count()
                > 1) {
            throw Refusal.invalid("one-sourcing-partner").at("partners");
        }
        var once = partners.stream()
                .map(share -> share.partnerId() + "/" + share.role())
                .distinct()
                .count();
        if (once < partners.size()) {
            throw Refusal.invalid("partner-twice").at("partners");
        }
        return List.copyOf(partners);
    }

    private static BigDecimal sum(List<Line> lines, Function<Line, @Nullable BigDecimal> part) {
        return lines.stream().map(part).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A deal that was only just heard of. */
    public static Deal named(String name, String currency) {
        return new Deal(
                name,
                null,
                null,
                currency,
                Stage.PROSPECTING,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                false);
    }

    /** Who brought it in, or none. */
    public @Nullable UUID sourcing() {
        return partners.stream()
                .filter(share -> share.role() == PartnerRole.SOURCING)
                .map(Share::partnerId)
                .findFirst()
                .orElse(null);
    }

    /** The partner it stands with: the sourcing one, else the first, else none. */
    public @Nullable UUID partner() {
        var sourcing = sourcing();
        return sourcing != null || partners.isEmpty()
                ? sourcing
                : partners.getFirst().partnerId();
    }

    /** The day it closed or is expected to; none when nobody expects one. */
    public @Nullable LocalDate closesOn() {
        return closedOn != null ? closedOn : expectedCloseOn;
    }

    /** What it costs us as far as lines say; none when none says. */
    public @Nullable BigDecimal cost() {
        return lines.stream().allMatch(line -> line.cost() == null) ? null : sum(lines, Line::cost);
    }

    /** Moved to another stage. A closed deal is reopened with a reason, a lost one has one, and both need their day. */
    Deal moved(Stage to, @Nullable LocalDate day, @Nullable String reason) {
        stage.allow(to, reason);
        return builder()
                .stage(to)
                .closedOn(to.closed() ? day : null)
                .lossReason(to == Stage.LOST ? reason : null)
                .build();
    }

    /** The same without what things cost us. */
    Deal withoutCosts() {
        return builder()
                .lines(lines.stream().map(line -> line.costing(null)).toList())
                .build();
    }

    /** With the costs another state of this deal has for the same lines; new lines have none. */
    Deal withCostsOf(Deal other) {
        var costs = other.lines.stream()
                .filter(line -> line.cost() != null)
                .collect(Collectors.toMap(Line::number, Function.identity()));
        return builder()
                .lines(lines.stream()
                        .map(line -> {
                            var known = costs.get(line.number());
                            return line.costing(known == null ? null : known.cost());
                        })
                        .toList())
                .build();
    }

    /** As it is once a partner on it, or its customer, is another. What both partners did counts once. */
    Deal replacing(UUID from, UUID to) {
        var shares = new ArrayList<Share>();
        for (var share : partners) {
            var moved = share.partnerId().equals(from) ? share.with(to) : share;
            if (shares.stream()
                    .noneMatch(one -> one.partnerId().equals(moved.partnerId()) && one.role() == moved.role())) {
                shares.add(moved);
            }
        }
        return builder()
                .customerId(from.equals(customerId) ? to : customerId)
                .partners(shares)
                .build();
    }

    /** A copy to change part by part. */
    public Builder builder() {
        return new Builder(this);
    }

    /** Changes several parts of a deal at once. */
    public static final class Builder {
        private String name;
        private @Nullable UUID customerId;
        private @Nullable UUID ownerId;
        private String currency;
        private Stage stage;
        private @Nullable BigDecimal amount;
        private @Nullable LocalDate openedOn;
        private @Nullable LocalDate expectedCloseOn;
        private @Nullable LocalDate closedOn;
        private @Nullable String lossReason;
        private @Nullable String sourceSystem;
        private @Nullable String description;
        private List<ExternalId> externalIds;
        private List<Line> lines;
        private List<Share> partners;
        private Map<String, String> custom;
        private @Nullable Incomplete incomplete;
        private boolean withdrawn;

        private Builder(Deal from) {
            name = from.name;
            customerId = from.customerId;
            ownerId = from.ownerId;
            currency = from.currency;
            stage = from.stage;
            amount = from.amount;
            openedOn = from.openedOn;
            expectedCloseOn = from.expectedCloseOn;
            closedOn = from.closedOn;
            lossReason = from.lossReason;
            sourceSystem = from.sourceSystem;
            description = from.description;
            externalIds = from.externalIds;
            lines = from.lines;
            partners = from.partners;
            custom = from.custom;
            incomplete = from.incomplete;
            withdrawn = from.withdrawn;
        }

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder customerId(@Nullable UUID value) {
            customerId = value;
            return this;
        }

        public Builder ownerId(@Nullable UUID value) {
            ownerId = value;
            return this;
        }

        public Builder currency(String value) {
            currency = value;
            return this;
        }

        public Builder stage(Stage value) {
            stage = value;
            return this;
        }

        public Builder amount(@Nullable BigDecimal value) {
            amount = value;
            return this;
        }

        public Builder openedOn(@Nullable LocalDate value) {
            openedOn = value;
            return this;
        }

        public Builder expectedCloseOn(@Nullable LocalDate value) {
            expectedCloseOn = value;
            return this;
        }

        public Builder closedOn(@Nullable LocalDate value) {
            closedOn = value;
            return this;
        }

        public Builder lossReason(@Nullable String value) {
            lossReason = value;
            return this;
        }

        public Builder sourceSystem(@Nullable String value) {
            sourceSystem = value;
            return this;
        }

        public Builder description(@Nullable String value) {
            description = value;
            return this;
        }

        public Builder externalIds(List<ExternalId> value) {
            externalIds = value;
            return this;
        }

        /** New lines get numbers no line of the deal had when this began; known ones keep what another system calls them. */
        public Builder lines(List<Line> value) {
            var next = Math.max(
                    lines.stream().mapToInt(Line::number).max().orElse(0),
                    value.stream().mapToInt(Line::number).max().orElse(0));
            var result = new ArrayList<Line>(value.size());
            for (var line : value) {
                result.add(line.number() > 0 ? called(line) : line.numbered(++next));
            }
            lines = result;
            return this;
        }

        private Line called(Line line) {
            return line.key() != null
                    ? line
                    : lines.stream()
                            .filter(old -> old.number() == line.number() && old.key() != null)
                            .findFirst()
                            .map(old -> line.called(old.key()))
                            .orElse(line);
        }

        public Builder partners(List<Share> value) {
            partners = value;
            return this;
        }

        public Builder custom(Map<String, String> value) {
            custom = value;
            return this;
        }

        public Builder incomplete(@Nullable Incomplete value) {
            incomplete = value;
            return this;
        }

        public Builder withdrawn(boolean value) {
            withdrawn = value;
            return this;
        }

        public Deal build() {
            return new Deal(
                    name,
                    customerId,
                    ownerId,
                    currency,
                    stage,
                    amount,
                    openedOn,
                    expectedCloseOn,
                    closedOn,
                    lossReason,
                    sourceSystem,
                    description,
                    externalIds,
                    lines,
                    partners,
                    custom,
                    incomplete,
                    withdrawn);
        }
    }
}
