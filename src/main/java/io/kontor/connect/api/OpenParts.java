package io.kontor.connect.api;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What operations of the description are put together from. */
final class OpenParts {
    static final String JSON = "application/json";
    /** An example of an object, as its type and id. */
    static final String SUBJECT = "partner/019aa0c1-7e5a-7c11-9d62-0d1b0c9a3f10";

    private OpenParts() {}

    static void parameter(Operation operation, String in, String name, String description, @Nullable String example) {
        var parameters = operation.getParameters() == null
                ? new ArrayList<Parameter>()
                : new ArrayList<>(operation.getParameters());
        parameters.add(new Parameter()
                .in(in)
                .name(name)
                .description(description)
                .example(example)
                .schema(new StringSchema().types(Set.of("string"))));
        operation.setParameters(parameters);
    }

    static void paging(Operation operation) {
        parameter(operation, "query", "limit", "How many, 1 to 200; 50 unless told.", "50");
        parameter(operation, "query", "after", "The place to continue behind: next of the page before.", null);
    }

    static void key(Operation operation) {
        parameter(
                operation,
                "header",
                "Idempotency-Key",
                "The same key with the same request gets the same answer for a day and does nothing twice.",
                "6d1f6f0e-5f0c-4f53-8f0a-3d2c1b0a9f8e");
    }

    static void reason(Operation operation) {
        parameter(operation, "query", "reason", "Why, for the timeline.", null);
    }

    static void match(Operation operation) {
        parameter(
                operation,
                "header",
                "If-Match",
                "The ETag you got when you read it.",
                "\"019aa0c1-7e5b-7d20-8a11-5b6c7d8e9f00\"");
        operation.getParameters().getLast().setRequired(true);
    }

    static RequestBody content(String mediaType, Schema<?> schema) {
        return new RequestBody()
                .required(true)
                .content(new Content().addMediaType(mediaType, new MediaType().schema(schema)));
    }

    static ApiResponses answers(String status, String description, Schema<?> schema, boolean versioned) {
        var answer = new ApiResponse()
                .description(description)
                .content(new Content().addMediaType(JSON, new MediaType().schema(schema)));
        if (versioned) {
            answer.addHeaderObject(
                    "ETag",
                    new Header().description("The version.").schema(new StringSchema().types(Set.of("string"))));
        }
        return new ApiResponses().addApiResponse(status, answer);
    }

    static void problems(Operation operation, String method) {
        var statuses = switch (method) {
            case "list" -> List.of("400", "401", "403");
            case "one" -> List.of("401", "403", "404");
            case "add" -> List.of("400", "401", "403", "409", "413", "415", "422");
            case "change" -> List.of("400", "401", "403", "404", "409", "412", "413", "415", "422", "428");
            default -> List.of("400", "401", "403", "404", "409", "412", "428");
        };
        var responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        for (var status : statuses) {
            responses.addApiResponse(
                    status,
                    new ApiResponse()
                            .description("A problem.")
                            .content(new Content()
                                    .addMediaType(
                                            "application/problem+json",
                                            new MediaType().schema(OpenSchemas.ref("Problem")))));
        }
        operation.setResponses(responses);
    }

    static Schema<?> text(String description) {
        return new StringSchema().types(Set.of("string")).description(description);
    }
}
