/** Who decides what; for those who govern as people do. */
@NamedInterface("charter")
@NullMarked
package io.kontor.governance.charter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
