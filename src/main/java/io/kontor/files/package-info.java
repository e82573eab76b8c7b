/**
 * What hangs on objects: files and notes. A file is kept once by its content, in the database; who may read the object may read
 * what hangs on it.
 *
 * <p>Every room's pages load its fragment; imports keep their files here. It knows objects as type and id and asks their
 * {@code Holding} for everything else.
 */
@ApplicationModule(
        allowedDependencies = {"kernel", "kernel :: spi", "database", "ledger", "language", "ui", "company", "people"})
@NullMarked
package io.kontor.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
