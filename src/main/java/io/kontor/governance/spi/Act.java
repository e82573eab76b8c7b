package io.kontor.governance.spi;

import io.kontor.governance.DocumentScope;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A governed act that publishing a draft would be.
 *
 * @param code of the {@code GovernedAct}
 * @param measure how much it touches, in what the act is measured by; none when it is not measured
 * @param regions the effects touch; empty for everywhere or nowhere in particular
 * @param scope of the document it changes; everybody where it changes none
 */
public record Act(String code, @Nullable BigDecimal measure, Set<UUID> regions, DocumentScope scope) {
    public Act {
        regions = Set.copyOf(regions);
        scope = Objects.requireNonNullElse(scope, DocumentScope.ALL);
    }

    public Act(String code, @Nullable BigDecimal measure, Set<UUID> regions) {
        this(code, measure, regions, DocumentScope.ALL);
    }

    /** The same, done to a document of that scope. */
    public Act within(DocumentScope other) {
        return new Act(code, measure, regions, other);
    }

    public static Act of(String code) {
        return new Act(code, null, Set.of());
    }
}
