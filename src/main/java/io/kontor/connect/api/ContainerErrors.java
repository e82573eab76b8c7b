package io.kontor.connect.api;

import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import io.kontor.ui.ErrorPage;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * What the web server refuses before any of our pages sees it, such as an address with a sign no address can hold: a page or a
 * problem of ours, which says nothing of what is behind it.
 */
@Component
@ConditionalOnWebApplication
final class ContainerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final Logger log = LoggerFactory.getLogger(ContainerErrors.class);
    private static final String UNREADABLE = "address-unreadable";

    private final Pages pages;

    ContainerErrors(Pages pages) {
        this.pages = pages;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Valve(pages)));
    }

    private static final class Valve extends ErrorReportValve {
        private final Pages pages;

        Valve(Pages pages) {
            this.pages = pages;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            int status = response.getStatus();
            if (status < HttpStatus.BAD_REQUEST.value()
                    || response.getContentWritten() > 0
                    || !response.setErrorReported()) {
                return;
            }
            try {
                answer(request, response, HttpStatus.valueOf(status));
                response.finishResponse();
            } catch (Exception e) {
                log.debug("The caller did not wait for the answer.", e);
            }
        }

        private void answer(HttpServletRequest request, HttpServletResponse response, HttpStatus status)
                throws Exception {
            var words = Problems.words(request);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "no-store");
            if (String.valueOf(request.getRequestURI()).startsWith("/api/")) {
                Problems.write(
                        response,
                        status.is5xxServerError()
                                ? Problem.ofIncident(incident(status), words)
                                : problem(status, words));
                return;
            }
            var page = status.is5xxServerError() ? bug(status, words) : unreadable(status, words);
            request.setAttribute(Viewer.ATTRIBUTE, new Viewer(null, "", words, Viewer.Theme.AUTO, null, "Kontor"));
            response.setHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
            pages.show("ui/error.jte", page, status).render(Map.of(), request, response);
        }

        private static Problem problem(HttpStatus status, Words words) {
            return Problem.of(Refused.of(status, UNREADABLE), words);
        }

        private static ErrorPage unreadable(HttpStatus status, Words words) {
            return new ErrorPage(
                    status.value(), words.t("error.404.title"), words.refusal(Refusal.invalid(UNREADABLE)), "");
        }

        private static ErrorPage bug(HttpStatus status, Words words) {
            var incident = incident(status);
            return new ErrorPage(
                    status.value(),
                    words.t("error.500.title"),
                    words.t("error.500.sentence", "incident", incident),
                    incident);
        }

        private static String incident(HttpStatus status) {
            var incident = UUID.randomUUID().toString().substring(0, 8);
            log.error("Incident {}: answered with {} outside any page", incident, status);
            return incident;
        }
    }
}
