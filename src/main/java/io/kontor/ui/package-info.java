/**
 * Page parts: the shell around every page, forms and their mistakes, fragments, icons, who looks.
 *
 * <p>Every room with pages calls it. It knows no domain words: what stands in the navigation is contributed, what a permission
 * means is asked of the viewer's rights.
 */
@ApplicationModule(allowedDependencies = {"kernel", "language"})
@NullMarked
package io.kontor.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
