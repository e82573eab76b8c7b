/**
 * Mail to people, each in their own language: queued in the database, tried again until it went, visible in the product.
 *
 * <p>Rooms above hand it letters. Without a mail server letters wait here and their links can be copied; the demo writes them
 * to files. It never decides who gets a letter.
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
            "people"
        })
@NullMarked
package io.kontor.post;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
