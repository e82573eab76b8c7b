package io.kontor.entrance.web;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ui.Viewer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How large an upload may be, said before any of it is read: little, except for imports by somebody who may import. What goes
 * beyond what imports may bring is refused where the parts are read.
 */
@Component
@ConditionalOnWebApplication
class UploadBounds extends OncePerRequestFilter {
    private static final DataSize USUAL = DataSize.ofMegabytes(30);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        boolean large = length < 0 || length > USUAL.toBytes();
        if (large && upload(request) && !importing(request)) {
            response.setHeader("Connection", "close");
            refuse(request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    /** One sentence and no page: whatever asked for a parameter would wait for the whole upload first. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var words = request.getAttribute(Viewer.ATTRIBUTE) instanceof Viewer viewer
                ? viewer.words()
                : new Words(Language.EN, ZoneOffset.UTC);
        response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(words.refusal(Refusal.invalid("upload-too-large")));
    }

    private static boolean upload(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static boolean importing(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.matches("/imports(/again|/[0-9a-f-]{36}/again)?")
                && request.getAttribute(Viewer.ATTRIBUTE) instanceof Viewer viewer
                && viewer.may("run", Verb.IMPORT);
    }

    /** Only in the chains, not also on its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    static class NotTwice {
        @Bean
        FilterRegistrationBean<UploadBounds> boundsNotOnTheirOwn(UploadBounds filter) {
            var registration = new FilterRegistrationBean<>(filter);
            registration.setEnabled(false);
            return registration;
        }
    }
}
