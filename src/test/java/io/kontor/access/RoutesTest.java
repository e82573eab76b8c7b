package io.kontor.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.entrance.Tokens;
import io.kontor.kernel.Side;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.support.TestServer;
import io.kontor.ui.Open;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** Walks every route with every role and every token's scope, against the one table of permissions. */
@Tag("database")
class RoutesTest {
    /** Open to everybody, and why it must be. A route that is not here and not in the permission table fails. */
    private static final Set<String> FOR_EVERYBODY = Set.of(
            // before anybody can have signed in
            "GET /signin",
            "POST /signin",
            "GET /signin/code",
            "POST /signin/code",
            "POST /signin/passkey",
            "POST /signin/passkey/options",
            "POST /signout",
            "GET /forgot",
            "POST /forgot",
            "GET /setup/{secret}",
            "POST /setup/{secret}",
            "GET /welcome/{secret}",
            "POST /welcome/{secret}",
            "GET /reset/{secret}",
            "POST /reset/{secret}",
            // what a page looks like, for guests too
            "POST /preferences/language",
            "POST /preferences/theme",
            // what every page loads, and what the framework shows when all else fails
            "GET /assets/icons.svg",
            "GET /logo/{id}",
            "GET /error",
            "POST /error",
            // whether the house stands, for whoever watches it
            "GET /healthz",
            "GET /readyz",
            // the log as anybody may check it, when the rules of the audit allow it
            "GET /log/checkpoint",
            "GET /log/tile/**",
            // what a problem of the interface means, at the address its answer names
            "GET /problems/{code}",
            // what can be asked, not what the answers are
            "GET /api/v1/openapi.json",
            "GET /api/v1/openapi.json.yaml");

    private static final Set<String> PORTAL = Set.of("company-admin", "seller", "technical", "partner-finance");

    static TestServer server;
    static Map<String, Set<String>> table;
    static List<Route> routes;

