/** Parts of pages on which rooms above edit drafts of their documents. */
@NamedInterface("editing")
@NullMarked
package io.kontor.governance.editing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
