package io.kontor.deals.web;

import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** What is done from the page of a deal: moving it on, its partners, taking it back. */
@Controller
@RequestMapping("/deals")
class DealActsController {
    private final Deals deals;
    private final DealRows rows;
    private final DealPages page;

    DealActsController(Deals deals, DealRows rows, DealPages page) {
        this.deals = deals;
        this.rows = rows;
        this.page = page;
    }

    @PostMapping("/{id}/stage")
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View moveOn(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            var to = form.choice("stage", Stage.class);
            var day = form.day("closedOn");
            form.check();
            if (to == null) {
                throw Refusal.invalid("field-required").at("stage");
            }
            deals.moveOn(viewer.actor(), id, form.version(), to, day, form.reason());
        });
        return done
                ? Pages.to("/deals/" + id, "deal-moved")
                : page.show(viewer, deals.find(viewer.actor(), id), null, null, form, null, form.refused());
    }

    @PostMapping("/{id}/partners")
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View share(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            var share = rows.share(
                    viewer.actor(),
                    form,
                    "partner",
                    form.text("partner"),
                    form.value("role"),
                    form.day("day"),
                    form.text("evidence"));
            form.check();
            if (share != null) {
                deals.share(viewer.actor(), id, form.version(), share, form.reason());
            }
        });
        return done
                ? Pages.to("/deals/" + id + "#partners", "deal-shared")
                : page.show(viewer, deals.find(viewer.actor(), id), null, null, null, form, form.refused());
    }

    @PostMapping("/{id}/partners/{partner}/{role}/removal")
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View unshare(
            Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID partner, @PathVariable String role) {
        for (var part : PartnerRole.values()) {
            if (part.code().equals(role)) {
                deals.unshare(viewer.actor(), id, form.version(), partner, part, form.reason());
                return Pages.to("/deals/" + id + "#partners", "deal-unshared");
            }
        }
        throw Refusal.notFound("page");
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "deal", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        deals.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/deals/" + id, "deal-withdrawn");
    }

    @PostMapping("/{id}/restoration")
    @Needs(kind = "deal", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        deals.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/deals/" + id, "deal-restored");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        deals.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/deals/" + id, "undone");
    }
}
