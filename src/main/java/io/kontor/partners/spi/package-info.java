/** What this room needs to know from the rooms above. */
@NamedInterface("spi")
@NullMarked
package io.kontor.partners.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
