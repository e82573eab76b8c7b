package io.kontor.entrance.web;

import io.kontor.entrance.Door;
import io.kontor.entrance.Sessions;
import io.kontor.kernel.Refusal;
import io.kontor.ui.Form;
import io.kontor.ui.Open;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.View;

/** Signing in and out. */
@Controller
@Open(Open.To.EVERYBODY)
class SignInController {
    private static final Duration REMEMBERED = Duration.ofDays(14);

    private final Door door;
    private final Pages pages;

    SignInController(Door door, Pages pages) {
        this.door = door;
        this.pages = pages;
    }

    record SignInPage(Form form, String to) {}

    @GetMapping("/signin")
    View page(Viewer viewer, @RequestParam(required = false) @Nullable String to) {
        if (!viewer.guest()) {
            return Pages.to(start(viewer, to));
        }
        return pages.show(
                "entrance/web/sign-in.jte",
                new SignInPage(Form.fresh(viewer.words()), Pages.ours(to).orElse("")));
    }

    @PostMapping("/signin")
    View signIn(Form form, HttpServletRequest request, HttpServletResponse response) {
        var to = Pages.ours(form.value("to")).orElse("");
        return form.submit(() -> door.password(form.required("email"), form.value("password"), client(request)))
                .map(entered -> in(entered, to, request, response))
                .orElseGet(() -> pages.show(
                        "entrance/web/sign-in.jte", new SignInPage(form, to), HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/signin/code")
    View codePage(Viewer viewer, HttpServletRequest request, @RequestParam(required = false) @Nullable String to) {
        if (!caller(request).halfway()) {
            return Pages.to("/signin");
        }
        return pages.show(
                "entrance/web/code.jte",
                new SignInPage(Form.fresh(viewer.words()), Pages.ours(to).orElse("")));
    }

    @PostMapping("/signin/code")
    View code(Form form, HttpServletRequest request, HttpServletResponse response) {
        var to = Pages.ours(form.value("to")).orElse("");
        return form.submit(() -> door.code(caller(request), form.required("code"), client(request)))
                .map(entered -> in(entered, to, request, response))
                .orElseGet(() -> pages.show(
                        "entrance/web/code.jte", new SignInPage(form, to), HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @PostMapping(value = "/signin/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Object passkeyOptions() {
        return door.passkeyRequestOptions();
    }

    @PostMapping(value = "/signin/passkey", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> passkey(
            Viewer viewer, @RequestBody String answer, HttpServletRequest request, HttpServletResponse response) {
        try {
            var entered = door.passkey(answer, client(request));
            remember(entered, request, response);
            return ResponseEntity.ok(Map.of("to", "/"));
        } catch (Refusal refusal) {
            return ResponseEntity.unprocessableContent()
                    .body(Map.of("sentence", viewer.words().refusal(refusal)));
        }
    }

    @PostMapping("/signout")
    View signOut(HttpServletRequest request, HttpServletResponse response) {
        door.signOut(caller(request));
        Cookies.erase(request, response, Cookies.SESSION);
        return Pages.to("/signin", "signed-out");
    }

    private static View in(Door.Entered entered, String to, HttpServletRequest request, HttpServletResponse response) {
        remember(entered, request, response);
        if (entered.halfway()) {
            return Pages.to(
                    to.isEmpty()
                            ? "/signin/code"
                            : "/signin/code?to="
                                    + java.net.URLEncoder.encode(to, java.nio.charset.StandardCharsets.UTF_8));
        }
        return Pages.to(to.isEmpty() ? "/" : to);
    }

    static void remember(Door.Entered entered, HttpServletRequest request, HttpServletResponse response) {
        Cookies.write(request, response, Cookies.SESSION, entered.secret(), REMEMBERED);
    }

    private static String start(Viewer viewer, @Nullable String to) {
        return Pages.ours(to).orElse(viewer.office() ? "/" : "/portal");
    }

    static Door.Caller caller(HttpServletRequest request) {
        return (Door.Caller) request.getAttribute(CallerFilter.CALLER);
    }

    static Sessions.Client client(HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        return new Sessions.Client(agent == null ? "" : agent, request.getRemoteAddr());
    }
}
