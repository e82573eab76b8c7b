package io.kontor.connect.api;

import io.kontor.kernel.Dated;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A named set of countries, or parts of them. */
@Schema(name = "Region", description = "A named set of countries, or parts of them.")
record RegionBody(
        @ReadOnly @Nullable UUID id,
        @ReadOnly @Nullable UUID entry,

        @Schema(description = "A short code, used once.", example = "dach")
        String code,

        @Schema(description = "What it is called.", example = "Germany, Austria, Switzerland")
        String name,

        @Schema(description = "ISO 3166 codes of the countries, or parts of them, and the days they belong to it.")
        List<Dated<String>> members,

        @Schema(description = "Ids of the people who answer for it, and the days they do.")
        List<Dated<UUID>> owners,

        @ReadOnly @Nullable Boolean withdrawn) {}
