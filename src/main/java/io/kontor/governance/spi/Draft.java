package io.kontor.governance.spi;

import io.kontor.governance.DocumentScope;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a change wants a document to say.
 *
 * @param base what the document says now, or none when there is none of that scope
 * @param effective the day it is to hold from
 */
public record Draft<T extends Record>(
        UUID change,
        UUID item,
        DocumentScope scope,
        T content,
        @Nullable T base,
        LocalDate effective) {}
