package io.kontor.governance.decisions;

import io.kontor.kernel.Fields;
import io.kontor.ledger.FreeText;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * That somebody went through who may see and do what, and signs for it; also the complete state in the ledger.
 *
 * @param finding what was found, in the reviewer's words
 * @param way how the reviewer proved to be themselves when signing
 * @param people who held a role then
 * @param rights how many lines the table of who may do what had then
 * @param hash SHA-256 of that table, so that it can be told whether an export is the one that was signed
 * @param next the day by which the next one is due
 */
public record AccessReview(
        UUID reviewer, @FreeText String finding, Way way, int people, int rights, String hash, LocalDate next) {
    /** How one signs. */
    public enum Way {
        PASSWORD,
        PASSKEY;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public AccessReview {
        finding = Fields.required(finding, "finding", 4_000);
    }
}
