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
        @ReadOnly @Nullable UUID id,
        @ReadOnly @Nullable UUID entry,

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

        @ReadOnly @Nullable Boolean withdrawn) {}