    @BeforeAll
    static void open() throws IOException {
        server = TestServer.open();
        table = table();
        routes = Route.of(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    /** The permissions of each shipped role, read from the table itself. */
    static Map<String, Set<String>> table() throws IOException {
        var lines = new ClassPathResource("io/kontor/people/permissions.csv")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(",", -1))
                .toList();
        var roles = lines.getFirst();
        var table = new LinkedHashMap<String, Set<String>>();
        for (int column = 2; column < roles.length; column++) {
            var permissions = new TreeSet<String>();
            for (var line : lines.subList(1, lines.size())) {
                if (!line[column].isEmpty()) {
                    permissions.add(line[0] + ":" + line[1]);
                }
            }
            table.put(roles[column], permissions);
        }
        return table;
    }

    @Test
    void every_route_asks_for_a_permission_of_the_table_or_is_known_to_be_open() {
        var unknown = new ArrayList<String>();
        for (var route : routes) {
            if (route.needs() != null) {
                if (!Access.exists(route.needs().kind(), route.needs().verb())) {
                    unknown.add(route.name() + " asks for " + route.permission() + ", which is not in the table");
                }
            } else if (route.open() == null && !FOR_EVERYBODY.contains(route.name())) {
                unknown.add(route.name() + " asks for nothing");
            } else if (route.open() != null
                    && route.open().value() == Open.To.EVERYBODY
                    && !FOR_EVERYBODY.contains(route.name())) {
                unknown.add(route.name() + " is open to everybody and not listed here");
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(routes).hasSizeGreaterThan(100);
    }

    @Test
    void each_role_comes_in_exactly_where_the_table_lets_it() {
        var firm = server.bean(Partners.class).create(server.administrator(), Partner.named("Walked Firm"), null);
        var wrong = new TreeMap<String, Set<String>>();
        table.forEach((role, permissions) -> {
            var email = role + "@example.com";
            var side = PORTAL.contains(role) ? Side.PORTAL : Side.OFFICE;
            if (side == Side.OFFICE) {
                server.person(email, "Walker " + role, role);
            } else {
                server.partnerPerson(firm, email, "Walker " + role, role);
            }
            var person = Person.signedIn(server, email);
            for (var route : routes) {
                if (route.needs() != null && !route.api()) {
                    var status = status(person, route);
                    var fault = fault(route, status, side, permissions.contains(route.permission()));
                    if (!fault.isEmpty()) {
                        wrong.computeIfAbsent(
                                        route.name() + " (" + route.permission() + ") " + fault,
                                        name -> new TreeSet<>())
                                .add(role);
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static int status(Person person, Route route) {
        return route.method().equals("GET")
                ? person.get(route.address()).statusCode()
                : person.post(route.address(), Map.of()).statusCode();
    }

    /** What is wrong with an answer, or nothing. */
    static String fault(Route route, int status, Side side, boolean allowed) {
        if (status >= 500) {
            return "breaks: " + status;
        }
        if (route.side() != side) {
            var elsewhere = route.pattern().equals("/") && status == 303;
            return status == 404 || elsewhere ? "" : "lets the other side in: " + status;
        }
        if (!allowed) {
            return status == 403 ? "" : "lets in: " + status;
        }
        if (status == 403 && route.fixed() && route.method().equals("GET")) {
            return "keeps out: " + status;
        }
        return "";
    }

    @Test
    void a_route_that_lets_somebody_in_is_found() {
        var guarded = routes.stream()
                .filter(route -> route.name().equals("POST /partners"))
                .findFirst()
                .orElseThrow();
        assertThat(fault(guarded, 403, Side.OFFICE, false)).isEmpty();
        assertThat(fault(guarded, 404, Side.PORTAL, false)).isEmpty();
        assertThat(fault(guarded, 422, Side.OFFICE, true)).isEmpty();
        assertThat(fault(guarded, 422, Side.OFFICE, false)).isEqualTo("lets in: 422");
        assertThat(fault(guarded, 404, Side.OFFICE, false)).isEqualTo("lets in: 404");
        assertThat(fault(guarded, 403, Side.PORTAL, false)).isEqualTo("lets the other side in: 403");
        assertThat(fault(guarded, 500, Side.OFFICE, true)).isEqualTo("breaks: 500");
    }

    @Test
    void a_guest_is_sent_to_sign_in() {
        var guest = Person.guest(server);
        var wrong = new TreeSet<String>();
        for (var route : routes) {
            if (route.api() || FOR_EVERYBODY.contains(route.name())) {
                continue;
            }
            var answer =
                    route.method().equals("GET") ? guest.get(route.address()) : guest.post(route.address(), Map.of());
            var sent = answer.headers().firstValue("Location").orElse("");
            var turnedAway = answer.statusCode() == 303 && sent.startsWith("/signin");
            // A route that takes only JSON is not even reached by a form.
            if (!turnedAway && answer.statusCode() != 415) {
                wrong.add(route.name() + " answers a guest with " + answer.statusCode() + " " + sent);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void no_form_is_taken_without_its_token() {
        server.person("forged@example.com", "Fran Forged", "administrator", "partner-operations");
        var person = Person.signedIn(server, "forged@example.com");
        var wrong = new TreeSet<String>();
        for (var route : routes) {
            if (!route.api()
                    && !route.method().equals("GET")
                    && !route.pattern().equals("/error")) {
                var status = person.postWithoutToken(route.address()).statusCode();
                if (status != 403) {
                    wrong.add(route.name() + " answers " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(person.get("/me").statusCode()).as("still signed in").isEqualTo(200);
    }

    @Test
    void a_token_opens_what_its_scope_names_and_nothing_else() {
        var admin = server.person("tokens@example.com", "Toni Tokens", "administrator", "partner-operations");
        var all = new TreeSet<String>();
        table.values().forEach(all::addAll);
        var held = new TreeSet<>(table.get("administrator"));
        held.addAll(table.get("partner-operations"));
        var wrong = new TreeSet<String>();
        var secrets = new TreeMap<String, String>();
        for (var route : routes) {
            if (!route.api() || route.needs() == null) {
                continue;
            }
            var permission = route.permission();
            var only = secrets.computeIfAbsent(permission, name -> token(admin, Set.of(permission)));
            var but = secrets.computeIfAbsent("but " + permission, name -> {
                var others = new TreeSet<>(held);
                others.remove(permission);
                return token(admin, others);
            });
            var opened = Person.program(server, route.method(), route.address(), only);
            if (opened == 401 || opened == 403 || opened >= 500) {
                wrong.add(route.name() + " with " + permission + " answers " + opened);
            }
            var kept = Person.program(server, route.method(), route.address(), but);
            // An upload is turned away before the guard when it is none.
            if (kept != 403 && kept != 415) {
                wrong.add(route.name() + " with everything but " + permission + " answers " + kept);
            }
            var nobody = Person.program(server, route.method(), route.address(), "");
            if (nobody != 401) {
                wrong.add(route.name() + " without a token answers " + nobody);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(secrets).as("routes for programs").isNotEmpty();
    }

    private static String token(UUID person, Set<String> permissions) {
        return server.bean(Tokens.class)
                .create(server.administrator(), person, "Walk", permissions, Duration.ofDays(1))
                .secret();
    }

    @Test
    void the_local_administrator_has_the_rights_of_the_table_and_no_others() {
        var all = new TreeSet<String>();
        table.values().forEach(all::addAll);
        assertThat(Access.local("anna", UUID.randomUUID()).rights().permissions())
                .containsExactlyInAnyOrderElementsOf(all);
    }
}
