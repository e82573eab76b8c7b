/**
 * Which tier a member of a programme earns: the rules of each programme as a governed document, where every membership stands by
 * them today, who moves next, what somebody set by hand, and what a tier brings.
 *
 * <p>It reads numbers only as they were pushed down into {@code partners.measure}, and gives tiers only through
 * {@code MembershipTiers}. {@code portal} asks {@code PortalTiers}; nobody else calls it.
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
            "fields",
            "company",
            "people",
            "timeline",
            "rules",
            "rules :: spi",
            "rules :: web",
            "governance",
            "governance :: spi",
            "governance :: editing",
            "partners",
            "partners :: spi"
        })
@NullMarked
package io.kontor.tiers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
