package io.kontor.connect.api;

import io.kontor.kernel.Side;
import io.kontor.people.Assignment;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who acts, in the office or at a partner. */
@Schema(name = "Person", description = "Somebody who acts, in the office or at a partner.")
record PersonBody(
        @ReadOnly @Nullable UUID id,
        @ReadOnly @Nullable UUID entry,

        @Schema(description = "Their name.", example = "Robin Sample")
        String name,

        @Schema(description = "Where they sign in and get mail; used once.", example = "robin@example.com") @Nullable String email,

        @Schema(description = "The language they read; the office's unless told.", example = "de") @Nullable String language,

        @Schema(description = "Their time zone; the office's unless told.", example = "Europe/Berlin") @Nullable String zone,

        @ReadOnly
        @Schema(description = "Whether they work in the office or at a partner.", example = "office")
        @Nullable Side side,

        @Schema(description = "The partner they work for; none in the office; stays.") @Nullable UUID partner,

        @Schema(description = "Whether partners may see their name and address.", example = "false")
        boolean partnerFacing,

        @Schema(description = "The roles they hold, with days and reach. Left out for who may not see them.") @Nullable List<Held> assignments,

        @ReadOnly @Schema(description = "Whether they have left.", example = "false") @Nullable Boolean withdrawn) {

    /** A role somebody holds. */
    @Schema(name = "Assignment", description = "A role somebody holds, on which days and how far it reaches.")
    record Held(
            @Schema(description = "Its id; a new one gets one.", example = "019aa0c1-7e5a-7c11-9d62-0d1b0c9a3f12")
            @Nullable UUID id,

            @Schema(description = "The code of the role.", example = "partner-manager")
            String role,

            @Schema(description = "How far it reaches; everywhere unless told.", example = "regions")
            Assignment.@Nullable Reach reach,

            @Schema(description = "Ids of regions, when it reaches those.")
            Set<UUID> regions,

            @Schema(description = "Segments, when it reaches those.")
            Set<String> segments,

            @Schema(description = "Ids of partners, when it reaches those.")
            Set<UUID> partners,

            @Schema(description = "The first day.", example = "2026-01-01") @Nullable LocalDate from,

            @Schema(description = "The first day it no longer holds.") @Nullable LocalDate to) {
        static Held of(Assignment assignment) {
            return new Held(
                    assignment.id(),
                    assignment.role(),
                    assignment.reach(),
                    assignment.regions(),
                    assignment.segments(),
                    assignment.partners(),
                    assignment.from(),
                    assignment.to());
        }
    }
}
