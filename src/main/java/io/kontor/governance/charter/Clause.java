package io.kontor.governance.charter;

import io.kontor.governance.DocumentScope;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decision right: who has to agree to an act of at least that measure in that scope.
 *
 * @param code by which decisions cite it
 * @param act the governed act
 * @param from the measure it begins at, in the act's unit; none for any
 * @param scope where it holds
 * @param ladder who has to agree; all of them different people
 * @param inTurn whether each step is asked after the one before it agreed, instead of all at once
 * @param hours time allowed
 * @param seriesDays acts below the threshold on that many days count together; 0 when each counts alone
 */
public record Clause(
        String code,
        String act,
        @Nullable BigDecimal from,
        DocumentScope scope,
        List<Rung> ladder,
        boolean inTurn,
        int hours,
        int seriesDays) {
    private static final int MOST_HOURS = 24 * 90;
    private static final int MOST_DAYS = 366;
    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    public Clause {
        code = Fields.code(code, "code");
        act = Fields.code(act, "act");
        scope = Objects.requireNonNullElse(scope, DocumentScope.ALL);
        ladder = List.copyOf(ladder);
        if (ladder.isEmpty()) {
            throw Refusal.invalid("clause-without-ladder", "clause", code).at("ladder");
        }
        var roles = new HashSet<String>();
        for (var rung : ladder) {
            if (!roles.add(rung.role())) {
                throw Refusal.invalid("clause-role-twice", "clause", code, "role", rung.role())
                        .at("ladder");
            }
        }
        between(hours, 1, MOST_HOURS, "hours");
        between(seriesDays, 0, MOST_DAYS, "seriesDays");
        if (from != null && (from.signum() < 0 || from.compareTo(MOST) > 0)) {
            throw Refusal.invalid("number-not-between", "least", 0, "most", MOST)
                    .at("from");
        }
    }

    private static void between(int value, int least, int most, String field) {
        if (value < least || value > most) {
            throw Refusal.invalid("number-not-between", "least", least, "most", most)
                    .at(field);
        }
    }

    Clause named(String other) {
        return new Clause(other, act, from, scope, ladder, inTurn, hours, seriesDays);
    }

    /** How many people it asks for. */
    public int people() {
        return ladder.stream().mapToInt(Rung::people).sum();
    }
}
