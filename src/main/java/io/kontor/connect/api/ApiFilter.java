package io.kontor.connect.api;

import io.kontor.entrance.Tokens;
import io.kontor.kernel.Side;
import io.kontor.ui.Viewer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets programs in: by their token and nothing else. A session's cookie opens nothing here, so nothing can be forged either. */
final class ApiFilter extends OncePerRequestFilter {
    private static final String BEARER = "bearer ";

    private final Tokens tokens;

    ApiFilter(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var words = Problems.words(request);
        try {
            if (request.getMethod().equals("OPTIONS")) {
                throw Refused.of(HttpStatus.METHOD_NOT_ALLOWED, "api-method", "allowed", "GET, POST, PATCH, DELETE");
            }
            var described = request.getRequestURI().startsWith(OpenApi.PATH);
            var actor = described ? null : caller(request);
            request.setAttribute(Viewer.ATTRIBUTE, new Viewer(actor, "", words, Viewer.Theme.AUTO, null, ""));
        } catch (Refused refused) {
            Problems.write(response, refused, words);
            return;
        }
        chain.doFilter(request, response);
    }

    private io.kontor.kernel.Actor caller(HttpServletRequest request) {
        var secret = secret(request)
                .orElseThrow(() -> Refused.of(HttpStatus.UNAUTHORIZED, "api-token-needed")
                        .with("WWW-Authenticate", "Bearer realm=\"Kontor\""));
        var actor = tokens.actor(secret)
                .orElseThrow(() -> Refused.of(HttpStatus.UNAUTHORIZED, "api-token-unknown")
                        .with("WWW-Authenticate", "Bearer realm=\"Kontor\", error=\"invalid_token\""));
        if (actor.side() != Side.OFFICE) {
            throw Refused.of(HttpStatus.FORBIDDEN, "api-office-only");
        }
        return actor;
    }

    private static Optional<String> secret(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip())
                .filter(secret -> !secret.isEmpty() && secret.length() <= 200 && Texts.sound(secret));
    }
}
