package io.kontor.portal.web;

import io.kontor.deals.Deals;
import io.kontor.deals.PortalDeals;
import io.kontor.deals.Stage;
import io.kontor.kernel.Side;
import io.kontor.portal.Firm;
import io.kontor.tiers.PortalTiers;
import io.kontor.tiers.TierWords;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Ui;
import io.kontor.ui.Viewer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriComponentsBuilder;

/** What a partner's people see of their firm: start, firm, deals. */
@Controller
@RequestMapping("/portal")
class PortalController {
    private static final int PAGE = 50;
    private static final int NEWEST = 15;
    private static final int CLOSING = 8;
    private static final int LONGEST = 200;
    private static final String OPEN = "open";

    private final Firm firm;
    private final PortalDeals deals;
    private final PortalTiers tiers;
    private final Pages pages;

    PortalController(Firm firm, PortalDeals deals, PortalTiers tiers, Pages pages) {
        this.firm = firm;
        this.deals = deals;
        this.tiers = tiers;
        this.pages = pages;
    }

    @Bean
    static NavEntry portalStart() {
        return NavEntry.portal(10, "nav.portal.start", "/portal", "home", "partner:see");
    }

    @Bean
    static NavEntry portalFirm() {
        return NavEntry.portal(20, "nav.portal.firm", "/portal/firm", "building", "partner:see");
    }

    @Bean
    static NavEntry portalDeals() {
        return NavEntry.portal(30, "nav.portal.deals", "/portal/deals", "briefcase", "deal:see");
    }

    @Bean
    static NavEntry portalPeople() {
        return NavEntry.portal(40, "nav.portal.people", "/portal/people", "users", "person:see");
    }

    /** @param endangered where the firm's tier is in danger */
    record StartPage(
            Firm.Known firm,
            List<Deals.Sum> sums,
            List<PortalDeals.Row> deals,
            List<Firm.Happening> newest,
            List<PortalTiers.Own> endangered) {}

    private List<PortalTiers.Own> tiers(Viewer viewer) {
        return viewer.may("tier:see") ? tiers.own(viewer.actor()) : List.of();
    }

    @GetMapping
    @Needs(kind = "partner", side = Side.PORTAL)
    View start(Viewer viewer) {
        var actor = viewer.actor();
        return pages.show(
                "portal/web/start.jte",
                new StartPage(
                        firm.known(actor),
                        deals.sums(actor),
                        deals.closing(actor, CLOSING),
                        firm.newest(actor, NEWEST),
                        tiers(viewer).stream().filter(PortalTiers.Own::warned).toList()));
    }

    record FirmPage(
            Firm.Known firm,
            List<Firm.Member> memberships,
            List<PortalTiers.Own> tiers,
            List<Firm.Contract> agreements) {
        Optional<PortalTiers.Own> tier(Firm.Member member) {
            return tiers.stream()
                    .filter(one -> one.programmeName().equals(member.programme()) && member.left() == null)
                    .findFirst();
        }

        String stands(Ui ui, PortalTiers.Own own) {
            return TierWords.stands(ui.words(), own.tier(), own.since(), own.keeps(), own.currency());
        }

        String missing(Ui ui, PortalTiers.Own own) {
            return TierWords.missing(ui.words(), String.valueOf(own.next()), own.needs(), own.currency());
        }
    }

    @GetMapping("/firm")
    @Needs(kind = "partner", side = Side.PORTAL)
    View firm(Viewer viewer) {
        var actor = viewer.actor();
        return pages.show(
                "portal/web/firm.jte",
                new FirmPage(firm.known(actor), firm.memberships(actor), tiers(viewer), firm.agreements(actor)));
    }

    /**
     * @param stage what is chosen: a stage, {@code open} for all that are not closed, or nothing
     * @param more where older deals are, or none at the end
     */
    record DealsPage(
            PortalDeals.Page deals,
            List<Option> stages,
            String stage,
            String words,
            @Nullable String more) {
        boolean narrowed() {
            return !stage.isEmpty() || !words.isEmpty();
        }
    }

    @GetMapping("/deals")
    @Needs(kind = "deal", side = Side.PORTAL)
    View deals(
            Viewer viewer,
            @RequestParam(defaultValue = "") String stage,
            @RequestParam(name = "q", defaultValue = "") String words,
            @RequestParam(required = false) @Nullable String after) {
        var stages = stages(stage);
        var chosen = stages.isEmpty() ? "" : stage;
        var wanted = new PortalDeals.Wanted(stages, words.substring(0, Math.min(words.length(), LONGEST)));
        var found = deals.page(viewer.actor(), wanted, PortalDeals.After.of(after), PAGE);
        return pages.show(
                "portal/web/deals.jte",
                new DealsPage(found, choices(viewer), chosen, wanted.words(), more(found, chosen, wanted.words())));
    }

    /** Nothing when there is no such choice. */
    private static Set<Stage> stages(String chosen) {
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.code().equals(chosen) || (chosen.equals(OPEN) && !stage.closed()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Option> choices(Viewer viewer) {
        var words = viewer.words();
        return Stream.concat(
                        Stream.of(new Option(OPEN, words.t("portal.deals.open"))),
                        Arrays.stream(Stage.values())
                                .map(stage -> new Option(stage.code(), words.t("value.deal.stage." + stage.code()))))
                .toList();
    }

    private static @Nullable String more(PortalDeals.Page found, String stage, String words) {
        var next = found.next();
        return next == null
                ? null
                : UriComponentsBuilder.fromPath("/portal/deals")
                        .queryParam("stage", "{stage}")
                        .queryParam("q", "{words}")
                        .queryParam("after", "{after}")
                        .encode()
                        .buildAndExpand(stage, words, next)
                        .toUriString();
    }

    record DealPage(PortalDeals.Whole deal) {}

    @GetMapping("/deals/{id}")
    @Needs(kind = "deal", side = Side.PORTAL)
    View deal(Viewer viewer, @PathVariable UUID id) {
        return pages.show("portal/web/deal.jte", new DealPage(deals.find(viewer.actor(), id)));
    }
}
