/**
 * Rules people write: expressions and decision tables over a typed vocabulary, what they prove about themselves, the receipt a
 * decision leaves, and how a draft would have decided the past.
 *
 * <p>Rooms above register vocabularies and past cases, compile tables and ask them. It knows no partner, no deal and no tier,
 * and it never publishes anything: which version of a rule holds is not its business.
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
            "fields",
            "fields :: spi",
            "verify"
        })
@NullMarked
package io.kontor.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
