package io.kontor.ui;

import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import java.lang.annotation.Annotation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;

/** The permission a route asks for, read from its method and its class. */
public record Needed(String kind, Verb verb, Side side) {
    /** What the route asks for; none when it is open, or shut because nobody says for whom it is. */
    public static Optional<Needed> by(HandlerMethod route) {
        var needs = annotation(route, Needs.class, Open.class);
        if (needs == null) {
            return Optional.empty();
        }
        var whole = route.getBeanType().getAnnotation(Needs.class);
        var kind = needs.kind().isEmpty() && whole != null ? whole.kind() : needs.kind();
        return kind.isEmpty() ? Optional.empty() : Optional.of(new Needed(kind, needs.verb(), needs.side()));
    }

    /** To whom the route is open without a permission, if it is. */
    public static Optional<Open> open(HandlerMethod route) {
        return Optional.ofNullable(annotation(route, Open.class, Needs.class));
    }

    private static <A extends Annotation> @Nullable A annotation(
            HandlerMethod route, Class<A> type, Class<? extends Annotation> other) {
        var own = route.getMethodAnnotation(type);
        return own != null || route.hasMethodAnnotation(other)
                ? own
                : route.getBeanType().getAnnotation(type);
    }
}
