/**
 * The door: who may come in, by password, code or passkey, with which session or token, and the links that make accounts; their
 * letters go through {@code post}.
 *
 * <p>It is the only room that holds secrets, all of them hashed but the seeds of time-based codes. It asks {@code people} who
 * somebody is and never decides what they may do.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "kernel :: spi",
            "database",
            "ledger",
            "language",
            "ui",
            "company",
            "people",
            "post"
        })
@NullMarked
package io.kontor.entrance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
