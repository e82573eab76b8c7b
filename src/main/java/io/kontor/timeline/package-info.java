/**
 * The ledger as people read it: who did what to which object, when and why, from what to what, in their language.
 *
 * <p>Pages load its fragment; rooms show a clash of two editors with it. It reads entries and names, decides nothing and writes
 * nothing.
 */
@ApplicationModule(
        allowedDependencies = {"kernel", "kernel :: spi", "database", "ledger", "language", "ui", "company", "people"})
@NullMarked
package io.kontor.timeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
