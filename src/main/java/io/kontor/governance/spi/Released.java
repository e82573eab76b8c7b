package io.kontor.governance.spi;

import io.kontor.governance.DocumentScope;
import io.kontor.governance.DocumentVersion;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version being published, or published.
 *
 * @param before what the document said until then, or none
 * @param effective the day it holds from
 */
public record Released<T extends Record>(
        UUID document,
        DocumentVersion version,
        DocumentScope scope,
        T content,
        @Nullable T before,
        LocalDate effective) {}
