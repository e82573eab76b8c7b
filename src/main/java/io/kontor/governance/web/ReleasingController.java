package io.kontor.governance.web;

import io.kontor.governance.ReleaseRules;
import io.kontor.governance.Releasing;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** The rules of publishing. */
@Controller
@RequestMapping("/settings/publishing")
class ReleasingController {
    private final Releasing releasing;
    private final Pages pages;

    ReleasingController(Releasing releasing, Pages pages) {
        this.releasing = releasing;
        this.pages = pages;
    }

    record ReleasingPage(Form form, boolean mayChange) {}

    @GetMapping
    @Needs(kind = Releasing.KIND)
    View page(Viewer viewer) {
        var rules = releasing.rules(viewer.actor());
        return show(
                viewer,
                Form.fresh(viewer.words())
                        .set("perDay", rules.perDay())
                        .set("quietFrom", rules.quietFrom())
                        .set("quietTo", rules.quietTo())
                        .set("watchDays", rules.watchDays())
                        .set("tries", rules.tries()),
                HttpStatus.OK);
    }

    private View show(Viewer viewer, Form form, HttpStatus status) {
        return pages.show(
                "governance/web/releasing.jte",
                new ReleasingPage(form, viewer.may(Releasing.KIND, Verb.CHANGE)),
                status);
    }

    @PostMapping
    @Needs(kind = Releasing.KIND, verb = Verb.CHANGE)
    View change(Viewer viewer, Form form) {
        var done = form.submitted(() -> {
            var perDay = whole(form, "perDay");
            var watchDays = whole(form, "watchDays");
            var tries = whole(form, "tries");
            var from = time(form, "quietFrom");
            var to = time(form, "quietTo");
            form.check();
            releasing.change(viewer.actor(), new ReleaseRules(perDay, from, to, watchDays, tries), form.reason());
        });
        return done ? Pages.to("/settings/publishing", "saved") : show(viewer, form, form.refused());
    }

    private static int whole(Form form, String name) {
        form.required(name);
        return Objects.requireNonNullElse(form.whole(name), 0);
    }

    private static @Nullable LocalTime time(Form form, String name) {
        var typed = form.text(name);
        try {
            return typed == null ? null : LocalTime.parse(typed);
        } catch (DateTimeException e) {
            form.refuse(Refusal.invalid("choice-unknown", "value", typed).at(name));
            return null;
        }
    }
}
