/**
 * Figures put before people: the dashboard, targets and outcomes the office named, and the one-page brief.
 *
 * <p>It computes no figure itself; it asks {@code metrics}. Nobody sees this room.
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
            "company",
            "people",
            "partners",
            "metrics",
            "timeline"
        })
@NullMarked
package io.kontor.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
