package io.kontor.entrance.web;

import io.kontor.entrance.Tokens;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.people.People;
import io.kontor.people.PermissionTable;
import io.kontor.ui.Form;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Tokens for programs: one's own, and everybody's for those who look after them. */
@Controller
class TokenController {
    private static final List<Integer> DAYS = List.of(7, 30, 90, 180, 365);

    private final Tokens tokens;
    private final People people;
    private final Pages pages;
    private final Clock clock;

    TokenController(Tokens tokens, People people, Pages pages, Clock clock) {
        this.tokens = tokens;
        this.people = people;
        this.pages = pages;
        this.clock = clock;
    }

    /** {@code state} is {@code works}, {@code over} or {@code ended}. */
    record One(Tokens.Listed token, String person, String state, boolean mayEnd) {}

    record TokensPage(boolean everybody, List<One> tokens, boolean mayCreate, boolean maySeeAll) {}

    @GetMapping("/me/tokens")
    @Needs(kind = "token")
    View own(Viewer viewer) {
        return list(viewer, viewer.actor().person(), false);
    }

    @GetMapping("/settings/tokens")
    @Needs(kind = "token")
    View everybody(Viewer viewer) {
        return viewer.may("token", Verb.SEE, Place.ANYWHERE) ? list(viewer, null, true) : Pages.to("/me/tokens");
    }

    private View list(Viewer viewer, @Nullable UUID person, boolean everybody) {
        var actor = viewer.actor();
        var all = tokens.list(actor, person);
        var owners = new HashSet<UUID>();
        all.forEach(token -> owners.add(token.person()));
        var names = people.names(actor, owners);
        var shown = all.stream()
                .map(token -> new One(
                        token,
                        names.getOrDefault(token.person(), ""),
                        state(token, clock.instant()),
                        state(token, clock.instant()).equals("works")
                                && (token.person().equals(actor.person())
                                        || viewer.may("token", Verb.WITHDRAW, Place.ANYWHERE))))
                .toList();
        var page = new TokensPage(
                everybody, shown, viewer.may("token", Verb.CREATE), viewer.may("token", Verb.SEE, Place.ANYWHERE));
        return pages.show("entrance/web/tokens.jte", page);
    }

    private static String state(Tokens.Listed token, Instant now) {
        return token.revoked() ? "ended" : token.expiresAt().isBefore(now) ? "over" : "works";
    }

    /** A kind of object with the verbs the maker may pass on. */
    record Kind(String code, List<Verb> verbs) {}

    record TokenFormPage(Form form, List<Option> people, List<Option> days, List<Kind> kinds) {}

    @GetMapping("/me/tokens/new")
    @Needs(kind = "token", verb = Verb.CREATE)
    View blank(Viewer viewer, @RequestParam(defaultValue = "") String all) {
        var form = Form.fresh(viewer.words())
                .set("days", 90)
                .set("person", viewer.actor().person());
        if (all.equals("see")) {
            form.setAll(
                    "permissions",
                    kinds(viewer).stream()
                            .filter(kind -> kind.verbs().contains(Verb.SEE))
                            .map(kind -> kind.code() + ":see")
                            .toList());
        }
        return form(viewer, form, HttpStatus.OK);
    }

    private View form(Viewer viewer, Form form, HttpStatus status) {
        var others = viewer.may("token", Verb.CREATE, Place.ANYWHERE)
                ? people.ofOffice(viewer.actor()).stream()
                        .map(one -> new Option(one.id().toString(), one.name()))
                        .toList()
                : List.<Option>of();
        var days = DAYS.stream()
                .map(count -> new Option(count.toString(), viewer.words().t("tokens.for-days", "count", count)))
                .toList();
        return pages.show("entrance/web/token-form.jte", new TokenFormPage(form, others, days, kinds(viewer)), status);
    }

    private static List<Kind> kinds(Viewer viewer) {
        var byKind = new LinkedHashMap<String, List<Verb>>();
        for (var permission : PermissionTable.shipped().all()) {
            if (viewer.may(permission.kind(), permission.verb())) {
                byKind.computeIfAbsent(permission.kind(), kind -> new ArrayList<>())
                        .add(permission.verb());
            }
        }
        return byKind.entrySet().stream()
                .map((Map.Entry<String, List<Verb>> entry) -> new Kind(entry.getKey(), entry.getValue()))
                .toList();
    }

    record GivenPage(String name, String secret) {}

    /** Makes a token and shows its secret, this once. */
    @PostMapping("/me/tokens")
    @Needs(kind = "token", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> {
                    var name = form.required("name");
                    var days = form.whole("days");
                    var person = form.value("person").isEmpty() ? viewer.actor().person() : form.id("person");
                    if (days == null) {
                        form.refuse(Refusal.invalid("field-required").at("days"));
                    }
                    if (person == null) {
                        form.refuse(Refusal.invalid("field-required").at("person"));
                    }
                    form.check();
                    var permissions = new HashSet<>(form.values("permissions"));
                    return tokens.create(
                            viewer.actor(),
                            java.util.Objects.requireNonNull(person),
                            name,
                            permissions,
                            Duration.ofDays(days == null ? 0 : days));
                })
                .map(created ->
                        pages.show("entrance/web/token-given.jte", new GivenPage(form.value("name"), created.secret())))
                .orElseGet(() -> form(viewer, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @PostMapping("/tokens/{id}/removal")
    @Needs(kind = "token", verb = Verb.WITHDRAW)
    View end(Viewer viewer, Form form, @PathVariable UUID id) {
        tokens.revoke(viewer.actor(), id);
        return Pages.to(form.value("back").equals("all") ? "/settings/tokens" : "/me/tokens", "token-ended");
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavEntry tokensEntry() {
            return NavEntry.office(930, "nav.settings", "nav.tokens", "/settings/tokens", "key", "token:see");
        }
    }
}
