/** What rules need to know from the rooms above. */
@NamedInterface("spi")
@NullMarked
package io.kontor.rules.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
