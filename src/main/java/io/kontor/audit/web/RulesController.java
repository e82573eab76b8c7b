package io.kontor.audit.web;

import io.kontor.audit.AuditRules;
import io.kontor.audit.Auditing;
import io.kontor.audit.Outlets;
import io.kontor.kernel.Verb;
import io.kontor.people.People;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** The rules of the audit. */
@Controller
class RulesController {
    private final Auditing auditing;
    private final Outlets outlets;
    private final People people;
    private final Pages pages;

    RulesController(Auditing auditing, Outlets outlets, People people, Pages pages) {
        this.auditing = auditing;
        this.outlets = outlets;
        this.people = people;
        this.pages = pages;
    }

    record RulesPage(Form form, List<Option> people, String folder, boolean mayChange) {}

    @GetMapping("/settings/audit")
    @Needs(kind = Auditing.KIND)
    View page(Viewer viewer) {
        var rules = auditing.rules(viewer.actor());
        return show(
                viewer,
                Form.fresh(viewer.words())
                        .set("reviewMonths", rules.reviewMonths())
                        .set("reviewer", rules.reviewer())
                        .set("clockSeconds", rules.clockSeconds())
                        .set("burstCount", rules.burstCount())
                        .set("burstMinutes", rules.burstMinutes())
                        .set("publicLog", rules.publicLog() ? "yes" : "")
                        .set("webhook", rules.webhook())
                        .setAll("digest", rules.digest())
                        .setAll("witnesses", rules.witnesses()),
                HttpStatus.OK);
    }

    private View show(Viewer viewer, Form form, HttpStatus status) {
        return pages.show(
                "audit/web/rules.jte",
                new RulesPage(
                        form,
                        people.ofOffice(viewer.actor()).stream()
                                .map(one -> new Option(one.id().toString(), one.name()))
                                .toList(),
                        outlets.folder(),
                        viewer.may(Auditing.KIND, Verb.CHANGE)),
                status);
    }

    @PostMapping("/settings/audit")
    @Needs(kind = Auditing.KIND, verb = Verb.CHANGE)
    View change(Viewer viewer, Form form) {
        var done = form.submitted(() -> {
            var months = whole(form, "reviewMonths");
            var seconds = whole(form, "clockSeconds");
            var count = whole(form, "burstCount");
            var minutes = whole(form, "burstMinutes");
            var reviewer = form.id("reviewer");
            form.check();
            auditing.change(
                    viewer.actor(),
                    new AuditRules(
                            months,
                            reviewer,
                            seconds,
                            count,
                            minutes,
                            form.checked("publicLog"),
                            form.text("webhook"),
                            form.values("digest").stream()
                                    .flatMap(one -> Option.id(one).stream())
                                    .toList(),
                            form.lines("witnesses")),
                    form.reason());
        });
        return done ? Pages.to("/settings/audit", "saved") : show(viewer, form, form.refused());
    }

    private static int whole(Form form, String name) {
        form.required(name);
        return Objects.requireNonNullElse(form.whole(name), 0);
    }
}
