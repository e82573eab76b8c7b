package io.kontor.catalog;

import io.kontor.kernel.Fields;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group of products in the tree of families; also the complete state in the ledger.
 *
 * @param code names it in imports and rules; unique among the families in use
 * @param parent the family it stands under, without cycles, or none at the top
 */
public record Family(String code, String name, @Nullable UUID parent, boolean withdrawn) {
    public Family {
        code = Fields.code(code, "code");
        name = Fields.required(name, "name", 160);
    }

    public static Family of(String code, String name) {
        return new Family(code, name, null, false);
    }

    public Family under(@Nullable UUID other) {
        return new Family(code, name, other, withdrawn);
    }

    Family withdrawnNow(boolean value) {
        return new Family(code, name, parent, value);
    }
}
