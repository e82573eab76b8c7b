package io.kontor.settings.web;

import io.kontor.language.Words;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** What there is to set, at one glance; the lines are the navigation's own. */
@Controller
class SettingsController {
    private final Pages pages;

    SettingsController(Pages pages) {
        this.pages = pages;
    }

    record SettingsPage() {
        /** A sentence about a line: {@code <label>.hint}, where there is one. */
        String hint(Words words, NavEntry entry) {
            var key = entry.label() + ".hint";
            return Words.has(key) ? words.t(key) : "";
        }
    }

    @GetMapping("/settings")
    @Needs(kind = "company")
    View index() {
        return pages.show("settings/web/settings.jte", new SettingsPage());
    }
}
