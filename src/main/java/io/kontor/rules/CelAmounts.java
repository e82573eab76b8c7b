package io.kontor.rules;

import dev.cel.common.types.SimpleType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money in expressions: longs of minor units that are compared and reckoned with numbers of major units, as people write them. */
final class CelAmounts {
    private CelAmounts() {}

    static void in(CelFunctions functions) {
        for (var sign : CelFunctions.Sign.values()) {
            functions.compare(
                    sign, "amount_amount", CelWorld.AMOUNT, Long.class, CelWorld.AMOUNT, Long.class, Long::compare);
            functions.compare(
                    sign,
                    "amount_int",
                    CelWorld.AMOUNT,
                    Long.class,
                    SimpleType.INT,
                    Long.class,
                    (a, b) -> Long.compare(a, whole(b)));
            functions.compare(
                    sign,
                    "int_amount",
                    SimpleType.INT,
                    Long.class,
                    CelWorld.AMOUNT,
                    Long.class,
                    (a, b) -> Long.compare(whole(a), b));
            functions.compare(
                    sign,
                    "amount_double",
                    CelWorld.AMOUNT,
                    Long.class,
                    SimpleType.DOUBLE,
                    Double.class,
                    (a, b) -> Kind.major(a).compareTo(BigDecimal.valueOf(b)));
            functions.compare(
                    sign,
                    "double_amount",
                    SimpleType.DOUBLE,
                    Double.class,
                    CelWorld.AMOUNT,
                    Long.class,
                    (a, b) -> BigDecimal.valueOf(a).compareTo(Kind.major(b)));
        }
        functions.binary(
                "_+_",
                "add_amount_amount",
                CelWorld.AMOUNT,
                CelWorld.AMOUNT,
                Long.class,
                CelWorld.AMOUNT,
                Long.class,
                Math::addExact);
        functions.binary(
                "_-_",
                "subtract_amount_amount",
                CelWorld.AMOUNT,
                CelWorld.AMOUNT,
                Long.class,
                CelWorld.AMOUNT,
                Long.class,
                Math::subtractExact);
        functions.binary(
                "_*_",
                "multiply_amount_int",
                CelWorld.AMOUNT,
                CelWorld.AMOUNT,
                Long.class,
                SimpleType.INT,
                Long.class,
                Math::multiplyExact);
        functions.binary(
                "_*_",
                "multiply_int_amount",
                CelWorld.AMOUNT,
                SimpleType.INT,
                Long.class,
                CelWorld.AMOUNT,
                Long.class,
                Math::multiplyExact);
        functions.binary(
                "_*_",
                "multiply_amount_double",
                CelWorld.AMOUNT,
                CelWorld.AMOUNT,
                Long.class,
                SimpleType.DOUBLE,
                Double.class,
                CelAmounts::times);
        functions.binary(
                "_*_",
                "multiply_double_amount",
                CelWorld.AMOUNT,
                SimpleType.DOUBLE,
                Double.class,
                CelWorld.AMOUNT,
                Long.class,
                (a, b) -> times(b, a));
        functions.binary(
                "_/_",
                "divide_amount_int",
                CelWorld.AMOUNT,
                CelWorld.AMOUNT,
                Long.class,
                SimpleType.INT,
                Long.class,
                (a, b) -> over(a, BigDecimal.valueOf(b)));
        functions.binary(
                "_/_",
                "divide_amount_double",
                CelWorld.AMOUNT,
                CelWorld.AMOUNT,
                Long.class,
                SimpleType.DOUBLE,
                Double.class,
                (a, b) -> over(a, BigDecimal.valueOf(b)));
        functions.binary(
                "_/_",
                "divide_amount_amount",
                SimpleType.DOUBLE,
                CelWorld.AMOUNT,
                Long.class,
                CelWorld.AMOUNT,
                Long.class,
                CelAmounts::share);
        functions.unary("-_", "negate_amount", CelWorld.AMOUNT, CelWorld.AMOUNT, Long.class, Math::negateExact);
        functions.unary("amount", "amount_of_int", CelWorld.AMOUNT, SimpleType.INT, Long.class, CelAmounts::whole);
        functions.unary(
                "amount",
                "amount_of_double",
                CelWorld.AMOUNT,
                SimpleType.DOUBLE,
                Double.class,
                a -> Kind.minor(BigDecimal.valueOf(a)));
        functions.unary(
                "double",
                "double_of_amount",
                SimpleType.DOUBLE,
                CelWorld.AMOUNT,
                Long.class,
                a -> Kind.major(a).doubleValue());
    }

    private static long whole(long major) {
        return Math.multiplyExact(major, 100);
    }

    private static long times(long minor, double factor) {
        return BigDecimal.valueOf(minor)
                .multiply(BigDecimal.valueOf(factor))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static long over(long minor, BigDecimal by) {
        return BigDecimal.valueOf(minor).divide(by, 0, RoundingMode.HALF_UP).longValueExact();
    }

    private static double share(long one, long of) {
        if (of == 0) {
            throw new ArithmeticException("divided by nothing");
        }
        return (double) one / of;
    }
}
