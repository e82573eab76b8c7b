package io.kontor.connect.api;

import io.kontor.kernel.Dated;
import io.kontor.partners.Membership;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** That a partner is in a programme. */
@Schema(name = "Membership", description = "That a partner is in a programme.")
record MembershipBody(
        @ReadOnly @Nullable UUID id,
        @ReadOnly @Nullable UUID entry,

        @Schema(description = "The partner; stays.", example = "019aa0c1-7e5a-7c11-9d62-0d1b0c9a3f10")
        UUID partner,

        @Schema(description = "The programme; stays.", example = "019aa0c1-7e5a-7c11-9d62-0d1b0c9a3f11")
        UUID programme,

        @Schema(description = "The first day.", example = "2026-01-01")
        LocalDate joined,

        @Schema(description = "The first day it is no longer a member.") @Nullable LocalDate left,

        @Schema(description = "Where it stands; active unless told. Leaving asks for a reason.", example = "active")
        Membership.@Nullable Status status,

        @Schema(description = "Codes of its tier; one at a time.")
        List<Dated<String>> tiers,

        @ReadOnly @Nullable Boolean withdrawn) {}
