package io.kontor.governance.web;

import io.kontor.governance.Changes;
import io.kontor.governance.Sheets;
import io.kontor.governance.Typing;
import io.kontor.kernel.Verb;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** Editors of drafts that are forms: keeps what is typed until it is saved. */
@Controller
@RequestMapping("/changes/{change}/documents/{item}/typed")
class TypingController {
    private final Typing typing;
    private final Sheets sheets;
    private final Pages pages;

    TypingController(Typing typing, Sheets sheets, Pages pages) {
        this.typing = typing;
        this.sheets = sheets;
        this.pages = pages;
    }

    /** @param at when it was kept, or none when it was refused */
    record TypedPage(@Nullable Instant at, @Nullable String refused) {}

    @PostMapping
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View keep(Viewer viewer, Form form, @PathVariable UUID change, @PathVariable UUID item) {
        var done = form.submitted(() -> typing.keep(viewer.actor(), change, item, form.typed()));
        var kept = done ? typing.of(viewer.actor(), item).map(Typing.Typed::at).orElse(null) : null;
        return pages.show("governance/web/typed.jte", new TypedPage(kept, form.error()), HttpStatus.OK);
    }

    @PostMapping("/thrown-away")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View throwAway(Viewer viewer, @PathVariable UUID change, @PathVariable UUID item) {
        typing.forget(viewer.actor(), item);
        return Pages.to(sheets.editPath(viewer.actor(), change, item), "draft-thrown-away");
    }
}
