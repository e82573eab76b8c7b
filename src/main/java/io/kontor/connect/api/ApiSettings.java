package io.kontor.connect.api;

import io.kontor.database.Job;
import io.kontor.entrance.Tokens;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How the API's controllers get their calls, and who gets that far. */
@Configuration(proxyBeanMethods = false)
class ApiSettings {
    @Bean
    @ConditionalOnWebApplication
    FilterRegistrationBean<ApiFilter> apiFilter(Tokens tokens) {
        var registration = new FilterRegistrationBean<>(new ApiFilter(tokens));
        registration.addUrlPatterns("/api/*");
        registration.setOrder(0);
        return registration;
    }

    /** Addresses that try tricks never reach a controller; under the API that is answered as a problem, too. */
    @Bean
    @ConditionalOnWebApplication
    RequestRejectedHandler refusedAddresses() {
        var pages = new HttpStatusRequestRejectedHandler();
        return (request, response, rejected) -> {
            if (request.getRequestURI().startsWith("/api/")) {
                Problems.write(
                        response, Refused.of(HttpStatus.BAD_REQUEST, "api-no-such-path"), Problems.words(request));
            } else {
                pages.handle(request, response, rejected);
            }
        };
    }

    @Bean
    Job forgetAnswers(Answers answers) {
        return new Job("api-forget-answers", Duration.ofHours(1), answers::forget);
    }

    @Bean
    @ConditionalOnWebApplication
    WebMvcConfigurer apiParts() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallArgument());
            }

            // Records check themselves; starting a validator for annotations nobody uses would only cost time.
            @Override
            public Validator getValidator() {
                return new NoopValidator();
            }
        };
    }

    private static final class NoopValidator implements Validator {
        @Override
        public boolean supports(Class<?> type) {
            return false;
        }

        @Override
        public void validate(Object target, Errors errors) {}
    }

    private static final class CallArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Call.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binder) {
            var servlet = (HttpServletRequest) Objects.requireNonNull(request.getNativeRequest());
            return new Call(servlet, (Viewer) Objects.requireNonNull(servlet.getAttribute(Viewer.ATTRIBUTE)));
        }
    }
}
