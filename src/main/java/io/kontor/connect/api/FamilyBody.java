package io.kontor.connect.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A group of products in the tree of families. */
@Schema(name = "Family", description = "A group of products in the tree of families.")
record FamilyBody(
        @ReadOnly @Nullable UUID id,
        @ReadOnly @Nullable UUID entry,

        @Schema(description = "A short code, used once.", example = "security")
        String code,

        @Schema(description = "What it is called.", example = "Security")
        String name,

        @Schema(description = "The family it stands under; none at the top.") @Nullable UUID parent,

        @ReadOnly @Nullable Boolean withdrawn) {}
