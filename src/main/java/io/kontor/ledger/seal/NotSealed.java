package io.kontor.ledger.seal;

import io.kontor.ledger.Standing;

/** Something stands in the way of sealing that trying again does not remove. The entries keep their order all the same. */
public final class NotSealed extends RuntimeException {
    private final Standing standing;

    NotSealed(String why) {
        this(why, Standing.FAILED);
    }

    NotSealed(String why, Standing standing) {
        super(why);
        this.standing = standing;
    }

    NotSealed(String why, Throwable cause) {
        super(why, cause);
        this.standing = Standing.FAILED;
    }

    Standing standing() {
        return standing;
    }
}
