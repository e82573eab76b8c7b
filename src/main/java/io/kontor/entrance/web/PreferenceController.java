package io.kontor.entrance.web;

import io.kontor.language.Language;
import io.kontor.people.People;
import io.kontor.ui.Form;
import io.kontor.ui.Open;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** In which language and light somebody wants the pages. */
@Controller
@Open(Open.To.EVERYBODY)
class PreferenceController {
    private static final Duration REMEMBERED = Duration.ofDays(366);

    private final People people;

    PreferenceController(People people) {
        this.people = people;
    }

    @PostMapping("/preferences/language")
    View language(Viewer viewer, Form form, HttpServletRequest request, HttpServletResponse response) {
        Language.of(form.value("language")).ifPresent(language -> {
            if (!viewer.guest()) {
                people.changeSelf(
                        viewer.actor(),
                        person -> person.withProfile(
                                person.name(), person.email(), language.tag(), person.zone(), person.partnerFacing()));
            }
            Cookies.write(request, response, Cookies.LANGUAGE, language.tag(), REMEMBERED);
        });
        return back(form);
    }

    @PostMapping("/preferences/theme")
    View theme(Viewer viewer, Form form, HttpServletRequest request, HttpServletResponse response) {
        var theme = form.choice("theme", Viewer.Theme.class);
        if (theme != null) {
            Cookies.write(request, response, Cookies.THEME, theme.code(), REMEMBERED);
        }
        return back(form);
    }

    private static View back(Form form) {
        return Pages.to(Pages.ours(form.value("back")).orElse("/"));
    }
}
