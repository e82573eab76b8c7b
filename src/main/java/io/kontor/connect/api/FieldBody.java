package io.kontor.connect.api;

import io.kontor.fields.CustomField;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A field an office made itself. */
@Schema(name = "CustomField", description = "A field an office made itself.")
record FieldBody(
        @ReadOnly @Nullable UUID id,
        @ReadOnly @Nullable UUID entry,

        @Schema(description = "The kind of object it belongs to.", example = "partner")
        String object,

        @Schema(description = "Names its values under custom; stays.", example = "lead-source")
        String code,

        @Schema(description = "What it holds.", example = "choice")
        CustomField.Type type,

        @Schema(description = "Who may read it: the office, or also the partner it is about.", example = "office")
        CustomField.Audience audience,

        @Schema(description = "What it is called, in the language of the request.", example = "Where leads come from")
        String label,

        @Schema(description = "What can be chosen, when it is a choice.")
        List<Choice> choices,

        @Schema(
                description =
                        "Whether its values say something of a person or are typed freely, so that the ledger keeps each under a"
                                + " key that can be destroyed.",
                example = "false")
        @Nullable Boolean guarded,

        @ReadOnly @Nullable Boolean withdrawn) {

    /** A value of a choice. */
    @Schema(name = "Choice", description = "A value of a choice.")
    record Choice(
            @Schema(description = "The value.", example = "fair")
            String code,

            @Schema(description = "What it is called, in the language of the request.", example = "A fair")
            String label) {}
}
