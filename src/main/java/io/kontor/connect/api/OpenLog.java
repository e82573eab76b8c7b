package io.kontor.connect.api;

import static io.kontor.connect.api.OpenParts.JSON;
import static io.kontor.connect.api.OpenParts.answers;
import static io.kontor.connect.api.OpenParts.content;
import static io.kontor.connect.api.OpenParts.parameter;
import static io.kontor.connect.api.OpenSchemas.ref;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;

/** What the operations of the log, and the proof of an entry, say in the description. */
final class OpenLog {
    private OpenLog() {}

    static void describe(Operation operation, String method) {
        switch (method) {
            case "checkpoint" -> {
                operation
                        .summary("Read a checkpoint")
                        .description("The newest, or that of just so many entries.")
                        .responses(answers("200", "The checkpoint.", ref("Checkpoint"), false));
                parameter(operation, "query", "size", "Of just so many entries.", "1000");
            }
            case "inclusion" -> {
                operation
                        .summary("Prove that an entry is in the log")
                        .responses(answers("200", "The proof.", ref("Inclusion"), false));
                needed(operation, "position", "The position of the entry.", "41");
                needed(operation, "size", "How many entries the tree has.", "1000");
            }
            case "consistency" -> {
                operation
                        .summary("Prove that the log only grew")
                        .responses(answers("200", "The proof.", ref("Consistency"), false));
                needed(operation, "from", "How many entries the smaller tree has.", "500");
                needed(operation, "to", "How many entries the larger tree has.", "1000");
            }
            case "add" ->
                operation
                        .summary("Hand in what witnesses signed")
                        .description(
                                "A checkpoint of this log with cosignature/v1 lines of witnesses in the rules of the audit.")
                        .requestBody(content(JSON, ref("Checkpoint")))
                        .responses(answers("201", "Kept.", ref("Cosignatures"), false));
            default -> throw new IllegalStateException("no description of " + method);
        }
    }

    static void proof(Operation operation) {
        operation
                .summary("Prove an entry")
                .description(
                        "An export of this entry alone, with the proof and the checkpoint; ./kontor ledger verify --file"
                                + " reads it.")
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200",
                                new ApiResponse()
                                        .description("The proof, as JSON lines.")
                                        .content(new Content().addMediaType("application/jsonl", new MediaType()))));
    }

    private static void needed(Operation operation, String name, String description, String example) {
        parameter(operation, "query", name, description, example);
        operation.getParameters().getLast().setRequired(true);
    }
}
