/**
 * Who buys in the end: customers with their domains, their ids in other systems, the group they belong to, and the partner
 * that is the same firm, linked and not merged.
 *
 * <p>Rooms above call {@code Customers} and read {@code customers.customer_v}. A customer belongs to no partner; which
 * partner works on it is a matter of deals, above.
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
            "merging",
            "timeline",
            "partners"
        })
@NullMarked
package io.kontor.customers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
