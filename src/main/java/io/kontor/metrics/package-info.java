/**
 * What the programme is worth: facts written from the ledger, kept sums, and the figures read from them, each with its
 * definition, its unit and the way down to its rows.
 *
 * <p>{@code home} and {@code cli} ask {@code Figures}. It writes nothing but its own tables and knows no page of another room
 * but by address.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "kernel :: spi",
            "stats",
            "database",
            "ledger",
            "language",
            "ui",
            "lists",
            "company",
            "people",
            "partners",
            "partners :: spi",
            "deals"
        })
@NullMarked
package io.kontor.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
