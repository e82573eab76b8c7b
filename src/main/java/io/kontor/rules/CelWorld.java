package io.kontor.rules;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What CEL knows here beside its standard: money and days as types of their own, and numbers that need no point. An amount is a
 * long of minor units and a day a long of days since 1970; neither can be taken for a number, and the number an amount is
 * compared with is in major units, as people write it.
 */
final class CelWorld {
    static final CelType AMOUNT = OpaqueType.create("amount");
    static final CelType DAY = OpaqueType.create("day");
    static final CelType TEXTS = ListType.create(SimpleType.STRING);

    static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(Expressions.LONGEST)
            .maxParseRecursionDepth(60)
            .maxParseErrorRecoveryLimit(5)
            .comprehensionMaxIterations(Expressions.MOST_COST)
            .build();

    /** All that may be called; what CEL has beyond it either knows the time, or turns types into what nobody can check. */
    static final Set<String> ALLOWED = Set.of(
            "_&&_",
            "_||_",
            "!_",
            "_?_:_",
            "_==_",
            "_!=_",
            "_<_",
            "_<=_",
            "_>_",
            "_>=_",
            "_+_",
            "_-_",
            "_*_",
            "_/_",
            "_%_",
            "-_",
            "_[_]",
            "@in",
            "@not_strictly_false",
            "size",
            "contains",
            "startsWith",
            "endsWith",
            "matches",
            "double",
            "int",
            "string",
            "given",
            "amount",
            "day",
            "year",
            "month",
            "weekday");

    private static final CelFunctions FUNCTIONS = new CelFunctions();
    private static final CelRuntime RUNTIME;

    static {
        CelAmounts.in(FUNCTIONS);
        days(FUNCTIONS);
        numbers(FUNCTIONS);
        for (var kind : List.of(SimpleType.STRING, SimpleType.DOUBLE, SimpleType.BOOL, AMOUNT, DAY, TEXTS)) {
            FUNCTIONS.unary("given", "given_" + kind.name(), SimpleType.BOOL, kind, Object.class, CelWorld::isGiven);
        }
        var runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS);
        runtime.addFunctionBindings(FUNCTIONS.bindings());
        RUNTIME = runtime.build();
    }

    private CelWorld() {}

    static CelRuntime runtime() {
        return RUNTIME;
    }

    static List<CelFunctionDecl> functions() {
        return FUNCTIONS.declared();
    }

    static CelType type(Kind kind) {
        return switch (kind) {
            case TEXT -> SimpleType.STRING;
            case NUMBER -> SimpleType.DOUBLE;
            case AMOUNT -> AMOUNT;
            case DAY -> DAY;
            case FLAG -> SimpleType.BOOL;
            case TEXTS -> TEXTS;
        };
    }

    /** Stands for nothing: no function takes it but {@code given}, and it equals nothing. */
    enum Nothing {
        NOTHING
    }

    private static boolean isGiven(Object value) {
        return !(value instanceof Nothing);
    }

    private static void days(CelFunctions functions) {
        for (var sign : CelFunctions.Sign.values()) {
            functions.compare(sign, "day_day", DAY, Long.class, DAY, Long.class, Long::compare);
        }
        functions.unary(
                "day",
                "day_of_text",
                DAY,
                SimpleType.STRING,
                String.class,
                text -> LocalDate.parse(text).toEpochDay());
        functions.binary("_+_", "add_day_int", DAY, DAY, Long.class, SimpleType.INT, Long.class, Math::addExact);
        functions.binary(
                "_-_", "subtract_day_int", DAY, DAY, Long.class, SimpleType.INT, Long.class, Math::subtractExact);
        functions.binary(
                "_-_", "subtract_day_day", SimpleType.INT, DAY, Long.class, DAY, Long.class, Math::subtractExact);
        functions.member("year", DAY, day -> (long) LocalDate.ofEpochDay(day).getYear());
        functions.member("month", DAY, day -> (long) LocalDate.ofEpochDay(day).getMonthValue());
        functions.member("weekday", DAY, day ->
                (long) LocalDate.ofEpochDay(day).getDayOfWeek().getValue());
    }

    private static void numbers(CelFunctions functions) {
        functions.mixed("_+_", "add", Double::sum);
        functions.mixed("_-_", "subtract", (a, b) -> a - b);
        functions.mixed("_*_", "multiply", (a, b) -> a * b);
        functions.mixed("_/_", "divide", (a, b) -> a / b);
    }
}
