/** The HTTP API under {@code /api/v1}: what programs read and write, in their words, and how a mistake is answered. */
@NullMarked
package io.kontor.connect.api;

import org.jspecify.annotations.NullMarked;
