/**
 * Two objects become one, and may be taken apart again; which objects are likely the same, and which are known not to be.
 *
 * <p>Rooms above describe what they keep by a {@code Mergeable} and call {@code Merges}; everything that belongs to a merged
 * object goes along through {@code kernel.spi.Moves}. It knows objects as type and id, and no partner and no customer.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "kernel :: spi",
            "database",
            "ledger",
            "language",
            "ui",
            "lists",
            "fields",
            "people",
            "timeline"
        })
@NullMarked
package io.kontor.merging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
