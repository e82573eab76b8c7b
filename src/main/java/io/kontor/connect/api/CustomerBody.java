package io.kontor.connect.api;

import io.kontor.kernel.ExternalId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A firm that buys in the end. */
@Schema(name = "Customer", description = "A firm that buys in the end.")
record CustomerBody(
        @ReadOnly @Nullable UUID id,
        @ReadOnly @Nullable UUID entry,

        @Schema(description = "What it is called.", example = "Sample Customer Ltd")
        String name,

        @Schema(description = "ISO 3166-1 code.", example = "FR") @Nullable String country,

        @Schema(description = "City.", example = "Lyon") @Nullable String city,

        @Schema(description = "Its internet domains.") List<String> domains,

        @Schema(description = "The customer it belongs to.") @Nullable UUID parent,

        @Schema(description = "The partner that is the same firm.") @Nullable UUID partner,

        @Schema(description = "What other systems call it.") List<ExternalId> externalIds,

        Map<String, Object> custom,

        @ReadOnly @Nullable Boolean withdrawn) {}
