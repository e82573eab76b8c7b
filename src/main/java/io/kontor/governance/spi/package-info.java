/** What rooms above bring to governance: types of documents, governed acts. */
@NamedInterface("spi")
@NullMarked
package io.kontor.governance.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
