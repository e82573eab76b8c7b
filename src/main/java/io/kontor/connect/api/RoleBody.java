package io.kontor.connect.api;

import io.kontor.kernel.Side;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What those who hold it may do. */
@Schema(name = "Role", description = "What those who hold it may do.")
record RoleBody(
        @ReadOnly @Nullable UUID id,
        @ReadOnly @Nullable UUID entry,

        @Schema(description = "A short code, used once.", example = "partner-manager")
        String code,

        @Schema(description = "Whether it is for the office or for partners.", example = "office")
        Side side,

        @Schema(description = "Whether it came with Kontor.", example = "true")
        boolean shipped,

        @Schema(description = "What it is called, in the language of the request.", example = "Partner manager")
        String name,

        @Schema(description = "What it allows, as kind of object and act.")
        List<String> permissions,

        @ReadOnly @Nullable Boolean withdrawn) {}
