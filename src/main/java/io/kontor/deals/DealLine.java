package io.kontor.deals;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One product, or something described, in a deal.
 *
 * @param number tells lines of a deal apart and stays with them; 0 for a new one, which then gets the next
 * @param cost what it costs us, all of it, or none when it is not known
 * @param key what the system the deal came from calls the line; none for lines made by hand
 */
public record DealLine(
        int number,
        @Nullable UUID productId,
        @Nullable String description,
        BigDecimal quantity,
        BigDecimal amount,
        @Nullable BigDecimal cost,
        @Nullable String key) {
    private static final int MOST = 10_000;

    public DealLine(
            int number,
            @Nullable UUID productId,
            @Nullable String description,
            BigDecimal quantity,
            BigDecimal amount,
            @Nullable BigDecimal cost) {
        this(number, productId, description, quantity, amount, cost, null);
    }

    public DealLine {
        key = Fields.optional(key, "lines", 200);
        description = Fields.optional(description, "lines", 300);
        if (number < 0) {
            throw Refusal.invalid("line-number", "number", number).at("lines");
        }
        if (productId == null && description == null) {
            throw Refusal.invalid("line-without-product").at("lines");
        }
        quantity = Deal.decimal(quantity, "lines");
        amount = Deal.decimal(amount, "lines");
        cost = cost == null ? null : Deal.decimal(cost, "lines");
    }

    DealLine numbered(int other) {
        return new DealLine(other, productId, description, quantity, amount, cost, key);
    }

    public DealLine costing(@Nullable BigDecimal other) {
        return new DealLine(number, productId, description, quantity, amount, other, key);
    }

    DealLine called(@Nullable String other) {
        return new DealLine(number, productId, description, quantity, amount, cost, other);
    }

    /** Lines with a number each; new ones go on from the highest. */
    static List<DealLine> numbered(List<DealLine> lines) {
        if (lines.size() > MOST) {
            throw Refusal.invalid("too-many-lines", "count", lines.size(), "most", MOST)
                    .at("lines");
        }
        int highest = lines.stream().mapToInt(DealLine::number).max().orElse(0);
        var used = new HashSet<Integer>();
        var result = new ArrayList<DealLine>(lines.size());
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
}
