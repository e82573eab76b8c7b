package io.kontor.governance.web;

import io.kontor.governance.approvals.ApprovalListing;
import io.kontor.governance.approvals.Approvals;
import io.kontor.governance.approvals.Inbox;
import io.kontor.governance.approvals.Request;
import io.kontor.governance.approvals.Standing;
import io.kontor.kernel.Verb;
import io.kontor.lists.ListPages;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
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

/** The inbox of approvals, and one request: who is asked, who agreed, and the buttons that settle it. */
@Controller
@RequestMapping("/approvals")
class ApprovalController {
    private final Approvals approvals;
    private final Inbox inbox;
    private final StandingWords standings;
    private final Objections objections;
    private final ApprovalListing listing;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;

    ApprovalController(
            Approvals approvals,
            Inbox inbox,
            StandingWords standings,
            Objections objections,
            ApprovalListing listing,
            ListPages lists,
            Tabs tabs,
            Pages pages) {
        this.approvals = approvals;
        this.inbox = inbox;
        this.standings = standings;
        this.objections = objections;
        this.listing = listing;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
    }

    record Group(String code, List<StandingWords.Shown> items) {}

    record InboxPage(List<Group> groups, @Nullable String median) {}

    @GetMapping
    @Needs(kind = "approval")
    View inbox(Viewer viewer) {
        var box = inbox.of(viewer.actor());
        return pages.show(
                "governance/web/inbox.jte",
                new InboxPage(
                        List.of(
                                group(viewer, "yours", box.yours()),
                                group(viewer, "ratify", box.toRatify()),
                                group(viewer, "again", box.again()),
                                group(viewer, "others", box.others())),
                        box.median() == null
                                ? null
                                : StandingWords.lasting(viewer.words(), Objects.requireNonNull(box.median()))));
    }

    private Group group(Viewer viewer, String code, List<Standing> standings) {
        return new Group(
                code,
                standings.stream().map(one -> this.standings.shown(viewer, one)).toList());
    }

    @GetMapping("/all")
    @Needs(kind = "approval")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    /**
     * @param mayEmergency whether the reader may let it through at once
     * @param mayAgain whether the reader may ask the same again
     * @param undo where the reader can undo what was objected to, or none
     */
    record ApprovalPage(
            StandingWords.Shown shown,
            Form form,
            boolean mayDecide,
            boolean mayEmergency,
            boolean mayRatify,
            boolean mayAgain,
            Objections.@Nullable Way undo,
            Tabs.Shown tabs) {}

    @GetMapping("/{id}")
    @Needs(kind = "approval")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        return page(viewer, id, Form.fresh(viewer.words()), tab, HttpStatus.OK);
    }

    private View page(Viewer viewer, UUID id, Form form, @Nullable String tab, HttpStatus status) {
        var standing = approvals.find(viewer.actor(), id);
        var request = standing.request();
        var person = viewer.actor().person();
        boolean open = standing.state() == Request.State.OPEN || standing.state() == Request.State.EXPIRED;
        return pages.show(
                "governance/web/approval.jte",
                new ApprovalPage(
                        standings.shown(viewer, standing),
                        form,
                        person != null && standing.asked().contains(person) && viewer.may(Approvals.KIND, Verb.CHANGE),
                        approvals.mayLetThrough(viewer.actor(), standing),
                        inbox.mayRatify(viewer.actor(), standing),
                        open && viewer.may(Approvals.KIND, Verb.CREATE) && Objects.equals(request.requester(), person),
                        objections.way(viewer, request),
                        tabs.of(viewer, Approvals.KIND, id, List.of("overview"), "/approvals/" + id, tab)),
                status);
    }

    @PostMapping("/{id}/agreement")
    @Needs(kind = "approval", verb = Verb.CHANGE)
    View approve(Viewer viewer, Form form, @PathVariable UUID id) {
        return done(
                viewer,
                id,
                form,
                "approval-given",
                () -> approvals.approve(viewer.actor(), id, form.value("hash"), form.text("note")));
    }

    @PostMapping("/{id}/rejection")
    @Needs(kind = "approval", verb = Verb.CHANGE)
    View reject(Viewer viewer, Form form, @PathVariable UUID id) {
        return done(viewer, id, form, "approval-refused", () -> {
            var why = form.required("note");
            form.check();
            approvals.reject(viewer.actor(), id, form.value("hash"), why);
        });
    }

    @PostMapping("/{id}/emergency")
    @Needs(kind = "approval", verb = Verb.CHANGE)
    View letThrough(Viewer viewer, Form form, @PathVariable UUID id) {
        return done(viewer, id, form, "approval-let-through", () -> {
            var why = form.required("note");
            form.check();
            approvals.letThrough(viewer.actor(), id, form.value("hash"), why);
        });
    }

    @PostMapping("/{id}/ratification")
    @Needs(kind = "approval", verb = Verb.CHANGE)
    View ratify(Viewer viewer, Form form, @PathVariable UUID id) {
        boolean yes = form.value("word").equals("yes");
        return done(viewer, id, form, yes ? "approval-ratified" : "approval-objected", () -> {
            var note = yes ? form.text("note") : form.required("note");
            form.check();
            approvals.ratify(viewer.actor(), id, yes, note);
        });
    }

    @PostMapping("/{id}/again")
    @Needs(kind = "approval", verb = Verb.CREATE)
    View again(Viewer viewer, Form form, @PathVariable UUID id) {
        return done(viewer, id, form, "approval-asked-again", () -> approvals.askAgain(viewer.actor(), id));
    }

    private View done(Viewer viewer, UUID id, Form form, String said, Runnable work) {
        return form.submitted(work) ? Pages.to("/approvals/" + id, said) : page(viewer, id, form, null, form.refused());
    }
}
