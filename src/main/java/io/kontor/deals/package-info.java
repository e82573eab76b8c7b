/**
 * What is sold with whom: opportunities and orders, their lines, their way through the stages, and the partners on them.
 *
 * <p>Rooms above call {@code Deals} and, for a partner's own, {@code PortalDeals}, and read {@code deals.deal_v},
 * {@code deals.line_v} and {@code deals.deal_partner_v}. It computes no metric, converts no money and registers nothing.
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
            "partners",
            "customers",
            "catalog",
            "timeline"
        })
@NullMarked
package io.kontor.deals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
