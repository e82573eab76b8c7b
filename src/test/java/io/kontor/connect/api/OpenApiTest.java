package io.kontor.connect.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.support.TestServer;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@SuppressWarnings({"rawtypes", "unchecked"})
@Tag("database")
class OpenApiTest {
    static final TestServer SERVER = TestServer.shared();
    final String document = document();

    private static String document() {
        var reply = Program.without(SERVER).get("/api/v1/openapi.json");
        assertThat(reply.status()).as(reply.body() + reply.headers()).isEqualTo(200);
        return reply.body();
    }

    private io.swagger.v3.oas.models.OpenAPI parsed() {
        var options = new ParseOptions();
        options.setResolve(true);
        var result = new OpenAPIV3Parser().readContents(document, null, options);
        assertThat(result.getMessages()).as(document).isEmpty();
        return result.getOpenAPI();
    }

    @Test
    void the_description_is_whole_and_of_version_3_1() {
        var api = parsed();
        assertThat(api.getOpenapi()).startsWith("3.1");
        assertThat(api.getComponents().getSecuritySchemes()).containsKey("token");
        assertThat(document).doesNotContain(":null");
    }

    @Test
    void every_route_of_the_api_is_in_it_and_nothing_else() {
        var described = new HashSet<String>();
        parsed().getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().keySet().forEach(method -> described.add(method + " " + path)));
        var routes = SERVER.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/v1/") && !path.contains("openapi"))
                        .flatMap(path -> route.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path)))
                .collect(Collectors.toSet());
        assertThat(described).isEqualTo(routes).hasSizeGreaterThan(20);
    }

    @Test
    void every_field_has_a_description_and_a_name_with_underscores() {
        var faults = new ArrayList<String>();
        parsed().getComponents().getSchemas().forEach((name, schema) -> {
            var properties = (Map<String, Schema>) schema.getProperties();
            if (properties == null) {
                faults.add(name + " has no fields");
                return;
            }
            properties.forEach((field, property) -> {
                if (!field.equals(field.toLowerCase(Locale.ROOT))) {
                    faults.add(name + "." + field + " is not written with underscores");
                }
                if (property.getEnum() != null
                        && property.getEnum().stream()
                                .anyMatch(one -> !one.equals(String.valueOf(one).toLowerCase(Locale.ROOT)))) {
                    faults.add(name + "." + field + " has choices in capitals");
                }
                if (property.getDescription() == null && property.get$ref() == null && !name.endsWith("Page")) {
                    faults.add(name + "." + field + " has no description");
                }
            });
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void what_is_answered_is_what_was_described() {
        var person = SERVER.person("api-described@example.com", "Dora Described", "partner-operations");
        var program = Program.withEverything(SERVER, person);
        var made = program.post("/api/v1/partners", "{\"name\": \"Described Ltd\"}");
        var known = parsed().getComponents()
                .getSchemas()
                .get("Partner")
                .getProperties()
                .keySet();
        assertThat(known).containsAll(made.json().propertyNames());
    }
}
