package io.kontor.connect.api;

import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why a request was not done, as RFC 9457 has it. */
record Problem(
        @Schema(description = "What kind of problem it is; never changes.", example = "/problems/field-required")
        String type,

        @Schema(description = "The kind in words.", example = "Something is missing or wrong")
        String title,

        @Schema(description = "The HTTP status.", example = "422")
        int status,

        @Schema(description = "What is wrong and what to do.", example = "name: Please fill this in.")
        String detail,

        @Schema(description = "Every field that is wrong.") List<Fault> errors,

        @Schema(description = "The number of a mistake of ours, to be named in a report.", example = "1f0c2a9b")
        @Nullable String incident) {

    /** One field that is wrong. */
    record Fault(
            @Schema(
                    description = "Where in the body, or the name of the parameter or header.",
                    example = "segments[0].from")
            String field,

            @Schema(description = "What kind of mistake; never changes.", example = "field-required")
            String code,

            @Schema(description = "What is wrong and what to do.", example = "Please fill this in.")
            String detail) {}

    static Problem of(Refused refused, Words words) {
        var faults = refused.faults();
        var first = faults.getFirst();
        var errors = faults.stream()
                .filter(fault -> fault.field() != null)
                .map(fault -> new Fault(Objects.requireNonNull(fault.field()), fault.code(), words.refusal(fault)))
                .toList();
        boolean several = faults.size() > 1 && first.field() != null;
        return new Problem(
                "/problems/" + (several ? "invalid" : first.code()),
                words.t("api.title." + refused.status().value()),
                refused.status().value(),
                several ? words.t("api.several", "count", faults.size()) : sentence(first, words),
                errors,
                null);
    }

    private static String sentence(Refusal refusal, Words words) {
        var sentence = words.refusal(refusal);
        return refusal.field() == null ? sentence : refusal.field() + ": " + sentence;
    }

    static Problem ofIncident(String incident, Words words) {
        return new Problem(
                "/problems/incident",
                words.t("api.title.500"),
                500,
                words.t("error.500.sentence", "incident", incident),
                List.of(),
                incident);
    }
}
