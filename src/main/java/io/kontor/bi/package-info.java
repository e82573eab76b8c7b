/**
 * What outside tools read: views with names that stay, and the role that reads them and nothing else.
 *
 * <p>Only the command line lets such a tool in or shuts it out. This room keeps no table and is read by no other.
 */
@ApplicationModule(allowedDependencies = {"kernel", "ledger", "database", "company"})
@NullMarked
package io.kontor.bi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
