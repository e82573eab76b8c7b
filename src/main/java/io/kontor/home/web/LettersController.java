package io.kontor.home.web;

import io.kontor.home.Letters;
import io.kontor.kernel.Side;
import io.kontor.ui.Form;
import io.kontor.ui.MePart;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** Which letters somebody of the office wants. */
@Controller
@Needs(kind = "company")
class LettersController {
    private final Letters letters;
    private final Pages pages;

    LettersController(Letters letters, Pages pages) {
        this.letters = letters;
        this.pages = pages;
    }

    record LettersPage(boolean weekly) {}

    @GetMapping("/me/letters")
    View page(Viewer viewer) {
        return pages.show("home/web/letters.jte", new LettersPage(letters.wanted(viewer.actor())));
    }

    @PostMapping("/me/letters")
    View choose(Viewer viewer, Form form) {
        letters.choose(viewer.actor(), form.checked("weekly"));
        return Pages.to("/me", "letters-chosen");
    }

    @Configuration(proxyBeanMethods = false)
    static class Parts {
        @Bean
        MePart lettersPart() {
            return new MePart(Side.OFFICE, 50, "letters.title", "/me/letters");
        }
    }
}
