package io.kontor.entrance.web;

import io.kontor.company.CompanyProfile;
import io.kontor.entrance.Door;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ledger.Ledger;
import io.kontor.ui.Ui;
import io.kontor.ui.Viewer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who asks, from the session's cookie, and puts the viewer into the request. */
@Component
@ConditionalOnWebApplication
class CallerFilter extends OncePerRequestFilter {
    static final String CALLER = Door.Caller.class.getName();

    private final Door door;
    private final Ledger ledger;

    CallerFilter(Door door, Ledger ledger) {
        this.door = door;
        this.ledger = ledger;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/assets/") || path.startsWith("/webjars/");
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(Viewer.ATTRIBUTE) == null) {
            var caller = door.caller(Cookies.read(request, Cookies.SESSION));
            request.setAttribute(CALLER, caller);
            request.setAttribute(Viewer.ATTRIBUTE, viewer(request, caller));
            request.setAttribute(Ui.SAMPLE, ledger.sample());
            var logo = caller.company().logo();
            if (logo != null) {
                request.setAttribute(Ui.LOGO, "/logo/" + logo);
            }
            response.setHeader("Cache-Control", "no-store");
        }
        chain.doFilter(request, response);
    }

    private static Viewer viewer(HttpServletRequest request, Door.Caller caller) {
        var account = caller.halfway() ? null : caller.account();
        var zone = account == null ? caller.company().zoneId() : ZoneId.of(account.zone());
        return new Viewer(
                caller.actor(),
                account == null ? "" : account.name(),
                new Words(language(request, caller, account == null ? null : account.language()), zone),
                theme(request),
                account == null ? null : caller.session(),
                caller.company().name());
    }

    private static Language language(
            HttpServletRequest request, Door.Caller caller, @org.jspecify.annotations.Nullable String own) {
        var wanted = own == null ? Optional.<Language>empty() : Language.of(own);
        return wanted.or(() -> Cookies.read(request, Cookies.LANGUAGE).flatMap(Language::of))
                .or(() -> Optional.ofNullable(request.getHeader("Accept-Language"))
                        .flatMap(Language::accepted))
                .orElseGet(() -> fallback(caller.company()));
    }

    private static Language fallback(CompanyProfile company) {
        return company.defaultLanguage();
    }

    private static Viewer.Theme theme(HttpServletRequest request) {
        return Cookies.read(request, Cookies.THEME)
                .map(theme -> switch (theme.toLowerCase(Locale.ROOT)) {
                    case "light" -> Viewer.Theme.LIGHT;
                    case "dark" -> Viewer.Theme.DARK;
                    default -> Viewer.Theme.AUTO;
                })
                .orElse(Viewer.Theme.AUTO);
    }

    /** Only in the chain for people, not also on its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    static class NotTwice {
        @Bean
        FilterRegistrationBean<CallerFilter> notOnItsOwn(CallerFilter filter) {
            var registration = new FilterRegistrationBean<>(filter);
            registration.setEnabled(false);
            return registration;
        }
    }
}
