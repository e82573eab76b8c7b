package io.kontor.entrance.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The few cookies: the session's secret, and how a page should look and speak to who has not signed in. */
final class Cookies {
    static final String SESSION = "kontor-session";
    static final String LANGUAGE = "kontor-language";
    static final String THEME = "kontor-theme";

    private Cookies() {}

    static Optional<String> read(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(prefixed(request, name)))
                        .map(jakarta.servlet.http.Cookie::getValue)
                        .filter(value -> !value.isBlank())
                        .findFirst();
    }

    /** Over https a cookie is bound to this very host and never sent in the clear. */
    static void write(
            HttpServletRequest request, HttpServletResponse response, String name, String value, Duration life) {
        var cookie = ResponseCookie.from(prefixed(request, name), value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(life)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    static void erase(HttpServletRequest request, HttpServletResponse response, String name) {
        write(request, response, name, "", Duration.ZERO);
    }

    private static String prefixed(HttpServletRequest request, String name) {
        return request.isSecure() ? "__Host-" + name : name;
    }
}
