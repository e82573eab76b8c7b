package io.kontor.governance.decisions;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.ledger.FreeText;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was decided, why, by whom and until when; also the complete state in the ledger.
 *
 * @param context what the question was
 * @param options what could have been done
 * @param chosen what was, in words
 * @param owner who carries it out, or none
 * @param due by when it is carried out
 * @param review when somebody looks again whether it was right
 * @param clause of the charter that allows it; none when it was made outside the charter
 * @param links what it is about
 * @param approval the request it answers, or none
 * @param done whether it is carried out
 */
public record Decision(
        String title,
        @FreeText @Nullable String context,
        List<String> options,
        Outcome outcome,
        @FreeText @Nullable String chosen,
        @FreeText @Nullable String rationale,
        @Nullable UUID owner,
        LocalDate decided,
        @Nullable LocalDate due,
        @Nullable LocalDate review,
        @Nullable String clause,
        List<Subject> links,
        @Nullable UUID approval,
        boolean done,
        boolean withdrawn) {
    private static final int MOST_OPTIONS = 20;

    /** What kind of decision it is. */
    public enum Outcome {
        APPROVED,
        REJECTED,
        DECIDED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Decision {
        title = Fields.required(title, "title", 300);
        context = Fields.optional(context, "context", 4_000);
        chosen = Fields.optional(chosen, "chosen", 2_000);
        rationale = Fields.optional(rationale, "rationale", 4_000);
        clause = Fields.optional(clause, "clause", 400);
        options = options.stream()
                .map(option -> Fields.required(option, "options", 400))
                .toList();
        links = links.stream().distinct().toList();
        if (options.size() > MOST_OPTIONS) {
            throw Refusal.invalid("charter-too-many-lines", "most", MOST_OPTIONS)
                    .at("options");
        }
        if (due != null && due.isBefore(decided)) {
            throw Refusal.invalid("decision-due-before").at("due");
        }
        if (review != null && review.isBefore(decided)) {
            throw Refusal.invalid("decision-review-before").at("review");
        }
    }

    Decision withdrawn(boolean gone) {
        return new Decision(
                title, context, options, outcome, chosen, rationale, owner, decided, due, review, clause, links,
                approval, done, gone);
    }
}
