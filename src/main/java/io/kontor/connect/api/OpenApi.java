package io.kontor.connect.api;

import io.kontor.database.Build;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.people.Access;
import io.kontor.ui.Needed;
import io.kontor.ui.Open;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;

/**
 * The description of the API, made from its routes and records when somebody asks for it. Routes come from the controllers;
 * what all of one method have in common is added here once.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@SuppressWarnings({"rawtypes", "unchecked"}) // The model's own methods hand out and take raw schemas.
class OpenApi {
    static final String PATH = "/api/v1/openapi.json";
    private static final String JSON = "application/json";
    private static final String SUBJECT = "partner/019aa0c1-7e5a-7c11-9d62-0d1b0c9a3f10";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Call.class)
                .replaceWithSchema(
                        BigDecimal.class, new StringSchema().format("decimal").example("12.30"));
    }

    /** Open to everybody: it says what can be asked, not what the answers are. */
    @Lazy
    @RestController
    @ConditionalOnWebApplication
    @Open(Open.To.EVERYBODY)
    static final class Described extends OpenApiWebMvcResource {
        Described(
                ObjectFactory<OpenAPIService> service,
                AbstractRequestService requests,
                GenericResponseService responses,
                OperationService operations,
                SpringDocConfigProperties properties,
                SpringDocProviders providers,
                SpringDocCustomizers customizers) {
            super(service, requests, responses, operations, properties, providers, customizers);
        }
    }

    @Bean
    @Lazy
    OpenAPI kontorApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Kontor")
                        .version("v1")
                        .description("Partner operations as software, for programs. Kontor " + Build.version() + ".")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .security(List.of(new SecurityRequirement().addList("token")))
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("A token made in Kontor; it may do what its permissions say.")));
    }

    @Bean
    @Lazy
    GlobalOperationCustomizer apiOperations(ObjectProvider<ResourceApi<?, ?>> resources) {
        return (operation, handler) -> {
            described(operation, handler);
            if (handler.getMethod().getName().equals("list")) {
                resources.stream()
                        .filter(one -> one.getClass() == handler.getBeanType())
                        .forEach(one -> filters(operation, one));
            }
            return operation;
        };
    }

    /** The columns every office has; fields an office made itself are nobody else's business. */
    private static void filters(Operation operation, ResourceApi<?, ?> resource) {
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

    @Bean
    @Lazy
    OpenApiCustomizer apiSchemas() {
        return api -> {
            var components = api.getComponents();
            var schemas = new TreeMap<String, Schema>();
            Bodies.ALL.forEach(type -> schemas.putAll(schemas(type)));
            components.setSchemas(new LinkedHashMap<>(schemas));
            Bodies.WRITTEN.forEach(type -> components.addSchemas(
                    name(type) + "Patch", patch(name(type), Objects.requireNonNull(schemas.get(name(type))))));
            Bodies.ALL.stream()
                    .filter(type -> type != Problem.class && type != CostsBody.class)
                    .forEach(type -> components.addSchemas(page(type), pageSchema(name(type))));
        };
    }

    static String name(Class<?> type) {
        var schema = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return schema == null || schema.name().isEmpty() ? type.getSimpleName() : schema.name();
    }

    private static String page(Class<?> type) {
        return name(type) + "Page";
    }

    private static Schema<?> ref(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }

    private static Schema<?> pageSchema(String name) {
        return new Schema<>()
                .types(Set.of("object"))
                .description("One page of a list.")
                .addProperty("items", new ArraySchema().items(ref(name)).types(Set.of("array")))
                .addProperty(
                        "next",
                        new StringSchema()
                                .types(Set.of("string"))
                                .description("The value of after for the next page; missing on the last one.")
                                .example("MDE5YWEwYzEgQWxwaGE"))
                .required(List.of("items"));
    }

    /** The schemas of a record and everything in it, in the API's names. */
    private static Map<String, Schema> schemas(Class<?> type) {
        var resolved =
                ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(false));
        var all = new LinkedHashMap<String, Schema>(resolved.referencedSchemas);
        resolved.schema.setRequired(Arrays.stream(type.getRecordComponents())
                .filter(component -> !Binder.optional(component) && !Binder.readOnly(component))
                .map(component -> Names.outside(component.getName()))
                .toList());
        all.put(name(type), resolved.schema);
        all.forEach((name, schema) -> outside(schema));
        return all;
    }

    private static void outside(Schema<?> schema) {
        if (schema.getProperties() == null) {
            return;
        }
        var renamed = new LinkedHashMap<String, Schema>();
        schema.getProperties().forEach((name, property) -> {
            choices(property);
            if (property.getItems() != null) {
                choices(property.getItems());
            }
            shared(name, property);
            renamed.put(Names.outside(name), property);
        });
        schema.setProperties(renamed);
    }

    private static void shared(String name, Schema<?> property) {
        var known = SHARED.get(name);
        if (property.getDescription() == null && known != null) {
            property.setDescription(known.getFirst());
            if (property.getExample() == null
                    && property.getFormat() == null
                    && property.getEnum() == null
                    && !known.getLast().isEmpty()) {
                property.setExample(known.getLast());
            }
        }
    }

    private static void choices(Schema<?> schema) {
        if (schema.getEnum() != null) {
            ((Schema<Object>) schema)
                    .setEnum(schema.getEnum().stream()
                            .map(one -> (Object) String.valueOf(one).toLowerCase(Locale.ROOT))
                            .toList());
        }
    }

    private static Operation described(Operation operation, HandlerMethod handler) {
        var type = ResolvableType.forClass(handler.getBeanType())
                .as(ResourceApi.class)
                .getGeneric(1)
                .resolve();
        var method = handler.getMethod().getName();
        var tag = Objects.requireNonNullElse(
                handler.getBeanType().getAnnotation(io.swagger.v3.oas.annotations.tags.Tag.class) == null
                        ? null
                        : handler.getBeanType()
                                .getAnnotation(io.swagger.v3.oas.annotations.tags.Tag.class)
                                .name(),
                handler.getBeanType().getSimpleName());
        operation.setTags(List.of(tag));
        operation.setOperationId(method + "_" + tag);
        if (type != null) {
            resource(operation, method, tag, type);
        } else if (handler.getBeanType() == FileApi.class) {
            files(operation, method);
        } else {
            entries(operation, method);
        }
        Needed.by(handler)
                .ifPresent(
                        needs -> operation.setDescription(sentence(operation.getDescription()) + "Needs the permission "
                                + needs.kind() + ":" + needs.verb().code() + "."));
        problems(operation, method);
        return operation;
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

    private static void paging(Operation operation) {
        parameter(operation, "query", "limit", "How many, 1 to 200; 50 unless told.", "50");
        parameter(operation, "query", "after", "The place to continue behind: next of the page before.", null);
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

    private static Schema<?> text(String description) {
        return new StringSchema().types(Set.of("string")).description(description);
    }

    private static void entries(Operation operation, String method) {
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

    /** The fields a caller may write, none of them required. */
    private static Schema<?> patch(String name, Schema<?> whole) {
        var patch = new Schema<>()
                .types(Set.of("object"))
                .description("Any of the fields of " + name + "; null takes one away.");
        whole.getProperties().forEach((field, property) -> {
            if (!Boolean.TRUE.equals(property.getReadOnly())) {
                patch.addProperty(field, property);
            }
        });
        return patch;
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

    static void key(Operation operation) {
        parameter(
                operation,
                "header",
                "Idempotency-Key",
                "The same key with the same request gets the same answer for a day and does nothing twice.",
                "6d1f6f0e-5f0c-4f53-8f0a-3d2c1b0a9f8e");
    }

    private static void reason(Operation operation) {
        parameter(operation, "query", "reason", "Why, for the timeline.", null);
    }

    private static void match(Operation operation) {
        parameter(
                operation,
                "header",
                "If-Match",
                "The ETag you got when you read it.",
                "\"019aa0c1-7e5b-7d20-8a11-5b6c7d8e9f00\"");
        operation.getParameters().getLast().setRequired(true);
    }

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

    private static void problems(Operation operation, String method) {
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
                                    .addMediaType("application/problem+json", new MediaType().schema(ref("Problem")))));
        }
        operation.setResponses(responses);
    }

    /** Which schemas are described. */
    static final class Bodies {
        static final List<Class<? extends Record>> WRITTEN = List.of(
                PartnerBody.class,
                ContactBody.class,
                CustomerBody.class,
                ProductBody.class,
                ProgrammeBody.class,
                MembershipBody.class,
                DealBody.class,
                PersonBody.class);
        static final List<Class<? extends Record>> ALL = Stream.concat(
                        WRITTEN.stream(), Stream.of(CostsBody.class, FileBody.class, EntryBody.class, Problem.class))
                .toList();

        private Bodies() {}
    }

    /** What the parts are that all kinds of objects share. */
    private static final Map<String, List<String>> SHARED = Map.ofEntries(
            Map.entry("value", List.of("The value.", "silver")),
            Map.entry("from", List.of("The first day it holds; none for always.", "2026-01-01")),
            Map.entry("to", List.of("The first day it no longer holds; none for until further notice.", "2027-01-01")),
            Map.entry("system", List.of("A short code of the other system.", "crm")),
            Map.entry("id", List.of("Its id there.", "A-1001")),
            Map.entry("type", List.of("The kind of object.", "partner")),
            Map.entry("code", List.of("A short code.", "silver")),
            Map.entry("name", List.of("What it is called.", "Silver")),
            Map.entry("values", List.of("What it is worth in each tier, by the tier's code.", "")),
            Map.entry("amount", List.of("A decimal number, as text.", "12.30")),
            Map.entry("currency", List.of("ISO 4217 code.", "EUR")));
}
