package io.kontor.connect.api;

import static io.kontor.connect.api.OpenParts.JSON;
import static io.kontor.connect.api.OpenParts.SUBJECT;
import static io.kontor.connect.api.OpenParts.answers;
import static io.kontor.connect.api.OpenParts.content;
import static io.kontor.connect.api.OpenParts.key;
import static io.kontor.connect.api.OpenParts.match;
import static io.kontor.connect.api.OpenParts.paging;
import static io.kontor.connect.api.OpenParts.parameter;
import static io.kontor.connect.api.OpenParts.problems;
import static io.kontor.connect.api.OpenParts.reason;
import static io.kontor.connect.api.OpenParts.text;
import static io.kontor.connect.api.OpenSchemas.name;
import static io.kontor.connect.api.OpenSchemas.page;
import static io.kontor.connect.api.OpenSchemas.ref;

import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.people.Access;
import io.kontor.ui.Needed;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;

/** What each operation of the description says: what all of one method have in common, once. */
@SuppressWarnings({"rawtypes", "unchecked"}) // The model's own methods hand out and take raw schemas.
final class OpenOperations {
    private OpenOperations() {}

    static void describe(Operation operation, HandlerMethod handler) {
        var type = ResolvableType.forClass(handler.getBeanType())
                .as(ReadApi.class)
                .getGeneric(1)
                .resolve();
        var method = handler.getMethod().getName();
        var tag = Objects.requireNonNull(handler.getBeanType().getAnnotation(Tag.class), "a resource without a tag")
                .name();
        operation.setTags(List.of(tag));
        operation.setOperationId(method + "_" + tag);
        if (type != null) {
            resource(operation, method, tag, type);
        } else if (handler.getBeanType() == FileApi.class) {
            files(operation, method);
        } else if (handler.getBeanType() == LogApi.class) {
            OpenLog.describe(operation, method);
        } else {
            entries(operation, method);
        }
        Needed.by(handler)
                .ifPresent(
                        needs -> operation.setDescription(sentence(operation.getDescription()) + "Needs the permission "
                                + needs.kind() + ":" + needs.verb().code() + "."));
        problems(operation, method);
    }

    private static String sentence(@Nullable String text) {
        return text == null || text.isBlank() ? "" : text + " ";
    }

    private static void resource(Operation operation, String method, String tag, Class<?> type) {
        var one = name(type);
        switch (method) {
            case "list" -> {
                operation.summary("List " + tag).responses(answers("200", "A page.", ref(page(type)), false));
                paging(operation);
                parameter(
                        operation,
                        "query",
                        "sort",
                        "A column of the list, with a minus before it for descending.",
                        "name");
                operation.setDescription(
                        "Filters are the columns of the list by name, ranges with .from and .to, custom fields with x- before"
                                + " their code.");
            }
            case "one" -> {
                operation.summary("Read one of the " + tag).responses(answers("200", "The object.", ref(one), true));
                parameter(
                        operation,
                        "header",
                        "If-None-Match",
                        "ETags already known; 304 when it is still one of them.",
                        null);
                operation.getResponses().addApiResponse("304", new ApiResponse().description("As known."));
            }
            case "add" -> {
                operation
                        .summary("Add one to the " + tag)
                        .requestBody(content(JSON, ref(one)))
                        .responses(answers("201", "Added.", ref(one), true));
                key(operation);
                reason(operation);
            }
            case "change" -> {
                operation
                        .summary("Change one of the " + tag)
                        .description(
                                "A merge patch (RFC 7396): what is not named stays, null takes away, lists are replaced.")
                        .requestBody(content("application/merge-patch+json", ref(one + "Patch")))
                        .responses(answers("200", "As it is now.", ref(one), true));
                match(operation);
                reason(operation);
            }
            case "withdraw" -> {
                operation
                        .summary("Withdraw one of the " + tag)
                        .description("It leaves lists and numbers; its history stays.")
                        .responses(
                                new ApiResponses().addApiResponse("204", new ApiResponse().description("Withdrawn.")));
                match(operation);
                reason(operation);
            }
            case "restore" -> {
                operation
                        .summary("Bring back one of the " + tag)
                        .description("It is in lists and numbers again. One that was not withdrawn stays as it is.")
                        .responses(answers("200", "As it is now.", ref(one), true));
                match(operation);
                key(operation);
                reason(operation);
            }
            case "undo" -> {
                operation
                        .summary("Take back the last change of one of the " + tag)
                        .description(
                                "It is as it was before, also when the last change withdrew it. Refused with 409 when"
                                        + " nothing was changed since it was added.")
                        .responses(answers("200", "As it is now.", ref(one), true));
                match(operation);
                key(operation);
                reason(operation);
            }
            case "costs" ->
                operation
                        .summary("Read what a product costs us")
                        .responses(answers("200", "The costs.", ref("Costs"), true));
            case "setCosts" -> {
                operation
                        .summary("Say what a product costs us")
                        .description("The first time no version is needed.")
                        .requestBody(content(JSON, ref("Costs")))
                        .responses(answers("200", "As they are now.", ref("Costs"), true));
                parameter(operation, "header", "If-Match", "The ETag you got when you read the costs.", null);
                reason(operation);
            }
            default -> throw new IllegalStateException("no description of " + method);
        }
    }

