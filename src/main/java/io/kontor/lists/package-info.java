/**
 * Lists of anything: filters in the address, sorting, keyset pages, columns, saved views, change of many, export.
 *
 * <p>A room describes its list once ({@code ListSpec}) and gets the page, the export and the feed of the API from it. This room
 * knows no domain words; what a list may show is part of its description.
 */
@ApplicationModule(
        allowedDependencies = {"kernel", "kernel :: spi", "database", "ledger", "language", "ui", "company", "people"})
@NullMarked
package io.kontor.lists;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
