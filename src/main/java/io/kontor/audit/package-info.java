/**
 * The auditor's desk: how the ledger stands, what in it is odd, who reviewed it when, and reports from it.
 *
 * <p>It reads the ledger and writes nothing but what the audit itself brings forth: anomalies and what was said of them, signed
 * reviews, its own rules. Which acts decide on somebody's request other rooms tell it by {@code kernel.spi.Approval}. The API
 * hands it what witnesses signed; nobody else sees it.
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
            "post",
            "timeline",
            "rules",
            "verify"
        })
@NullMarked
package io.kontor.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
