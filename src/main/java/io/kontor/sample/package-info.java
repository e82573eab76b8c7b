/**
 * A made-up programme for trying Kontor, for its tests and for measuring: thought out whole from a seed, then told day by
 * day to the façades everybody uses, under the generator's clock; what a month brought is written at once.
 *
 * <p>Only {@code cli} calls it, with {@code SamplePrograms}. It never writes into an office that holds anything else.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "database",
            "ledger",
            "company",
            "language",
            "people",
            "entrance",
            "rules",
            "governance",
            "governance :: approvals",
            "governance :: charter",
            "governance :: decisions",
            "partners",
            "customers",
            "catalog",
            "deals",
            "tiers",
            "metrics",
            "reports"
        })
@NullMarked
package io.kontor.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
