package io.kontor.governance;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where somebody stands when it is asked which document holds for them; all by their codes. */
public record Where(
        @Nullable String programme,
        @Nullable String region,
        Set<String> partnerTypes,
        @Nullable String segment) {
    /** Nowhere in particular: only documents for everybody hold. */
    public static final Where ANYWHERE = new Where(null, null, Set.of(), null);

    public Where {
        partnerTypes = Set.copyOf(partnerTypes);
    }

    public static Where programme(String code) {
        return new Where(code, null, Set.of(), null);
    }

    /** Exactly where a document of that scope holds. */
    public static Where of(DocumentScope scope) {
        var type = scope.partnerType();
        return new Where(scope.programme(), scope.region(), type == null ? Set.of() : Set.of(type), scope.segment());
    }
}
