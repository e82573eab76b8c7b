/** What people need to know from the rooms above. */
@NamedInterface("spi")
@NullMarked
package io.kontor.people.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
