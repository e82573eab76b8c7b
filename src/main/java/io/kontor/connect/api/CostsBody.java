package io.kontor.connect.api;

import io.kontor.kernel.Dated;
import io.kontor.kernel.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a product costs us, for those who may see costs. */
@Schema(name = "Costs", description = "What a product costs us, for those who may see costs.")
record CostsBody(
        @ReadOnly @Nullable UUID entry,

        @Schema(description = "Costs of one unit; one per currency and day.")
        List<Dated<Money>> costs) {}
