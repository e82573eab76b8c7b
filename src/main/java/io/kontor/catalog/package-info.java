/**
 * What is sold: products in a tree of families, their ids in other systems, list prices and standard costs by day and
 * currency.
 *
 * <p>Rooms above call {@code Products}, {@code Families} and {@code Costs} and read {@code catalog.product_v} and
 * {@code catalog.price_v}. What a product costs us is a subject of its own with a right of its own: it never stands on a
 * product, in its timeline or in anything a partner reads.
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
            "timeline"
        })
@NullMarked
package io.kontor.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
