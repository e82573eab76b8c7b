/**
 * The database under the house: the embedded cluster, the three roles, migrations, the one way to a transaction, backup.
 *
 * <p>Rooms see {@code Tx}, {@code Rows} and {@code Purpose}; the command line also starts, migrates, backs up and
 * restores. It knows no table of any room.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package io.kontor.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
