/** What custom fields need to know from the rooms above. */
@NamedInterface("spi")
@NullMarked
package io.kontor.fields.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
