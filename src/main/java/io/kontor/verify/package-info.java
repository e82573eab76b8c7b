/**
 * Checks a ledger from the outside: Merkle tree, signed notes, canonical JSON, leaves, exports. Bytes in, a verdict out.
 *
 * <p>Any room may call it. It knows no room, no Spring, no database, no network and no clock, so that whoever doubts an office can
 * run it without one. What it reads may come from an enemy: it never trusts a length, a size or a signature it has not checked,
 * keeps a bounded amount in memory, and says no only by a {@link io.kontor.verify.Flaw}.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.kontor.verify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
