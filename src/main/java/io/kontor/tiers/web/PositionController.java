package io.kontor.tiers.web;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.partners.Membership;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partners;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.rules.Receipts;
import io.kontor.rules.Vocabularies;
import io.kontor.rules.web.RuleViews;
import io.kontor.tiers.Evaluations;
import io.kontor.tiers.Positions;
import io.kontor.tiers.TierRules;
import io.kontor.tiers.TierWords;
import io.kontor.tiers.Tiers;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.ObjectTab;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Ui;
import io.kontor.ui.Viewer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** Where a partner stands, as a part of its page and of its memberships', and tiers set by hand. */
@Controller
@RequestMapping("/tiers")
class PositionController {
    private final Positions positions;
    private final Tiers tiers;
    private final Evaluations evaluations;
    private final Memberships memberships;
    private final Programmes programmes;
    private final Partners partners;
    private final Receipts receipts;
    private final Vocabularies vocabularies;
    private final Pages pages;

    PositionController(
            Positions positions,
            Tiers tiers,
            Evaluations evaluations,
            Memberships memberships,
            Programmes programmes,
            Partners partners,
            Receipts receipts,
            Vocabularies vocabularies,
            Pages pages) {
        this.positions = positions;
        this.tiers = tiers;
        this.evaluations = evaluations;
        this.memberships = memberships;
        this.programmes = programmes;
        this.partners = partners;
        this.receipts = receipts;
        this.vocabularies = vocabularies;
        this.pages = pages;
    }

    /** @param receipts why each has its tier, by its membership */
    record PositionsPage(List<Positions.Position> positions, Map<UUID, RuleViews.ReceiptView> receipts) {
        RuleViews.@Nullable ReceiptView receipt(Positions.Position one) {
            return receipts.get(one.progress().membership());
        }

        String stands(Ui ui, Positions.Position one) {
            var progress = one.progress();
            return TierWords.stands(
                    ui.words(), one.name(progress.tier()), progress.since(), progress.keeps(), one.currency());
        }

        String missing(Ui ui, Positions.Position one) {
            var progress = one.progress();
            return TierWords.missing(
                    ui.words(), String.valueOf(one.name(progress.next())), progress.needs(), one.currency());
        }
    }

    @GetMapping("/of/partner/{id}")
    @Needs(kind = "tier")
    View ofPartner(Viewer viewer, @PathVariable UUID id) {
        return show(viewer, positions.ofPartner(viewer.actor(), id));
    }

    @GetMapping("/of/membership/{id}")
    @Needs(kind = "tier")
    View ofMembership(Viewer viewer, @PathVariable UUID id) {
        return show(viewer, positions.ofMembership(viewer.actor(), id));
    }

    private View show(Viewer viewer, List<Positions.Position> found) {
        var actor = viewer.actor();
        var views = new HashMap<UUID, RuleViews.ReceiptView>();
        for (var one : found) {
            var receipt = one.receipt();
            if (receipt != null) {
                views.put(
                        one.progress().membership(),
                        RuleViews.receipt(
                                receipt,
                                receipts.rules(actor, receipt),
                                vocabularies.of(actor, TierRules.VOCABULARY),
                                receipts.again(actor, receipt),
                                viewer.words()));
            }
        }
        return pages.show("tiers/web/positions.jte", new PositionsPage(found, views));
    }

    record HoldPage(Form form, UUID membership, String partner, Programme programme, List<Option> tiers) {}

    private View form(Viewer viewer, UUID id, Form form, HttpStatus status) {
        var actor = viewer.actor();
        var membership = memberships.find(actor, id).state();
        var programme = programmes.find(actor, membership.programme()).state();
        return pages.show(
                "tiers/web/hold-form.jte",
                new HoldPage(
                        form,
                        id,
                        partners.names(actor, List.of(membership.partner())).getOrDefault(membership.partner(), ""),
                        programme,
                        programme.tiers().stream()
                                .map(tier -> new Option(tier.code(), tier.name()))
                                .toList()),
                status);
    }

    @GetMapping("/memberships/{id}/hold")
    @Needs(kind = "tier", verb = Verb.CHANGE)
    View hold(Viewer viewer, @PathVariable UUID id) {
        var membership = memberships.find(viewer.actor(), id).state();
        var today = partners.today(viewer.actor());
        var form = Form.fresh(viewer.words())
                .set("tier", membership.tier(today).orElse(null))
                .set("until", today.plusDays(90))
                .set("version", version(viewer, id));
        return form(viewer, id, form, HttpStatus.OK);
    }

    private @Nullable UUID version(Viewer viewer, UUID id) {
        return positions.ofMembership(viewer.actor(), id).stream()
                .findFirst()
                .map(Positions.Position::version)
                .orElse(null);
    }

    @PostMapping("/memberships/{id}/hold")
    @Needs(kind = "tier", verb = Verb.CHANGE)
    View hold(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            var tier = form.required("tier");
            var until = form.day("until");
            if (until == null && form.error("until") == null) {
                form.refuse(Refusal.invalid("field-required").at("until"));
            }
            form.check();
            tiers.hold(viewer.actor(), id, form.id("version"), tier, until, form.reason());
            look(viewer, id);
        });
        return done
                ? Pages.to("/memberships/" + id + "?tab=tier", "tier-held")
                : form(viewer, id, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private void look(Viewer viewer, UUID id) {
        Membership membership = memberships.find(viewer.actor(), id).state();
        evaluations.again(viewer.actor(), membership.programme(), id);
    }

    @PostMapping("/memberships/{id}/release")
    @Needs(kind = "tier", verb = Verb.CHANGE)
    View release(Viewer viewer, Form form, @PathVariable UUID id) {
        tiers.release(viewer.actor(), id, form.version(), form.reason());
        look(viewer, id);
        return Pages.to("/memberships/" + id + "?tab=tier", "tier-released");
    }

    @Configuration(proxyBeanMethods = false)
    static class Contributions {
        @Bean
        ObjectTab tierTab() {
            return new ObjectTab(
                    Set.of("partner", "membership"), 250, "tier", "tiers.tab", "/tiers/of/{type}/{id}", "tier:see");
        }
    }
}
