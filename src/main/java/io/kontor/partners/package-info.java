/**
 * Who we work with: firms with their history, the people at them, agreements, programmes and who is a member of which.
 *
 * <p>Rooms above call {@code Partners}, {@code Contacts}, {@code Programmes}, {@code Memberships} and {@code Agreements}, read
 * {@code partners.partner_v}, and push numbers down into {@code partners.measure}. It knows no deal, no customer and no metric.
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
            "people :: spi",
            "merging",
            "timeline"
        })
@NullMarked
package io.kontor.partners;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
