package io.kontor.deals;

import io.kontor.kernel.ExternalId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes several parts of a deal at once; {@link #build} checks the whole. */
public final class DealBuilder {
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
    private List<DealLine> lines;
    private List<DealShare> partners;
    private @Nullable UUID contactId;
    private @Nullable String creditSettled;
    private Map<String, String> custom;
    private Deal.@Nullable Incomplete incomplete;
    private boolean withdrawn;

    DealBuilder(Deal from) {
        name = from.name();
        customerId = from.customerId();
        ownerId = from.ownerId();
        currency = from.currency();
        stage = from.stage();
        amount = from.amount();
        openedOn = from.openedOn();
        expectedCloseOn = from.expectedCloseOn();
        closedOn = from.closedOn();
        lossReason = from.lossReason();
        sourceSystem = from.sourceSystem();
        description = from.description();
        externalIds = from.externalIds();
        lines = from.lines();
        partners = from.partners();
        contactId = from.contactId();
        creditSettled = from.creditSettled();
        custom = from.custom();
        incomplete = from.incomplete();
        withdrawn = from.withdrawn();
    }

    public DealBuilder name(String value) {
        name = value;
        return this;
    }

    public DealBuilder customerId(@Nullable UUID value) {
        askAgainUnless(Objects.equals(value, customerId));
        customerId = value;
        return this;
    }

    public DealBuilder ownerId(@Nullable UUID value) {
        ownerId = value;
        return this;
    }

    public DealBuilder currency(String value) {
        currency = value;
        return this;
    }

    public DealBuilder stage(Stage value) {
        stage = value;
        return this;
    }

    public DealBuilder amount(@Nullable BigDecimal value) {
        amount = value;
        return this;
    }

    public DealBuilder openedOn(@Nullable LocalDate value) {
        openedOn = value;
        return this;
    }

    public DealBuilder expectedCloseOn(@Nullable LocalDate value) {
        expectedCloseOn = value;
        return this;
    }

    public DealBuilder closedOn(@Nullable LocalDate value) {
        closedOn = value;
        return this;
    }

    public DealBuilder lossReason(@Nullable String value) {
        lossReason = value;
        return this;
    }

    public DealBuilder sourceSystem(@Nullable String value) {
        sourceSystem = value;
        return this;
    }

    public DealBuilder description(@Nullable String value) {
        description = value;
        return this;
    }

    public DealBuilder externalIds(List<ExternalId> value) {
        externalIds = value;
        return this;
    }

    /** New lines get numbers no line of the deal had when this began; known ones keep what another system calls them. */
    public DealBuilder lines(List<DealLine> value) {
        var next = Math.max(
                lines.stream().mapToInt(DealLine::number).max().orElse(0),
                value.stream().mapToInt(DealLine::number).max().orElse(0));
        var result = new ArrayList<DealLine>(value.size());
        for (var line : value) {
            result.add(line.number() > 0 ? called(line) : line.numbered(++next));
        }
        lines = result;
        return this;
    }

    private DealLine called(DealLine line) {
        return line.key() != null
                ? line
                : lines.stream()
                        .filter(old -> old.number() == line.number() && old.key() != null)
                        .findFirst()
                        .map(old -> line.called(old.key()))
                        .orElse(line);
    }

    public DealBuilder partners(List<DealShare> value) {
        askAgainUnless(parts(value).equals(parts(partners)));
        partners = value;
        return this;
    }

    private static Set<Object> parts(List<DealShare> shares) {
        return shares.stream()
                .map(share -> List.of(share.partnerId(), share.role()))
                .collect(Collectors.toSet());
    }

    public DealBuilder contactId(@Nullable UUID value) {
        askAgainUnless(Objects.equals(value, contactId));
        contactId = value;
        return this;
    }

    /** Somebody said that the credit is right as it was then. */
    private void askAgainUnless(boolean same) {
        if (!same) {
            creditSettled = null;
        }
    }

    /** Told after customer, partners and contact, which take it away when they change. */
    DealBuilder creditSettled(@Nullable String value) {
        creditSettled = value;
        return this;
    }

    public DealBuilder custom(Map<String, String> value) {
        custom = value;
        return this;
    }

    public DealBuilder incomplete(Deal.@Nullable Incomplete value) {
        incomplete = value;
        return this;
    }

    public DealBuilder withdrawn(boolean value) {
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
                contactId,
                creditSettled,
                custom,
                incomplete,
                withdrawn);
    }
}
