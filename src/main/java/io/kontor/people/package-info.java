/**
 * Who acts: people, teams, roles, and what each may do where.
 *
 * <p>Rooms above ask it for names and hand it people's ids; {@code entrance} asks it for the actor behind a session. It
 * knows partners and regions as ids only, keeps no secrets and sends no mail.
 */
@ApplicationModule(allowedDependencies = {"kernel", "kernel :: spi", "database", "ledger", "language", "company"})
@NullMarked
package io.kontor.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
