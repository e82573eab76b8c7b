package io.kontor.docs.web;

import io.kontor.docs.Guide;
import io.kontor.kernel.Refusal;
import io.kontor.ui.Open;
import io.kontor.ui.Pages;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** The guide, for everybody who has signed in. */
@Controller
@Open(Open.To.SIGNED_IN)
class GuideController {
    private final Guide guide;
    private final Pages pages;

    GuideController(Guide guide, Pages pages) {
        this.guide = guide;
        this.pages = pages;
    }

    record GuidePage(List<Guide.Entry> all, Guide.Entry shown) {}

    @GetMapping("/docs")
    @Open(Open.To.SIGNED_IN)
    View start() {
        return page("start");
    }

    @GetMapping("/docs/{page}")
    @Open(Open.To.SIGNED_IN)
    View page(@PathVariable String page) {
        var shown = guide.page(page).orElseThrow(() -> Refusal.notFound("page"));
        return pages.show("docs/web/guide.jte", new GuidePage(guide.pages(), shown));
    }
}
