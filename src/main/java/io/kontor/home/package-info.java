/**
 * The office's start page and search: puts what the rooms below contribute together. Nobody sees this room.
 */
@ApplicationModule(
        allowedDependencies = {"kernel", "kernel :: spi", "database", "ledger", "language", "ui", "company", "people"})
@NullMarked
package io.kontor.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
