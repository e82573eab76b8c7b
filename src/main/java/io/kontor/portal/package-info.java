/**
 * The partner's side: its firm, its people, its deals and what happened, nothing else. Everything is read under the portal's
 * database role.
 *
 * <p>Nobody sees this room. It puts together what the rooms below publish for partners.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "database",
            "ledger",
            "language",
            "ui",
            "people",
            "entrance",
            "partners",
            "deals",
            "tiers"
        })
@NullMarked
package io.kontor.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
