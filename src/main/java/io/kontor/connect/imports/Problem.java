package io.kontor.connect.imports;

import io.kontor.kernel.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a row, or a value of it, cannot be taken.
 *
 * @param rule the kind it is counted under
 * @param columns where it stands; empty when it is the row as a whole
 * @param why with the sentence for people
 * @param suggestion what may have been meant, or none
 */
record Problem(
        String rule,
        List<String> columns,
        @Nullable String value,
        Refusal why,
        @Nullable String suggestion) {
    Problem {
        columns = List.copyOf(columns);
    }

    static Problem of(String rule, List<String> columns, @Nullable String value, Refusal why) {
        return new Problem(rule, columns, value, why, null);
    }

    static Problem ofRow(String rule, Refusal why) {
        return new Problem(rule, List.of(), null, why, null);
    }

    Problem suggesting(@Nullable String other) {
        return new Problem(rule, columns, value, why, other);
    }

    /** A value or a row that is refused, to be thrown while one is read. */
    static final class Found extends RuntimeException {
        private final transient Problem problem;

        Found(Problem problem) {
            super(problem.rule(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
