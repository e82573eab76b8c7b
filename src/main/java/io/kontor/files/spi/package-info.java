/** What may be plugged into the room of files. */
@NamedInterface("spi")
@NullMarked
package io.kontor.files.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
