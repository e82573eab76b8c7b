package io.kontor.audit.web;

import io.kontor.audit.LogReview;
import io.kontor.audit.LogReviews;
import io.kontor.company.Company;
import io.kontor.entrance.Door;
import io.kontor.entrance.Sessions;
import io.kontor.kernel.Verb;
import io.kontor.people.People;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Reviews of the ledger: signing one, with the password or a passkey once more, and reading it. */
@Controller
class ReviewController {
    private final LogReviews reviews;
    private final People people;
    private final Company company;
    private final Door door;
    private final Tabs tabs;
    private final Pages pages;
    private final Clock clock;

    ReviewController(
            LogReviews reviews, People people, Company company, Door door, Tabs tabs, Pages pages, Clock clock) {
        this.reviews = reviews;
        this.people = people;
        this.company = company;
        this.door = door;
        this.tabs = tabs;
        this.pages = pages;
        this.clock = clock;
    }

    record ReviewFormPage(Form form, boolean passkeys) {}

    @GetMapping("/audit/reviews/new")
    @Needs(kind = LogReviews.KIND, verb = Verb.CREATE)
    View blank(Viewer viewer) {
        var today = company.profile(viewer.actor()).today(clock);
        var from = reviews.due(viewer.actor()).map(LogReviews.Due::from).orElse(today);
        var form = Form.fresh(viewer.words())
                .set("from", from.isAfter(today) ? today : from)
                .set("last", today);
        return form(viewer, form, HttpStatus.OK);
    }

    private View form(Viewer viewer, Form form, HttpStatus status) {
        var passkeys = !door.mine(viewer.actor()).passkeys().isEmpty();
        return pages.show("audit/web/review-form.jte", new ReviewFormPage(form, passkeys), status);
    }

    @PostMapping("/audit/reviews")
    @Needs(kind = LogReviews.KIND, verb = Verb.CREATE)
    View sign(Viewer viewer, Form form, HttpServletRequest request) {
        return form.submit(() -> {
                    var from = day(form, "from");
                    var last = day(form, "last");
                    var finding = form.required("finding");
                    form.check();
                    var passkey = form.value("passkey");
                    door.confirm(viewer.actor(), form.value("password"), passkey, client(request));
                    return reviews.sign(
                            viewer.actor(),
                            from,
                            last,
                            finding,
                            passkey.isBlank() ? LogReview.Way.PASSWORD : LogReview.Way.PASSKEY);
                })
                .map(id -> Pages.to("/audit", "review-signed"))
                .orElseGet(() -> form(viewer, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private static LocalDate day(Form form, String name) {
        form.required(name);
        return Objects.requireNonNullElse(form.day(name), LocalDate.EPOCH);
    }

    private static Sessions.Client client(HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        return new Sessions.Client(agent == null ? "" : agent, request.getRemoteAddr());
    }

    record ReviewPage(LogReviews.Signed signed, String by, Tabs.Shown tabs) {}

    @GetMapping("/audit/reviews/{id}")
    @Needs(kind = LogReviews.KIND)
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        var signed = reviews.find(viewer.actor(), id);
        var reviewer = signed.review().reviewer();
        return pages.show(
                "audit/web/review.jte",
                new ReviewPage(
                        signed,
                        people.names(viewer.actor(), List.of(reviewer)).getOrDefault(reviewer, ""),
                        tabs.of(viewer, LogReviews.KIND, id, List.of("overview"), "/audit/reviews/" + id, tab)));
    }
}
