package io.kontor.connect.api;

import io.kontor.kernel.Clash;
import io.kontor.kernel.Refusal;
import io.kontor.language.Language;
import io.kontor.language.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Everything that goes wrong under {@code /api}, as a problem in the caller's language; a bug has a number and says nothing else. */
@Component
final class Problems implements HandlerExceptionResolver, Ordered {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    /** Before the pages' own. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (!request.getRequestURI().startsWith("/api/") || response.isCommitted()) {
            return null;
        }
        var words = words(request);
        var refused = refused(exception);
        if (refused == null) {
            var incident = UUID.randomUUID().toString().substring(0, 8);
            log.error("Incident {} at {} {}", incident, request.getMethod(), request.getRequestURI(), exception);
            write(response, Problem.ofIncident(incident, words));
        } else {
            write(response, refused, words);
        }
        return new ModelAndView();
    }

    private static @Nullable Refused refused(Exception exception) {
        return switch (exception) {
            case Refused refused -> refused;
            case Refusal refusal -> Refused.of(refusal);
            case Clash clash -> Refused.of(HttpStatus.PRECONDITION_FAILED, "api-stale");
            case NoResourceFoundException none -> Refused.of(HttpStatus.NOT_FOUND, "api-no-such-path");
            case NoHandlerFoundException none -> Refused.of(HttpStatus.NOT_FOUND, "api-no-such-path");
            case MethodArgumentTypeMismatchException mismatch -> Refused.of(HttpStatus.NOT_FOUND, "api-no-such-path");
            case HttpRequestMethodNotSupportedException method -> method(method);
            case HttpMediaTypeNotSupportedException type -> mediaType(String.valueOf(type.getContentType()));
            case HttpMediaTypeNotAcceptableException accept -> Refused.of(HttpStatus.NOT_ACCEPTABLE, "api-only-json");
            case MaxUploadSizeExceededException large ->
                Refused.of(HttpStatus.CONTENT_TOO_LARGE, "api-body-too-large", "most", 25);
            case InvalidParameterException odd -> Refused.of(HttpStatus.BAD_REQUEST, "api-parameter-unreadable");
            case RequestRejectedException odd -> Refused.of(HttpStatus.BAD_REQUEST, "api-parameter-unreadable");
            case MultipartException malformed -> Refused.of(HttpStatus.BAD_REQUEST, "api-multipart-malformed");
            default -> null;
        };
    }

    private static Refused method(HttpRequestMethodNotSupportedException method) {
        var allowed = Optional.ofNullable(method.getSupportedMethods())
                .map(methods -> String.join(", ", methods))
                .orElse("");
        return Refused.of(HttpStatus.METHOD_NOT_ALLOWED, "api-method", "allowed", allowed)
                .with("Allow", allowed);
    }

    static Refused mediaType(String given) {
        return Refused.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "api-media-type", "given", given);
    }

    static void write(HttpServletResponse response, Refused refused, Words words) {
        refused.headers().forEach(response::setHeader);
        write(response, Problem.of(refused, words));
    }

    static void write(HttpServletResponse response, Problem problem) {
        try {
            var body = ApiJson.bytes(problem);
            response.setStatus(problem.status());
            response.setContentType("application/problem+json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } catch (IOException e) {
            log.debug("The caller did not wait for the answer.", e);
        }
    }

    /** The first language the caller accepts that we speak; English when there is none. */
    static Words words(HttpServletRequest request) {
        var language = Optional.ofNullable(request.getHeader("Accept-Language"))
                .flatMap(Language::accepted)
                .orElse(Language.EN);
        return new Words(language, ZoneOffset.UTC);
    }
}
