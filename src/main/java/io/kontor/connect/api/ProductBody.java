package io.kontor.connect.api;

import io.kontor.catalog.Product;
import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something we sell. */
@Schema(name = "Product", description = "Something we sell.")
record ProductBody(
        @ReadOnly @Nullable UUID id,
        @ReadOnly @Nullable UUID entry,

        @Schema(description = "Our number for it, used once.", example = "KN-100")
        String sku,

        @Schema(description = "What it is called.", example = "Sample Suite")
        String name,

        @Schema(description = "The family it stands in.") @Nullable UUID family,

        @Schema(description = "What one of it is.", example = "seat per year") @Nullable String unit,

        @Schema(description = "Whether it is sold; active unless told.", example = "active")
        Product.@Nullable Status status,

        @Schema(description = "What other systems call it.") List<ExternalId> externalIds,

        @Schema(description = "List prices; one per currency and day.")
        List<Dated<Money>> prices,

        @ReadOnly @Nullable Boolean withdrawn) {}
