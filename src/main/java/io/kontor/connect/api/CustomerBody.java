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
        @Schema(
                accessMode = Schema.AccessMode.READ_ONLY,
                description = "Its id.",
                example = "019aa0c1-7e5a-7c11-9d62-0d1b0c9a3f10")
        @Nullable UUID id,

        @Schema(
                accessMode = Schema.AccessMode.READ_ONLY,
                description = "The version: the entry it stands at, also its ETag.",
                example = "019aa0c1-7e5b-7d20-8a11-5b6c7d8e9f00")
        @Nullable UUID entry,

        @Schema(description = "What it is called.", example = "Sample Customer Ltd")
        String name,

        @Schema(description = "ISO 3166-1 code.", example = "FR") @Nullable String country,

        @Schema(description = "City.", example = "Lyon") @Nullable String city,

        @Schema(description = "Its internet domains.") List<String> domains,

        @Schema(description = "The customer it belongs to.") @Nullable UUID parent,

        @Schema(description = "The partner that is the same firm.") @Nullable UUID partner,

        @Schema(description = "What other systems call it.") List<ExternalId> externalIds,

        @Schema(
                description =
                        "Custom fields by code; an amount is an object with amount and currency, everything else is text.")
        Map<String, Object> custom,

        @Schema(accessMode = Schema.AccessMode.READ_ONLY, description = "Whether it was withdrawn.", example = "false")
        @Nullable Boolean withdrawn) {}
