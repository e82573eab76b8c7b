package io.kontor.connect.api;

import io.kontor.database.Build;
import io.kontor.ui.Open;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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
import org.springframework.web.bind.annotation.RestController;

/**
 * The description of the API, made from its routes and records when somebody asks for it. Routes come from the controllers;
 * what all of one method have in common is added here once.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class OpenApi {
    static final String PATH = "/api/v1/openapi.json";

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
    GlobalOperationCustomizer apiOperations(ObjectProvider<ReadApi<?, ?>> resources) {
        return (operation, handler) -> {
            OpenOperations.describe(operation, handler);
            if (handler.getMethod().getName().equals("list")) {
                resources.stream()
                        .filter(one -> one.getClass() == handler.getBeanType())
                        .forEach(one -> OpenOperations.filters(operation, one));
            }
            return operation;
        };
    }

    @Bean
    @Lazy
    OpenApiCustomizer apiSchemas(ObjectProvider<ReadApi<?, ?>> resources) {
        return api -> {
            var listed = new ArrayList<Class<? extends Record>>(List.of(FileBody.class, EntryBody.class));
            var written = new ArrayList<Class<? extends Record>>();
            resources.forEach(one -> {
                listed.add(one.type());
                if (one instanceof ResourceApi) {
                    written.add(one.type());
                }
            });
            OpenSchemas.describe(api.getComponents(), listed, written);
        };
    }
}
