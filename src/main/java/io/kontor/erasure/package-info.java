/**
 * What the office holds of a human being: shown, handed over, kept for the law, erased.
 *
 * <p>It asks every room through {@code PersonalData} and knows none of them. Erasing destroys the person's key in the ledger, so
 * what entries say of them can be read by nobody any more, and changes no byte a proof rests on. What was erased is listed
 * beside the backups, and done again where an older one is taken back.
 */
@ApplicationModule(allowedDependencies = {"kernel", "kernel :: spi", "database", "ledger", "language", "ui", "people"})
@NullMarked
package io.kontor.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
