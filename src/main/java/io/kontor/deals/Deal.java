package io.kontor.deals;

import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.FreeText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
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
 * @param contactId who of a partner's people works on it, or none
 * @param creditSettled why its credit is right as it stands although something asked about it; none once its customer, its
 *     partners or its contact change
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
        List<DealLine> lines,
        List<DealShare> partners,
        @Nullable UUID contactId,
        @FreeText @Nullable String creditSettled,
        Map<String, String> custom,
        @Nullable Incomplete incomplete,
        boolean withdrawn) {
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
        lines = DealLine.numbered(lines);
        amount = lines.isEmpty() ? amount == null ? null : decimal(amount, "amount") : sum(lines, DealLine::amount);
        partners = DealShare.checked(partners);
        creditSettled = Fields.optional(creditSettled, "creditSettled", 500);
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

    static BigDecimal decimal(BigDecimal value, String field) {
        if (value.scale() > 6 || value.precision() - value.scale() > 18) {
            throw Refusal.invalid("amount-too-long", "amount", value.toPlainString())
                    .at(field);
        }
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private static BigDecimal sum(List<DealLine> lines, Function<DealLine, @Nullable BigDecimal> part) {
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
                null,
                null,
                Map.of(),
                null,
                false);
    }

    /** Who brought it in, or none. */
    public @Nullable UUID sourcing() {
        return partners.stream()
                .filter(share -> share.role() == PartnerRole.SOURCING)
                .map(DealShare::partnerId)
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
        return lines.stream().allMatch(line -> line.cost() == null) ? null : sum(lines, DealLine::cost);
    }

    /** Moved to another stage. A closed deal is reopened with a reason, a lost one has one, and both need their day. */
    public Deal moved(Stage to, @Nullable LocalDate day, @Nullable String reason) {
        stage.allow(to, reason);
        return builder()
                .stage(to)
                .closedOn(to.closed() ? day : null)
                .lossReason(to == Stage.LOST ? reason : null)
                .build();
    }

    /** Whether somebody may be owed credit for it: won without a sourcing partner, or with a partner's contact and no partner. */
    public boolean creditOpen() {
        return stage == Stage.WON ? sourcing() == null : stage != Stage.LOST && withContactOnly();
    }

    /** Whether it names a partner's contact and no partner. */
    boolean withContactOnly() {
        return contactId != null && partners.isEmpty();
    }

    /** With its credit as it is, and why that is right. Refuses: no reason; a deal whose credit nothing asks about. */
    public Deal creditSettled(@Nullable String why) {
        if (why == null || why.isBlank()) {
            throw Refusal.invalid("credit-without-reason").at("why");
        }
        if (!creditOpen()) {
            throw Refusal.invalid("credit-not-open");
        }
        return builder().creditSettled(why).build();
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
                .collect(Collectors.toMap(DealLine::number, Function.identity()));
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
        var shares = new ArrayList<DealShare>();
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
                .creditSettled(creditSettled)
                .build();
    }

    /** A copy to change part by part. */
    public DealBuilder builder() {
        return new DealBuilder(this);
    }
}
