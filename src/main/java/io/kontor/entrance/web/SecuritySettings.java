package io.kontor.entrance.web;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Headers, request forgery and who asks. What a page needs of its viewer is said on its route and checked by the shell's
 * guard; nothing here decides on roles.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecuritySettings {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Programs: a token in the request, no cookies, so no forgery either. */
    @Bean
    @Order(1)
    SecurityFilterChain chainForPrograms(HttpSecurity http, UploadBounds bounds) {
        headers(http)
                .securityMatcher("/api/**", "/healthz", "/readyz", "/log/**")
                .csrf(csrf -> csrf.disable())
                .addFilterBefore(bounds, CsrfFilter.class);
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain chainForPeople(HttpSecurity http, CallerFilter caller, UploadBounds bounds) {
        var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName("kontor-form");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Lax").path("/"));
        headers(http)
                .csrf(csrf -> csrf.csrfTokenRepository(tokens))
                .addFilterBefore(caller, CsrfFilter.class)
                .addFilterAfter(bounds, CallerFilter.class);
        return http.build();
    }

    private static HttpSecurity headers(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .formLogin(login -> login.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .anonymous(anonymous -> anonymous.disable())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .frameOptions(frame -> frame.deny())
                        .permissionsPolicyHeader(permissions ->
                                permissions.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=()")));
    }

    /** Accounts are ours; the framework's own are switched off. */
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException("accounts are kept elsewhere");
        };
    }
}
