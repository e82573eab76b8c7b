/**
 * The reader's language: every sentence of the product from the rooms' bundles, and dates, numbers and money as the reader
 * writes them.
 *
 * <p>Any room above may call it. It knows no room; it only collects their {@code text/*.properties}.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package io.kontor.language;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
