/**
 * The outside world's systems: the API for programs, imports, and what sends and takes data in between.
 *
 * <p>It sees the rooms that keep objects and calls their façades as a page would; no room below knows of it. Sub-packages:
 * {@code api} is the HTTP API.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "kernel :: spi",
            "database",
            "ledger",
            "language",
            "ui",
            "company",
            "people",
            "entrance",
            "lists",
            "fields",
            "files",
            "timeline",
            "audit",
            "merging",
            "partners",
            "customers",
            "catalog",
            "deals"
        })
@NullMarked
package io.kontor.connect;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
