package io.kontor.connect.api;

import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.PartnerType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A firm we work with. Histories are lists of values with the days they hold, the last day not included. */
@Schema(
        name = "Partner",
        description =
                "A firm we work with. Histories are lists of values with the days they hold, the last day not included.")
record PartnerBody(
        @ReadOnly @Nullable UUID id,
        @ReadOnly @Nullable UUID entry,

        @Schema(description = "What it is called.", example = "Sample Reseller Ltd")
        String name,

        @Schema(description = "Where it stands with us; prospect unless told.", example = "active") @Nullable PartnerStatus status,

        @Schema(description = "ISO 3166-1 code.", example = "DE") @Nullable String country,

        @Schema(description = "State or province.") @Nullable String subdivision,

        @Schema(description = "City.", example = "Hamburg") @Nullable String city,

        @Schema(description = "How it found us.", example = "event") @Nullable String sourceChannel,

        @Schema(description = "What it does with us; several at a time.")
        List<Dated<PartnerType>> types,

        @Schema(description = "How we group it; one at a time.")
        List<Dated<String>> segments,

        @Schema(description = "Ids of its region; one at a time. Follows the country when left out.")
        List<Dated<UUID>> regions,

        @Schema(description = "Ids of the people who look after it; one at a time.")
        List<Dated<UUID>> managers,

        @Schema(description = "Ids of the firm it belongs to; one at a time.")
        List<Dated<UUID>> parents,

        @Schema(description = "Ids of distributors it buys from.")
        List<Dated<UUID>> suppliers,

        @Schema(description = "What other systems call it.") List<ExternalId> externalIds,
        @Schema(description = "Its internet domains.") List<String> domains,

        Map<String, Object> custom,

        @ReadOnly @Nullable Boolean withdrawn) {}
