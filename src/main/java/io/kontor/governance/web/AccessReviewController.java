package io.kontor.governance.web;

import io.kontor.entrance.Door;
import io.kontor.entrance.Sessions;
import io.kontor.governance.decisions.AccessListing;
import io.kontor.governance.decisions.AccessReview;
import io.kontor.governance.decisions.AccessReviews;
import io.kontor.kernel.Verb;
import io.kontor.lists.ListPages;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Reviews of who may see and do what: the table, its export, and a signature with the password or a passkey once more. */
@Controller
@RequestMapping("/access-reviews")
class AccessReviewController {
    private static final int NEWEST = 20;

    private final AccessReviews reviews;
    private final AccessListing listing;
    private final People people;
    private final Door door;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;
    private final Clock clock;

    AccessReviewController(
            AccessReviews reviews,
            AccessListing listing,
            People people,
            Door door,
            ListPages lists,
            Tabs tabs,
            Pages pages,
            Clock clock) {
        this.reviews = reviews;
        this.listing = listing;
        this.people = people;
        this.door = door;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
        this.clock = clock;
    }

    record Line(AccessReviews.Signed signed, String by) {}

    record ReviewsPage(
            List<Line> signed,
            AccessReviews.Size size,
            @Nullable LocalDate due,
            boolean late) {}

    @GetMapping
    @Needs(kind = "access-review")
    View list(Viewer viewer) {
        var newest = reviews.newest(viewer.actor(), NEWEST);
        var names = people.names(
                viewer.actor(),
                newest.stream().map(one -> one.review().reviewer()).distinct().toList());
        var due = reviews.due(viewer.actor()).orElse(null);
        var today = LocalDate.ofInstant(clock.instant(), viewer.words().zone());
        return pages.show(
                "governance/web/access-reviews.jte",
                new ReviewsPage(
                        newest.stream()
                                .map(one -> new Line(
                                        one, names.getOrDefault(one.review().reviewer(), "")))
                                .toList(),
                        reviews.size(viewer.actor()),
                        due,
                        due != null && due.isBefore(today)));
    }

    @GetMapping("/rights")
    @Needs(kind = "access-review")
    View rights(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    record SignPage(Form form, AccessReviews.Size size, boolean passkeys) {}

    @GetMapping("/new")
    @Needs(kind = "access-review", verb = Verb.CREATE)
    View blank(Viewer viewer) {
        return form(viewer, Form.fresh(viewer.words()).set("next", reviews.usualNext(viewer.actor())), HttpStatus.OK);
    }

    private View form(Viewer viewer, Form form, HttpStatus status) {
        var passkeys = !door.mine(viewer.actor()).passkeys().isEmpty();
        return pages.show(
                "governance/web/access-review-form.jte",
                new SignPage(form, reviews.size(viewer.actor()), passkeys),
                status);
    }

    @PostMapping
    @Needs(kind = "access-review", verb = Verb.CREATE)
    View sign(Viewer viewer, Form form, HttpServletRequest request) {
        return form.submit(() -> {
                    var finding = form.required("finding");
                    form.required("next");
                    var next = form.day("next");
                    form.check();
                    var passkey = form.value("passkey");
                    door.confirm(viewer.actor(), form.value("password"), passkey, client(request));
                    return reviews.sign(
                            viewer.actor(),
                            finding,
                            passkey.isBlank() ? AccessReview.Way.PASSWORD : AccessReview.Way.PASSKEY,
                            Objects.requireNonNullElse(next, LocalDate.EPOCH));
                })
                .map(id -> Pages.to("/access-reviews", "access-review-signed"))
                .orElseGet(() -> form(viewer, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private static Sessions.Client client(HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        return new Sessions.Client(agent == null ? "" : agent, request.getRemoteAddr());
    }

    record ReviewPage(AccessReviews.Signed signed, String by, Tabs.Shown tabs) {}

    @GetMapping("/{id}")
    @Needs(kind = "access-review")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        var signed = reviews.find(viewer.actor(), id);
        var reviewer = signed.review().reviewer();
        return pages.show(
                "governance/web/access-review.jte",
                new ReviewPage(
                        signed,
                        people.names(viewer.actor(), List.of(reviewer)).getOrDefault(reviewer, ""),
                        tabs.of(viewer, AccessReviews.KIND, id, List.of("overview"), "/access-reviews/" + id, tab)));
    }
}
