package io.kontor.ui;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says how long the server took to make a page, in the {@code Server-Timing} header (W3C), to those who are signed in. */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ServerTiming extends OncePerRequestFilter {
    private static final String STARTED = ServerTiming.class.getName();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(STARTED, System.nanoTime());
        chain.doFilter(request, response);
    }

    /** To be called when the page is made and before it is sent. */
    static void tell(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(STARTED) instanceof Long started) {
            response.setHeader(
                    "Server-Timing",
                    "page;dur=" + String.format(Locale.ROOT, "%.3f", (System.nanoTime() - started) / 1e6));
        }
    }
}
