package io.kontor.partners;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Period;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contract with a partner by its dates; also the complete state in the ledger.
 *
 * @param ends the first day on which it no longer holds, or none
 * @param renews whether it goes on by itself unless somebody gives notice
 */
public record Agreement(
        UUID partner,
        String name,
        @Nullable String number,
        @Nullable LocalDate signed,
        @Nullable LocalDate starts,
        @Nullable LocalDate ends,
        boolean renews,
        boolean withdrawn) {
    public Agreement {
        name = Fields.required(name, "name", 160);
        number = Fields.optional(number, "number", 60);
        var from = starts;
        var to = ends;
        Fields.at("ends", () -> new Period(from, to));
    }

    public Agreement movedTo(UUID other) {
        return new Agreement(other, name, number, signed, starts, ends, renews, withdrawn);
    }

    Agreement withdrawn(boolean value) {
        return new Agreement(partner, name, number, signed, starts, ends, renews, value);
    }
}
