/**
 * How the programme is changed: documents with versions, changes to them with checks, simulation, review and approval, and
 * their publishing in batches that can be stopped and taken back.
 *
 * <p>Rooms above bring types of documents ({@code governance.spi.DocumentType}) and ask {@code Documents} for what is in force
 * for whom and when. It knows no domain word: what a document says, and what publishing it does, is its type's.
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
            "entrance",
            "post",
            "timeline",
            "verify"
        })
@NullMarked
package io.kontor.governance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
