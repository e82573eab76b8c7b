package io.kontor.rules;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions and operators for CEL, each declared for the check of types together with what it does. */
final class CelFunctions {
    private final List<CelFunctionBinding> bindings = new ArrayList<>();
    private final Map<String, List<CelOverloadDecl>> declared = new LinkedHashMap<>();

    List<CelFunctionBinding> bindings() {
        return bindings;
    }

    List<CelFunctionDecl> declared() {
        return declared.entrySet().stream()
                .map(one -> newFunctionDeclaration(one.getKey(), one.getValue()))
                .toList();
    }

    @Immutable
    interface Sum {
        double of(double one, double other);
    }

    void mixed(String operator, String name, Sum sum) {
        binary(
                operator,
                name + "_double_int",
                SimpleType.DOUBLE,
                SimpleType.DOUBLE,
                Double.class,
                SimpleType.INT,
                Long.class,
                (a, b) -> sum.of(a, b));
        binary(
                operator,
                name + "_int_double",
                SimpleType.DOUBLE,
                SimpleType.INT,
                Long.class,
                SimpleType.DOUBLE,
                Double.class,
                (a, b) -> sum.of(a, b));
    }

    enum Sign {
        LESS("_<_"),
        LESS_EQUALS("_<=_"),
        GREATER("_>_"),
        GREATER_EQUALS("_>=_");

        private final String operator;

        Sign(String operator) {
            this.operator = operator;
        }

        boolean holds(int order) {
            return switch (this) {
                case LESS -> order < 0;
                case LESS_EQUALS -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_EQUALS -> order >= 0;
            };
        }
    }

    @Immutable
    interface Order<A, B> {
        int of(A one, B other);
    }

    <A, B> void compare(
            Sign sign, String name, CelType a, Class<A> left, CelType b, Class<B> right, Order<A, B> order) {
        binary(
                sign.operator,
                sign.name().toLowerCase(Locale.ROOT) + "_" + name,
                SimpleType.BOOL,
                a,
                left,
                b,
                right,
                (one, other) -> sign.holds(order.of(one, other)));
    }

    <A, B> void binary(
            String function,
            String id,
            CelType result,
            CelType a,
            Class<A> left,
            CelType b,
            Class<B> right,
            CelFunctionOverload.Binary<A, B> body) {
        declare(function, newGlobalOverload(id, result, a, b));
        bindings.add(CelFunctionBinding.from(id, left, right, body));
    }

    <A> void unary(
            String function, String id, CelType result, CelType a, Class<A> only, CelFunctionOverload.Unary<A> body) {
        declare(function, newGlobalOverload(id, result, a));
        bindings.add(CelFunctionBinding.from(id, only, body));
    }

    void member(String function, CelType of, CelFunctionOverload.Unary<Long> body) {
        declare(function, newMemberOverload("day_" + function, SimpleType.INT, of));
        bindings.add(CelFunctionBinding.from("day_" + function, Long.class, body));
    }

    private void declare(String function, CelOverloadDecl overload) {
        declared.computeIfAbsent(function, name -> new ArrayList<>()).add(overload);
    }
}
