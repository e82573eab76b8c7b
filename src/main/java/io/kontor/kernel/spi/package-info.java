/** How rooms contribute to what others compose, without being known by them. */
@NamedInterface("spi")
@NullMarked
package io.kontor.kernel.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
