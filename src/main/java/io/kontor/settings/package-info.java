/**
 * The pages on which an office keeps itself: its company, regions and exchange rates, its people, teams and roles, their
 * accounts and tokens. It puts the rooms below together; nobody sees this room.
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
            "files",
            "timeline",
            "company",
            "people",
            "entrance",
            "partners"
        })
@NullMarked
package io.kontor.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
