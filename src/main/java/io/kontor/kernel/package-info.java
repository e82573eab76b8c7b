/**
 * Values every room speaks in: ids, money, periods, refusals, who acts and with which rights.
 *
 * <p>Any room may call it. It knows no room, holds no state, reads no clock and opens no connection.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.kontor.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
