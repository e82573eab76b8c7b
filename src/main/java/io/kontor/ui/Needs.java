package io.kontor.ui;

import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which permission a route asks for; a route without this or {@link Open} is shut. What of the objects may be seen is decided
 * again in every look-up. A method may leave the kind to its class, where routes of many kinds are alike.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Needs {
    /** None on a method: the kind its class names. */
    String kind() default "";

    Verb verb() default Verb.SEE;

    Side side() default Side.OFFICE;
}
