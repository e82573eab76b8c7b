/**
 * Figures put before people: the dashboard, targets and outcomes as a governed document, and the one-page brief.
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
            "governance",
            "governance :: spi",
            "governance :: editing",
            "metrics",
            "timeline"
        })
@NullMarked
package io.kontor.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
