/**
 * Custom fields: what an office wants to know of partners, contacts, customers and deals beyond what everybody does.
 *
 * <p>The rooms that keep those objects ask it for definitions, let it check values and draw inputs, and hand its columns to
 * their lists. It knows the objects only by the names of their types.
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
            "people"
        })
@NullMarked
package io.kontor.fields;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
