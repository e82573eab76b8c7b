package io.kontor.rules;

import io.kontor.kernel.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question: how would a draft have decided the cases of some days?
 *
 * @param draft the table; it need not be published anywhere
 * @param output whose values are compared with what was decided then
 * @param until the first day that does not count
 * @param filter an expression cases must fit, or none for all
 */
public record Replay(
        DecisionTable draft,
        String output,
        LocalDate from,
        LocalDate until,
        @Nullable String filter) {
    public Replay {
        if (!from.isBefore(until)) {
            throw Refusal.invalid("replay-without-days", "from", from, "until", until)
                    .at("until");
        }
        if (draft.outputs().stream().noneMatch(one -> one.code().equals(output))) {
            throw Refusal.invalid("rule-unknown-word", "word", output, "near", Near.NONE)
                    .at("output");
        }
        filter = filter == null || filter.isBlank() ? null : filter.strip();
    }

    /** How cases moved: what they were, what they would be. An empty text is "nothing". */
    public record Move(String was, String would, long count, BigDecimal amount) {
        public Move {
            // Empty texts are left out where this is kept.
            was = Objects.requireNonNullElse(was, "");
            would = Objects.requireNonNullElse(would, "");
        }
    }

    /**
     * What came out; the same each time for the same cases.
     *
     * @param cases how many were looked at; the three that follow add up to it
     * @param unknown of how many it cannot be said, because the draft reads what was not known then
     * @param left how many more did not fit the filter
     * @param missing how often each word was what was not known
     * @param moves all of them, the most frequent first; also those that stay what they were
     * @param amount what hangs on the cases that change
     */
    public record Outcome(
            long cases,
            long same,
            long changed,
            long unknown,
            long left,
            List<Missing> missing,
            List<Move> moves,
            BigDecimal amount) {}

    /** A word that was not known, and how often. */
    public record Missing(String word, long count) {}

    /** Told how far it is; says false to stop. */
    @FunctionalInterface
    public interface Progress {
        boolean go(long done);
    }
}
