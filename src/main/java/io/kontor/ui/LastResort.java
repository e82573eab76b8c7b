package io.kontor.ui;

import io.kontor.kernel.Refusal;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/**
 * What is shown when a request never reached a page: a form without its token, above all, which is an old page or somebody
 * else's.
 */
@Controller
@ConditionalOnWebApplication
@Open(Open.To.EVERYBODY)
class LastResort implements ErrorController {
    private static final Logger log = LoggerFactory.getLogger(LastResort.class);

    private final Pages pages;

    LastResort(Pages pages) {
        this.pages = pages;
    }

    @RequestMapping("/error")
    View show(HttpServletRequest request) {
        var status = status(request);
        var words = WebParts.viewer(request).words();
        var incident = UUID.randomUUID().toString().substring(0, 8);
        if (status.is5xxServerError()) {
            log.error("Incident {}: {} was answered with {} outside any page", incident, request.getMethod(), status);
            return page(
                    status, words.t("error.500.title"), words.t("error.500.sentence", "incident", incident), incident);
        }
        return status == HttpStatus.FORBIDDEN
                ? page(status, words.t("error.403.title"), words.refusal(Refusal.conflict("form-without-token")), "")
                : page(status, words.t("error.404.title"), words.refusal(Refusal.notFound("page")), "");
    }

    private View page(HttpStatus status, String title, String sentence, String incident) {
        return pages.show("ui/error.jte", new ErrorPage(status.value(), title, sentence, incident), status);
    }

    private static HttpStatus status(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        return status == null || status.is2xxSuccessful() ? HttpStatus.NOT_FOUND : status;
    }
}
