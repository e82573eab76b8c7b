/** What was decided; for those who govern as people do. */
@NamedInterface("decisions")
@NullMarked
package io.kontor.governance.decisions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
