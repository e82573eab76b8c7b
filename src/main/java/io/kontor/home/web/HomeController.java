package io.kontor.home.web;

import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** The start page of the office. */
@Controller
@Needs(kind = "company")
class HomeController {
    private final Pages pages;

    HomeController(Pages pages) {
        this.pages = pages;
    }

    record HomePage(String name) {}

    @GetMapping("/")
    View home(Viewer viewer) {
        return pages.show("home/web/home.jte", new HomePage(viewer.name()));
    }
}
