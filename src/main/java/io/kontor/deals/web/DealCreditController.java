package io.kontor.deals.web;

import io.kontor.deals.Deals;
import io.kontor.kernel.Verb;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** Where somebody says, with a reason, that the credit of a deal is right as it stands. */
@Controller
@RequestMapping("/deals/{id}/credit")
class DealCreditController {
    private final Deals deals;
    private final Pages pages;

    DealCreditController(Deals deals, Pages pages) {
        this.deals = deals;
        this.pages = pages;
    }

    record CreditPage(Form form, UUID id, String name) {}

    private View page(Viewer viewer, Form form, UUID id, HttpStatus status) {
        var name = deals.find(viewer.actor(), id).state().name();
        return pages.show("deals/web/credit.jte", new CreditPage(form, id, name), status);
    }

    @GetMapping
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View ask(Viewer viewer, @PathVariable UUID id) {
        var known = deals.find(viewer.actor(), id);
        return page(viewer, Form.fresh(viewer.words()).set("version", known.version()), id, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View settle(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> deals.settleCredit(viewer.actor(), id, form.version(), form.text("why")));
        return done ? Pages.to("/", "credit-settled") : page(viewer, form, id, form.refused());
    }

    @PostMapping("/removal")
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View askAgain(Viewer viewer, Form form, @PathVariable UUID id) {
        deals.askCreditAgain(viewer.actor(), id, form.version());
        return Pages.to("/deals/" + id, "credit-asked");
    }
}
