/**
 * The command line: finds the database, starts what a command needs of the house, prints results to standard output and
 * words to standard error.
 *
 * <p>Nobody sees this room. Exit codes: 0 done, 1 refused or failed, 2 wrong use or "there is a difference".
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "database",
            "language",
            "ledger",
            "company",
            "people",
            "ui",
            "entrance",
            "post",
            "connect :: imports",
            "deals",
            "lists",
            "bi",
            "sample",
            "metrics",
            "reports",
            "rules",
            "rules :: spi",
            "governance",
            "verify"
        })
@NullMarked
package io.kontor.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
