/**
 * The company that runs the office: its name, money, calendar and languages, its regions, its exchange rates.
 *
 * <p>Any room above may ask it. It never knows people but as ids, and never reads a room above.
 */
@ApplicationModule(allowedDependencies = {"kernel", "kernel :: spi", "database", "ledger", "language"})
@NullMarked
package io.kontor.company;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
