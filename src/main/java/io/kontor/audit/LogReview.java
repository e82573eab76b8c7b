package io.kontor.audit;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.FreeText;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * That somebody went through the ledger and signs for it; also the complete state in the ledger.
 *
 * @param from the first day reviewed, {@code last} the last
 * @param finding what was found, in the reviewer's words
 * @param way how the reviewer proved to be themselves when signing
 * @param size how many entries were sealed then
 */
public record LogReview(
        LocalDate from,
        LocalDate last,
        UUID reviewer,
        @FreeText String finding,
        Way way,
        long size) {
    /** How one signs. */
    public enum Way {
        PASSWORD,
        PASSKEY;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LogReview {
        finding = Fields.required(finding, "finding", 4_000);
        if (last.isBefore(from)) {
            throw Refusal.invalid("period-backwards", "from", from, "to", last).at("last");
        }
    }
}
