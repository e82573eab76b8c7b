package io.kontor.portal.web;

import io.kontor.deals.Deals;
import io.kontor.deals.PortalDeals;
import io.kontor.entrance.Accounts;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.portal.Firm;
import io.kontor.ui.Form;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The pages of a partner's people: start, firm, people, deals. */
@Controller
@RequestMapping("/portal")
class PortalController {
    private static final int PAGE = 50;
    private static final int NEWEST = 15;

    private final Firm firm;
    private final People people;
    private final Roles roles;
    private final Accounts accounts;
    private final PortalDeals deals;
    private final Ids ids;
    private final Pages pages;

    PortalController(
            Firm firm, People people, Roles roles, Accounts accounts, PortalDeals deals, Ids ids, Pages pages) {
        this.firm = firm;
        this.people = people;
        this.roles = roles;
        this.accounts = accounts;
        this.deals = deals;
        this.ids = ids;
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

    record StartPage(Firm.Known firm, List<Deals.Sum> sums, List<PortalDeals.Row> deals, List<Firm.Happening> newest) {}

    @GetMapping
    @Needs(kind = "partner", side = Side.PORTAL)
    View start(Viewer viewer) {
        var actor = viewer.actor();
        return pages.show(
                "portal/web/start.jte",
                new StartPage(
                        firm.known(actor),
                        deals.sums(actor),
                        deals.page(actor, null, 5).rows(),
                        firm.newest(actor, NEWEST)));
    }

    record FirmPage(Firm.Known firm, List<Firm.Member> memberships, List<Firm.Contract> agreements) {}

    @GetMapping("/firm")
    @Needs(kind = "partner", side = Side.PORTAL)
    View firm(Viewer viewer) {
        var actor = viewer.actor();
        return pages.show(
                "portal/web/firm.jte",
                new FirmPage(firm.known(actor), firm.memberships(actor), firm.agreements(actor)));
    }

    record DealsPage(PortalDeals.Page deals) {}

    @GetMapping("/deals")
    @Needs(kind = "deal", side = Side.PORTAL)
    View deals(Viewer viewer, @RequestParam(required = false) @Nullable String after) {
        return pages.show(
                "portal/web/deals.jte", new DealsPage(deals.page(viewer.actor(), PortalDeals.After.of(after), PAGE)));
    }

    record DealPage(PortalDeals.Whole deal) {}

    @GetMapping("/deals/{id}")
    @Needs(kind = "deal", side = Side.PORTAL)
    View deal(Viewer viewer, @PathVariable UUID id) {
        return pages.show("portal/web/deal.jte", new DealPage(deals.find(viewer.actor(), id)));
    }

    /** @param roles names of the roles somebody has here */
    record Colleague(
            UUID id, UUID version, String name, @Nullable String email, List<String> roles, boolean self) {}

    record PeoplePage(List<Colleague> people, boolean mayInvite, boolean mayRemove) {}

    @GetMapping("/people")
    @Needs(kind = "person", side = Side.PORTAL)
    View people(Viewer viewer) {
        var actor = viewer.actor();
        var all = people.ofFirm(actor, Objects.requireNonNull(actor.firm())).stream()
                .map(named -> colleague(viewer, named.id()))
                .toList();
        return pages.show(
                "portal/web/people.jte",
                new PeoplePage(all, actor.may(People.KIND, Verb.INVITE), actor.may(People.KIND, Verb.WITHDRAW)));
    }

    private Colleague colleague(Viewer viewer, UUID id) {
        var known = people.find(viewer.actor(), id);
        return new Colleague(
                id,
                known.version(),
                known.person().name(),
                known.person().email(),
                known.person().assignments().stream()
                        .map(Assignment::role)
                        .distinct()
                        .map(role -> viewer.words().t("role." + role))
                        .toList(),
                id.equals(viewer.actor().person()));
    }

    record InvitationPage(Form form, List<Option> roles) {}

    @GetMapping("/people/new")
    @Needs(kind = "person", verb = Verb.INVITE, side = Side.PORTAL)
    View invitation(Viewer viewer) {
        return form(viewer, Form.fresh(viewer.words()).set("role", "seller"), HttpStatus.OK);
    }

    private View form(Viewer viewer, Form form, HttpStatus status) {
        var options = roles.ofPortal(viewer.actor()).stream()
                .map(role -> new Option(role, viewer.words().t("role." + role)))
                .toList();
        return pages.show("portal/web/invitation.jte", new InvitationPage(form, options), status);
    }

    record GivenPage(String name, Accounts.Given given) {}

    @PostMapping("/people")
    @Needs(kind = "person", verb = Verb.INVITE, side = Side.PORTAL)
    View invite(Viewer viewer, Form form) {
        var actor = viewer.actor();
        var added = form.submit(() -> {
            var name = form.required("name");
            var email = form.required("email");
            var role = form.required("role");
            form.check();
            var self = people.self(actor).person();
            return people.admit(
                    actor,
                    Person.ofFirm(Objects.requireNonNull(actor.firm()), name, email, self.language(), self.zone())
                            .with(List.of(Assignment.everywhere(ids.next(), role, null))),
                    null);
        });
        return added.map(id -> given(viewer, id)).orElseGet(() -> form(viewer, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private View given(Viewer viewer, UUID id) {
        return pages.show(
                "portal/web/given.jte",
                new GivenPage(people.find(viewer.actor(), id).person().name(), accounts.invite(viewer.actor(), id)));
    }

    @PostMapping("/people/{id}/invitation")
    @Needs(kind = "person", verb = Verb.INVITE, side = Side.PORTAL)
    View inviteAgain(Viewer viewer, @PathVariable UUID id) {
        return given(viewer, id);
    }

    @PostMapping("/people/{id}/removal")
    @Needs(kind = "person", verb = Verb.WITHDRAW, side = Side.PORTAL)
    View remove(Viewer viewer, @PathVariable UUID id, Form form) {
        var version = form.id("version");
        if (version == null) {
            throw Refusal.invalid("field-required").at("version");
        }
        people.withdraw(viewer.actor(), id, version, null);
        return Pages.to("/portal/people", "person-withdrawn");
    }
}