    private static void files(Operation operation, String method) {
        switch (method) {
            case "list" -> {
                operation
                        .summary("List the files of an object")
                        .responses(answers("200", "A page.", ref("FilePage"), false));
                parameter(operation, "query", "subject", "The object, as its type and id.", SUBJECT);
                operation.getParameters().getLast().setRequired(true);
                paging(operation);
            }
            case "one" ->
                operation
                        .summary("Read what is known of a file")
                        .responses(answers("200", "The file.", ref("File"), true));
            case "content" ->
                operation
                        .summary("Download a file")
                        .responses(new ApiResponses()
                                .addApiResponse(
                                        "200",
                                        new ApiResponse()
                                                .description("The content, in its own media type.")
                                                .content(new Content()
                                                        .addMediaType("application/octet-stream", new MediaType()))));
            case "add" -> {
                operation
                        .summary("Hang a file on an object")
                        .description("At most 25 MB; the content must be what the name says.")
                        .requestBody(content("multipart/form-data", upload()))
                        .responses(answers("201", "Hung there.", ref("File"), true));
                operation.setParameters(null);
                key(operation);
            }
            case "withdraw" -> {
                operation
                        .summary("Take a file away")
                        .responses(
                                new ApiResponses().addApiResponse("204", new ApiResponse().description("Taken away.")));
                reason(operation);
            }
            default -> throw new IllegalStateException("no description of " + method);
        }
    }

    private static Schema<?> upload() {
        return new Schema<>()
                .types(Set.of("object"))
                .addProperty("subject", text("The object, as its type and id.").example(SUBJECT))
                .addProperty(
                        "audience",
                        text("office, or partner for files it may read too; office unless told.")
                                .example("office"))
                .addProperty("file", text("The file with its name.").format("binary"))
                .required(List.of("subject", "file"));
    }

    private static void entries(Operation operation, String method) {
        if (method.equals("proof")) {
            OpenLog.proof(operation);
            return;
        }
        if (method.equals("one")) {
            operation.summary("Read an entry").responses(answers("200", "The entry.", ref("Entry"), true));
            return;
        }
        operation
                .summary("Read the ledger in its order")
                .description("Oldest first. To follow it, ask again with from one after the last position.")
                .responses(answers("200", "A page.", ref("EntryPage"), false));
        parameter(operation, "query", "subject", "Only of this object, as its type and id.", SUBJECT);
        parameter(operation, "query", "partner", "Only of what is this partner's, by its id.", null);
        parameter(operation, "query", "actor", "Only what this person did, by their id.", null);
        parameter(operation, "query", "type", "Only of this kind of object.", "deal");
        parameter(operation, "query", "from", "The first position wanted.", "0");
        parameter(operation, "query", "to", "The first position no longer wanted.", "1000");
        paging(operation);
    }

    /** The columns every office has; fields an office made itself are nobody else's business. */
    static void filters(Operation operation, ReadApi<?, ?> resource) {
        var actor = Access.local("openapi", new UUID(0, 0));
        var spec = resource.spec(actor);
        var words = new Words(Language.EN, ZoneOffset.UTC);
        for (var name : Filters.names(actor, spec)) {
            if (!Filters.PAGING.contains(name) && !name.startsWith("x-")) {
                var label = words.t(spec.code() + ".col." + name.replaceFirst("\\.(from|to)$", ""));
                parameter(operation, "query", name, "Filter by: " + label + ".", null);
            }
        }
        if (spec.search() != null) {
            parameter(operation, "query", "q", "Words the objects hold.", null);
        }
    }
}
