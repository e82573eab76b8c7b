/**
 * The append-only truth: one entry per changed object, its order, and those who listen.
 *
 * <p>Every room that writes calls {@code Ledger.append} in the transaction of the write and hands what it gets to its SQL;
 * rooms above subscribe. It knows a subject only as type and id, and never updates or deletes an entry.
 */
@ApplicationModule(allowedDependencies = {"kernel", "kernel :: spi", "database", "verify"})
@NullMarked
package io.kontor.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
