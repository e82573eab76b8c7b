/** Tables, proofs, receipts and replays on pages; the parts are drawn by the pages of rooms above, too. */
@NamedInterface("web")
@NullMarked
package io.kontor.rules.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
