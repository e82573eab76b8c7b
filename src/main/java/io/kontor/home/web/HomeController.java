package io.kontor.home.web;

import io.kontor.home.Desk;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** The start page of the office, and everything that needs somebody on a page of its own. */
@Controller
@Needs(kind = "company")
class HomeController {
    private final Desk desk;
    private final Pages pages;

    HomeController(Desk desk, Pages pages) {
        this.desk = desk;
        this.pages = pages;
    }

    @GetMapping("/")
    View home(Viewer viewer) {
        return pages.show("home/web/home.jte", desk.home(viewer));
    }

    @GetMapping("/needs-you")
    View needs(Viewer viewer) {
        return pages.show("home/web/needs.jte", desk.needs(viewer));
    }

    @PostMapping("/backups")
    @Needs(kind = "backup", verb = io.kontor.kernel.Verb.CREATE)
    View backUp(Viewer viewer) {
        desk.backUp(viewer);
        return Pages.to("/", "backup-written");
    }
}
