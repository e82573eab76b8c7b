/** What waits for whose word, and what came of it; for those who govern as people do. */
@NamedInterface("approvals")
@NullMarked
package io.kontor.governance.approvals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
