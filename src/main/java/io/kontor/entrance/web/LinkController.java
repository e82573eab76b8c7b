package io.kontor.entrance.web;

import io.kontor.entrance.Door;
import io.kontor.entrance.Links;
import io.kontor.kernel.Refusal;
import io.kontor.language.Language;
import io.kontor.ui.Form;
import io.kontor.ui.Open;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** What set-up, invitation and reset links open. */
@Controller
@Open(Open.To.EVERYBODY)
class LinkController {
    private final Door door;
    private final Pages pages;

    LinkController(Door door, Pages pages) {
        this.door = door;
        this.pages = pages;
    }

    /** @param path where the form goes; the link's secret is part of it */
    record LinkPage(Form form, String path, String name) {}

    record SetUpPage(Form form, String path, List<Option> currencies, List<Option> zones, List<Option> languages) {}

    @GetMapping("/setup/{secret}")
    View setUpPage(Viewer viewer, @PathVariable String secret) {
        door.behind(Links.Kind.SET_UP, secret);
        var form = Form.fresh(viewer.words())
                .set("currency", "EUR")
                .set("zone", usualZone())
                .set("language", viewer.words().language().tag());
        return setUp(viewer, form, secret, HttpStatus.OK);
    }

    @PostMapping("/setup/{secret}")
    View setUp(
            Viewer viewer,
            Form form,
            @PathVariable String secret,
            HttpServletRequest request,
            HttpServletResponse response) {
        return form.submit(() -> {
                    var told = new Door.FirstDay(
                            form.required("company"),
                            form.required("currency"),
                            form.required("zone"),
                            form.required("language"),
                            form.required("name"),
                            form.required("email"),
                            twice(form));
                    form.check();
                    return door.setUp(secret, told, SignInController.client(request));
                })
                .map(entered -> {
                    SignInController.remember(entered, request, response);
                    return Pages.to("/", "office-set-up");
                })
                .orElseGet(() -> setUp(viewer, form, secret, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private View setUp(Viewer viewer, Form form, String secret, HttpStatus status) {
        var words = viewer.words();
        var currencies = Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .map(Currency::getCurrencyCode)
                .sorted()
                .map(code -> new Option(code, code + " – " + words.currencyName(code)))
                .toList();
        var zones = ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.equals("UTC") || zone.matches("(?!Etc|SystemV).+/.+"))
                .sorted()
                .map(zone -> new Option(zone, zone.replace('_', ' ')))
                .toList();
        var languages = Language.SHIPPED.stream()
                .map(language -> new Option(language.tag(), language.ownName()))
                .toList();
        return pages.show(
                "entrance/web/set-up.jte",
                new SetUpPage(form, "/setup/" + secret, currencies, zones, languages),
                status);
    }

    @GetMapping("/welcome/{secret}")
    View welcomePage(Viewer viewer, @PathVariable String secret) {
        return passwordPage(Form.fresh(viewer.words()), Links.Kind.INVITATION, secret, HttpStatus.OK);
    }

    @PostMapping("/welcome/{secret}")
    View welcome(Form form, @PathVariable String secret, HttpServletRequest request, HttpServletResponse response) {
        return password(form, Links.Kind.INVITATION, secret, request, response);
    }

    @GetMapping("/reset/{secret}")
    View resetPage(Viewer viewer, @PathVariable String secret) {
        return passwordPage(Form.fresh(viewer.words()), Links.Kind.RESET, secret, HttpStatus.OK);
    }

    @PostMapping("/reset/{secret}")
    View reset(Form form, @PathVariable String secret, HttpServletRequest request, HttpServletResponse response) {
        return password(form, Links.Kind.RESET, secret, request, response);
    }

    private View password(
            Form form, Links.Kind kind, String secret, HttpServletRequest request, HttpServletResponse response) {
        return form.submit(() -> {
                    var password = twice(form);
                    form.check();
                    return door.throughLink(kind, secret, password, SignInController.client(request));
                })
                .map(entered -> {
                    SignInController.remember(entered, request, response);
                    return Pages.to(entered.halfway() ? "/signin/code" : "/", "welcome");
                })
                .orElseGet(() -> passwordPage(form, kind, secret, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private View passwordPage(Form form, Links.Kind kind, String secret, HttpStatus status) {
        var name = door.behind(kind, secret);
        var invited = kind == Links.Kind.INVITATION;
        return pages.show(
                invited ? "entrance/web/welcome.jte" : "entrance/web/reset.jte",
                new LinkPage(form, (invited ? "/welcome/" : "/reset/") + secret, name),
                status);
    }

    /** The machine's own zone, if it is a place. */
    private static String usualZone() {
        var zone = ZoneId.systemDefault().getId();
        return zone.startsWith("Etc/") || !zone.contains("/") ? "UTC" : zone;
    }

    /** The new password, typed twice the same. */
    static String twice(Form form) {
        var password = form.value("password");
        if (!password.equals(form.value("again"))) {
            form.refuse(Refusal.invalid("password-not-same").at("again"));
        }
        return password;
    }
}
