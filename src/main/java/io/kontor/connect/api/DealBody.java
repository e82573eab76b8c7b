package io.kontor.connect.api;

import io.kontor.deals.Deal;
import io.kontor.deals.DealLine;
import io.kontor.deals.DealShare;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One opportunity or order. All amounts are in its currency. */
@Schema(name = "Deal", description = "One opportunity or order. All amounts are in its currency.")
record DealBody(
        @ReadOnly @Nullable UUID id,
        @ReadOnly @Nullable UUID entry,

        @Schema(description = "What it is about.", example = "Renewal for Sample Customer")
        String name,

        @Schema(description = "Who buys.") @Nullable UUID customer,

        @Schema(description = "Who of the office sells it.") @Nullable UUID owner,

        @Schema(description = "ISO 4217 code of every amount in it.", example = "EUR")
        String currency,

        @Schema(
                description =
                        "How far it has come; prospecting unless told. Losing it and opening it again ask for a reason.",
                example = "proposal")
        @Nullable Stage stage,

        @Schema(description = "The sum of its lines; what was stated when there are none.") @Nullable Money amount,

        @Schema(description = "The day it was opened.", example = "2026-01-15") @Nullable LocalDate openedOn,

        @Schema(description = "The day it should close.", example = "2026-04-30") @Nullable LocalDate expectedCloseOn,

        @Schema(description = "The day it was won or lost; today unless told.") @Nullable LocalDate closedOn,

        @Schema(description = "Why it was lost.") @Nullable String lossReason,

        @Schema(description = "The system it comes from.", example = "crm") @Nullable String sourceSystem,

        @Schema(description = "What else there is to say.") @Nullable String description,

        @Schema(description = "What other systems call it.") List<ExternalId> externalIds,
        @Schema(description = "What is bought.") List<Item> lines,

        @Schema(description = "Who of the partners has to do with it; at most one is sourcing.")
        List<Part> partners,

        @Schema(description = "Who of a partner's people works on it, see contacts.") @Nullable UUID contact,

        @ReadOnly @Schema(description = "Why its credit is right as it stands, once somebody said so.") @Nullable String creditSettled,

        Map<String, Object> custom,

        @ReadOnly @Schema(description = "What an import could not bring in.") @Nullable String incomplete,

        @ReadOnly @Nullable Boolean withdrawn) {

    /** One product, or something described, in a deal. */
    @Schema(name = "Line", description = "One product, or something described, in a deal.")
    record Item(
            @Schema(description = "Tells lines apart and stays; a new line gets one.", example = "1") @Nullable Integer number,

            @Schema(description = "The product.") @Nullable UUID product,

            @Schema(description = "What it is, when it is no product.", example = "Training day") @Nullable String description,

            @Schema(description = "How many.", example = "10")
            BigDecimal quantity,

            @Schema(description = "What all of it is sold for.")
            Money amount,

            @Schema(description = "What all of it costs us, for those who may see costs.") @Nullable Money cost) {
        private static Item of(DealLine line, String currency) {
            var cost = line.cost();
            return new Item(
                    line.number(),
                    line.productId(),
                    line.description(),
                    line.quantity(),
                    new Money(line.amount(), currency),
                    cost == null ? null : new Money(cost, currency));
        }
    }

    /** What a partner has to do with a deal. */
    @Schema(name = "Share", description = "What a partner has to do with a deal.")
    record Part(
            @Schema(description = "The partner.", example = "019aa0c1-7e5a-7c11-9d62-0d1b0c9a3f10")
            UUID partner,

            @Schema(description = "What it does for the deal.", example = "sourcing")
            PartnerRole role,

            @Schema(description = "Since when.", example = "2026-01-15") @Nullable LocalDate day,

            @Schema(description = "How we know.", example = "Brought the customer to the fair") @Nullable String evidence) {
        private static Part of(DealShare share) {
            return new Part(share.partnerId(), share.role(), share.day(), share.evidence());
        }
    }

    static DealBody of(UUID id, UUID version, Deal deal, Map<String, Object> custom) {
        var amount = deal.amount();
        var incomplete = deal.incomplete();
        return new DealBody(
                id,
                version,
                deal.name(),
                deal.customerId(),
                deal.ownerId(),
                deal.currency(),
                deal.stage(),
                amount == null ? null : new Money(amount, deal.currency()),
                deal.openedOn(),
                deal.expectedCloseOn(),
                deal.closedOn(),
                deal.lossReason(),
                deal.sourceSystem(),
                deal.description(),
                deal.externalIds(),
                deal.lines().stream()
                        .map(line -> Item.of(line, deal.currency()))
                        .toList(),
                deal.partners().stream().map(Part::of).toList(),
                deal.contactId(),
                deal.creditSettled(),
                custom,
                incomplete == null ? null : incomplete.note(),
                deal.withdrawn());
    }

    /** The amount stated for the whole. Refuses: another currency. */
    @Nullable BigDecimal stated() {
        return amount == null ? null : inCurrency(amount, "amount");
    }

    List<DealLine> dealLines() {
        return lines.stream()
                .map(line -> new DealLine(
                        line.number() == null ? 0 : line.number(),
                        line.product(),
                        line.description(),
                        line.quantity(),
                        inCurrency(line.amount(), "lines"),
                        line.cost() == null ? null : inCurrency(line.cost(), "lines")))
                .toList();
    }

    List<DealShare> shares() {
        return partners.stream()
                .map(part -> new DealShare(part.partner(), part.role(), part.day(), part.evidence()))
                .toList();
    }

    private BigDecimal inCurrency(Money money, String field) {
        if (!money.currency().equals(Money.currency(currency))) {
            throw Refusal.invalid("api-other-currency", "currency", currency).at(field);
        }
        return money.amount();
    }
}
