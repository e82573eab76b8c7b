/**
 * Pure statistics: survival with censoring, comparisons of survival, proportions. Numbers in, numbers out.
 *
 * <p>Any room may call it. It knows no word of the trade, no room, no clock and no database.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.kontor.stats;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
