/**
 * The office's start page, search, the palette and the weekly letter: puts what the rooms below contribute together. Nobody
 * sees this room.
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
            "entrance",
            "files",
            "post",
            "timeline",
            "partners"
        })
@NullMarked
package io.kontor.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
