package io.kontor.ui;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A route that asks for no permission: for everybody, or for everybody who has signed in. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Open {
    To value();

    /** To whom. */
    enum To {
        EVERYBODY,
        SIGNED_IN
    }
}
