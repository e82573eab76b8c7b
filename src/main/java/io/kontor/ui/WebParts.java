package io.kontor.ui;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.CacheControl;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How controllers get the viewer and the form, how routes are guarded, how assets are cached. */
@Configuration(proxyBeanMethods = false)
class WebParts {
    @Bean
    TemplateEngine templateEngine() {
        return TemplateEngine.createPrecompiled(null, ContentType.Html, WebParts.class.getClassLoader(), "io.kontor");
    }

    @Bean
    @ConditionalOnWebApplication
    WebMvcConfigurer pageParts() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ViewerArgument());
                resolvers.add(new FormArgument());
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new Guard());
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                var forever =
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
                registry.addResourceHandler("/assets/**")
                        .addResourceLocations("classpath:/static/assets/")
                        .setCacheControl(forever);
                registry.addResourceHandler("/webjars/echarts/**")
                        .addResourceLocations("classpath:/META-INF/resources/_static/echarts/")
                        .setCacheControl(forever);
                registry.addResourceHandler("/webjars/**")
                        .addResourceLocations("classpath:/META-INF/resources/webjars/")
                        .setCacheControl(forever);
            }
        };
    }

    static Viewer viewer(HttpServletRequest request) {
        var viewer = (Viewer) request.getAttribute(Viewer.ATTRIBUTE);
        if (viewer == null) {
            throw new IllegalStateException("no viewer was put into the request");
        }
        return viewer;
    }

    private static final class ViewerArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Viewer.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binder) {
            return viewer((HttpServletRequest) request.getNativeRequest());
        }
    }

    private static final class FormArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Form.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binder) {
            var servlet = (HttpServletRequest) request.getNativeRequest();
            return Form.sent(viewer(servlet).words(), servlet.getParameterMap());
        }
    }

    /** Shut unless a route says for whom it is open; the portal's people never reach a page of the office. */
    private static final class Guard implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (!(handler instanceof HandlerMethod method)) {
                return true;
            }
            var open = Needed.open(method).orElse(null);
            if (open != null && open.value() == Open.To.EVERYBODY) {
                return true;
            }
            var viewer = viewer(request);
            if (viewer.guest()) {
                throw new SignInFirst();
            }
            if (holdsNought(request)) {
                throw Refusal.invalid("field-control-characters");
            }
            if (open != null) {
                return true;
            }
            var needs = Needed.by(method)
                    .orElseThrow(() -> new IllegalStateException("a route without @Needs or @Open: " + method));
            if (viewer.actor().side() != needs.side()) {
                throw needs.side() == Side.OFFICE && request.getRequestURI().equals("/")
                        ? new OtherSide()
                        : Refusal.notFound("page");
            }
            if (!viewer.may(needs.kind(), needs.verb())) {
                throw Refusal.forbidden(needs.kind(), needs.verb());
            }
            return true;
        }
    }

    /** No page of ours asks for it and no text of the database can hold it; the API says so itself and forms beside the field. */
    private static boolean holdsNought(HttpServletRequest request) {
        var query = request.getQueryString();
        return query != null
                && query.contains("%00")
                && !request.getRequestURI().startsWith("/api/");
    }

    /** A guest at a page for people who signed in: sent to sign in and back here. */
    static final class SignInFirst extends RuntimeException {
        SignInFirst() {
            super("sign in first", null, false, false);
        }
    }

    /** Somebody of the portal at the office's door: sent to their own. */
    static final class OtherSide extends RuntimeException {
        OtherSide() {
            super("the portal is elsewhere", null, false, false);
        }
    }
}
