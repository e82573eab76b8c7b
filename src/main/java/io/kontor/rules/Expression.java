package io.kontor.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import io.kontor.kernel.Refusal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expression that was checked; see {@link Expressions}. */
public final class Expression {
    private static final MathContext DIGITS = new MathContext(15);

    private final String text;
    private final Kind kind;
    private final CelType type;
    private final Set<String> reads;
    private final int cost;
    private final Program program;
    private final Vocabulary vocabulary;

    Expression(
            String text, Kind kind, CelType type, Set<String> reads, int cost, Program program, Vocabulary vocabulary) {
        this.text = text;
        this.kind = kind;
        this.type = type;
        this.reads = reads;
        this.cost = cost;
        this.program = program;
        this.vocabulary = vocabulary;
    }

    public String text() {
        return text;
    }

    /** What it gives. */
    public Kind kind() {
        return kind;
    }

    /** The terms it reads. */
    public Set<String> reads() {
        return reads;
    }

    /** Steps it takes at most. */
    public int cost() {
        return cost;
    }

    /**
     * Whether it holds.
     *
     * @return nothing when that cannot be said, because what it reads is not known; false when it cannot be worked out
     */
    public Optional<Boolean> test(Facts facts) {
        var held = worked(facts.in(vocabulary));
        return held == null ? Optional.empty() : Optional.of(Boolean.TRUE.equals(held));
    }

    /** What it gives: null when it is not known, {@link Facts#NONE} when it gives nothing or cannot be worked out. */
    @Nullable Object value(Facts facts) {
        var worked = worked(facts.in(vocabulary));
        try {
            return worked == null || worked instanceof Facts.None ? worked : given(worked);
        } catch (Refusal tooLong) {
            return Facts.NONE;
        }
    }

    /** Whether it holds for facts that know all it reads. */
    boolean holds(Facts facts) {
        return Boolean.TRUE.equals(worked(facts));
    }

    private @Nullable Object worked(Facts facts) {
        var asked = new Asked(facts);
        try {
            var result = program.eval(asked);
            return result instanceof CelWorld.Nothing ? Facts.NONE : result;
        } catch (CelEvaluationException | NotKnown e) {
            return asked.unknown ? null : Facts.NONE;
        }
    }

    /** Something a rule reads is not known. It is thrown, since what CEL finds out without it is right all the same. */
    private static final class NotKnown extends RuntimeException {
        NotKnown() {
            super("not known", null, false, false);
        }
    }

    private static final class Asked implements CelVariableResolver {
        private final Facts facts;
        private boolean unknown;

        Asked(Facts facts) {
            this.facts = facts;
        }

        @Override
        public Optional<Object> find(String word) {
            int place = facts.vocabulary().place(word);
            if (place < 0) {
                return Optional.empty();
            }
            var value = facts.said(place);
            if (value.isEmpty()) {
                unknown = true;
                throw new NotKnown();
            }
            return value;
        }
    }

    private Object given(Object worked) {
        return switch (kind) {
            case TEXT -> kind.of(worked);
            case FLAG -> worked;
            case DAY -> LocalDate.ofEpochDay((Long) worked);
            case TEXTS -> kind.of((Collection<?>) worked);
            case NUMBER -> number(worked);
            case AMOUNT -> type.equals(CelWorld.AMOUNT) ? Kind.major((Long) worked) : number(worked);
        };
    }

    private Object number(Object worked) {
        if (worked instanceof Double number && !Double.isFinite(number)) {
            return Facts.NONE;
        }
        var number =
                type.equals(SimpleType.INT) ? new BigDecimal(worked.toString()) : BigDecimal.valueOf((Double) worked);
        var rounded = number.round(DIGITS);
        return kind.of(
                rounded.scale() > DIGITS.getPrecision()
                        ? rounded.setScale(DIGITS.getPrecision(), RoundingMode.HALF_UP)
                        : rounded);
    }

    @Override
    public String toString() {
        return text;
    }
}
