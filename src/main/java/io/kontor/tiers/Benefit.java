package io.kontor.tiers;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something tiers bring, described once for all programmes: each programme names it and says what it is worth in each of its
 * tiers. Also the complete state in the ledger.
 *
 * @param name as programmes name it
 * @param yearly what one partner that has it takes up in a year, in the reporting currency; only for {@link Kind#FIXED}
 */
public record Benefit(
        String name,
        @Nullable String description,
        Kind kind,
        @Nullable BigDecimal yearly,
        boolean withdrawn) {
    /** How what it takes up is found from its value in a tier. */
    public enum Kind {
        /** The value is a part of the partner's revenue: 15 %. */
        PERCENT,
        /** The value is an amount a year, in the reporting currency. */
        AMOUNT,
        /** Who has it takes up the same, whatever the value says. */
        FIXED,
        /** It is not counted. */
        TEXT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Benefit {
        name = Fields.required(name, "name", 120);
        description = Fields.optional(description, "description", 1_000);
        if (kind == Kind.FIXED && yearly == null) {
            throw Refusal.invalid("field-required").at("yearly");
        }
        if (kind != Kind.FIXED) {
            yearly = null;
        }
        if (yearly != null && yearly.signum() < 0) {
            throw Refusal.invalid("tiers-benefit-negative").at("yearly");
        }
    }

    Benefit withdrawn(boolean gone) {
        return new Benefit(name, description, kind, yearly, gone);
    }
}
