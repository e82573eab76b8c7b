package io.kontor.ui;

import io.kontor.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What went wrong, as a page: a refusal says what to do, a bug has a number and says nothing else. */
@ControllerAdvice
@Order(100)
class ErrorPages {
    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

    private final Pages pages;

    ErrorPages(Pages pages) {
        this.pages = pages;
    }

    /** What cannot be taken or brought back is said on the object's own page. */
    private static final Pattern BACK = Pattern.compile("(/.+)/(undo|restoration)");

    @ExceptionHandler
    View refused(Refusal refusal, HttpServletRequest request) {
        var back = BACK.matcher(request.getRequestURI());
        if (refusal.kind() == Refusal.Kind.CONFLICT && refusal.args().isEmpty() && back.matches()) {
            return Pages.refused(back.group(1), refusal);
        }
        var words = WebParts.viewer(request).words();
        var status = status(refusal);
        return page(status, words.t("error." + status.value() + ".title"), words.refusal(refusal), "");
    }

    static HttpStatus status(Refusal refusal) {
        return switch (refusal.kind()) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case CONFLICT -> HttpStatus.CONFLICT;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    @ExceptionHandler
    View signInFirst(WebParts.SignInFirst nobody, HttpServletRequest request) {
        var query = request.getQueryString();
        var here =
                request.getMethod().equals("GET") ? request.getRequestURI() + (query == null ? "" : "?" + query) : "/";
        return Pages.to(here.equals("/") ? "/signin" : "/signin?to=" + URLEncoder.encode(here, StandardCharsets.UTF_8));
    }

    @ExceptionHandler
    View otherSide(WebParts.OtherSide portal) {
        return Pages.to("/portal");
    }

    @ExceptionHandler({
        NoResourceFoundException.class,
        NoHandlerFoundException.class,
        MethodArgumentTypeMismatchException.class,
        HttpRequestMethodNotSupportedException.class,
        MissingServletRequestParameterException.class,
        RequestRejectedException.class,
        InvalidParameterException.class
    })
    View noSuchPage(HttpServletRequest request) {
        return refused(Refusal.notFound("page"), request);
    }

    /** Not what a page of ours sends: another kind of content, or an upload without a file in it. */
    @ExceptionHandler({
        HttpMediaTypeNotSupportedException.class,
        MultipartException.class,
        MissingServletRequestPartException.class
    })
    View unreadable(HttpServletRequest request) {
        var words = WebParts.viewer(request).words();
        return page(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                words.t("error.422.title"),
                words.refusal(Refusal.invalid("form-unreadable")),
                "");
    }

    @ExceptionHandler
    View tooLarge(MaxUploadSizeExceededException e, HttpServletRequest request) {
        return refused(Refusal.invalid("upload-too-large"), request);
    }

    @ExceptionHandler
    View bug(Exception bug, HttpServletRequest request) {
        var incident = UUID.randomUUID().toString().substring(0, 8);
        log.error("Incident {} at {} {}", incident, request.getMethod(), request.getRequestURI(), bug);
        var words = WebParts.viewer(request).words();
        return page(
                HttpStatus.INTERNAL_SERVER_ERROR,
                words.t("error.500.title"),
                words.t("error.500.sentence", "incident", incident),
                incident);
    }

    private View page(HttpStatus status, String title, String sentence, String incident) {
        return pages.show("ui/error.jte", new ErrorPage(status.value(), title, sentence, incident), status);
    }
}
