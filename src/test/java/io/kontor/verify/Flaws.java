package io.kontor.verify;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What is wrong with something, for tests. */
final class Flaws {
    private Flaws() {}

    /** Fails when nothing is wrong, and when it is said by anything but a {@link Flaw}. */
    static Flaw flaw(ThrowingCallable check) {
        var flaw = catchThrowableOfType(Flaw.class, check);
        if (flaw == null) {
            throw new AssertionError("nothing was found wrong");
        }
        return flaw;
    }

    static Flaw.Kind kind(ThrowingCallable check) {
        return flaw(check).kind();
    }
}
