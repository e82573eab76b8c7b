package io.kontor.connect.api;

import io.kontor.partners.Programme;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What partners can join. */
@Schema(name = "Programme", description = "What partners can join.")
record ProgrammeBody(
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

        @Schema(description = "A short code, used once.", example = "gold-club")
        String code,

        @Schema(description = "What it is called.", example = "Gold Club")
        String name,

        @Schema(description = "What it is for.") @Nullable String description,

        @Schema(description = "Whether it takes members; draft unless told.", example = "open")
        Programme.@Nullable Status status,

        @Schema(description = "Its first day.", example = "2026-01-01") @Nullable LocalDate starts,

        @Schema(description = "The first day after it.", example = "2027-01-01") @Nullable LocalDate ends,

        @Schema(description = "Its tiers, the lowest first.")
        List<Programme.Tier> tiers,

        @Schema(description = "What members get, by the code of their tier.")
        List<Programme.Benefit> benefits,

        @Schema(accessMode = Schema.AccessMode.READ_ONLY, description = "Whether it was withdrawn.", example = "false")
        @Nullable Boolean withdrawn) {}
