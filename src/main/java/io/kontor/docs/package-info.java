/** The guide: how to work with the office, as pages beside the work. It keeps nothing. */
@ApplicationModule(allowedDependencies = {"kernel", "language", "ui"})
@NullMarked
package io.kontor.docs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
