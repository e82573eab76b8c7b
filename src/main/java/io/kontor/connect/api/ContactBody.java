package io.kontor.connect.api;

import io.kontor.partners.ContactRole;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person at a partner. */
@Schema(name = "Contact", description = "A person at a partner.")
record ContactBody(
        @ReadOnly @Nullable UUID id,
        @ReadOnly @Nullable UUID entry,

        @Schema(description = "The partner they are at; stays.", example = "019aa0c1-7e5a-7c11-9d62-0d1b0c9a3f10")
        UUID partner,

        @Schema(description = "Their name.", example = "Robin Sample")
        String name,

        @Schema(description = "Their address.", example = "robin@example.com") @Nullable String email,

        @Schema(description = "Their number.", example = "+49 40 123456") @Nullable String phone,

        @Schema(description = "What they do there.", example = "Head of Sales") @Nullable String title,

        @Schema(description = "The language they read.", example = "de") @Nullable String language,

        @Schema(description = "What they are to us.") List<ContactRole> roles,

        @ReadOnly @Schema(description = "The account they sign in with.") @Nullable UUID person,

        Map<String, Object> custom,

        @ReadOnly @Nullable Boolean withdrawn) {}
