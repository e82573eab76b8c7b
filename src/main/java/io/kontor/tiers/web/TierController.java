package io.kontor.tiers.web;

import io.kontor.kernel.Money;
import io.kontor.kernel.Verb;
import io.kontor.lists.ListPages;
import io.kontor.tiers.Evaluations;
import io.kontor.tiers.Overview;
import io.kontor.tiers.TierListing;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Ui;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** Where the members of programmes stand. */
@Controller
@RequestMapping("/tiers")
class TierController {
    private static final int FEW = 8;
    private static final int MANY = 50;

    private final Overview overview;
    private final Evaluations evaluations;
    private final TierListing listing;
    private final ListPages lists;
    private final Pages pages;

    TierController(Overview overview, Evaluations evaluations, TierListing listing, ListPages lists, Pages pages) {
        this.overview = overview;
        this.evaluations = evaluations;
        this.listing = listing;
        this.lists = lists;
        this.pages = pages;
    }

    @Bean
    static NavEntry tiersEntry() {
        return NavEntry.office(505, "nav.group.programme", "nav.tiers", "/tiers", "award", "tier:see");
    }

    /** @param all more than one programme, each in short */
    record TiersPage(List<Overview.Programmed> programmes, boolean all, boolean mayChange, boolean mayWrite) {
        String money(Ui ui, Overview.Programmed programme, BigDecimal amount) {
            return ui.words().roundMoney(new Money(amount, programme.currency()));
        }

        String share(Overview.Programmed programme, Overview.Step step) {
            return String.valueOf(programme.members() == 0 ? 0 : step.members() * 100 / programme.members());
        }
    }

    @GetMapping
    @Needs(kind = "tier")
    View all(Viewer viewer) {
        return show(viewer, overview.all(viewer.actor(), FEW), true);
    }

    private View show(Viewer viewer, List<Overview.Programmed> programmes, boolean all) {
        return pages.show(
                "tiers/web/tiers.jte",
                new TiersPage(programmes, all, viewer.may("tier", Verb.CHANGE), viewer.may("change", Verb.CREATE)));
    }

    @GetMapping("/{programme}")
    @Needs(kind = "tier")
    View one(Viewer viewer, @PathVariable UUID programme) {
        return show(viewer, List.of(overview.of(viewer.actor(), programme, MANY)), false);
    }

    @GetMapping("/standings")
    @Needs(kind = "tier")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    @PostMapping("/{programme}/evaluation")
    @Needs(kind = "tier", verb = Verb.CHANGE)
    View evaluate(Viewer viewer, @PathVariable UUID programme) {
        var how = evaluations.evaluate(viewer.actor(), programme);
        return Pages.to("/tiers/" + programme, how.stopped() > 0 ? "tiers-stopped" : "tiers-evaluated");
    }

    @PostMapping("/{programme}/moves")
    @Needs(kind = "tier", verb = Verb.CHANGE)
    View move(Viewer viewer, @PathVariable UUID programme) {
        var how = evaluations.move(viewer.actor(), programme);
        return Pages.to("/tiers/" + programme, how.stopped() > 0 ? "tiers-stopped" : "tiers-moved");
    }
}
