package io.kontor.settings.web;

import io.kontor.company.Company;
import io.kontor.company.Regions;
import io.kontor.entrance.Accounts;
import io.kontor.entrance.Sessions;
import io.kontor.kernel.Verb;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.PermissionTable;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.people.Teams;
import io.kontor.settings.PersonListing;
import io.kontor.settings.RoleNames;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** The page of a person: who they are, what they may do, whether they sign in. */
@Component
class PersonPages {
    private final People people;
    private final Teams teams;
    private final Roles roles;
    private final Access access;
    private final Accounts accounts;
    private final Partners partners;
    private final Regions regions;
    private final Company company;
    private final Tabs tabs;
    private final Pages pages;
    private final Clock clock;

    PersonPages(
            People people,
            Teams teams,
            Roles roles,
            Access access,
            Accounts accounts,
            Partners partners,
            Regions regions,
            Company company,
            Tabs tabs,
            Pages pages,
            Clock clock) {
        this.people = people;
        this.teams = teams;
        this.roles = roles;
        this.access = access;
        this.accounts = accounts;
        this.partners = partners;
        this.regions = regions;
        this.company = company;
        this.tabs = tabs;
        this.pages = pages;
        this.clock = clock;
    }

    /** A role somebody holds, in words. {@code over} when its days have passed, {@code ahead} when they have not begun. */
    record Held(Assignment assignment, String role, List<String> reaches, boolean over, boolean ahead) {}

    /** What somebody may do to one kind of object: by verb, {@code all}, {@code some} or {@code own}. */
    record May(String kind, Map<Verb, String> verbs) {}

    record PersonPage(
            UUID id,
            UUID version,
            Person person,
            String firm,
            String status,
            Tabs.Shown tabs,
            List<Held> held,
            List<Teams.Known> teams,
            List<May> rights,
            Accounts.Standing standing,
            List<Sessions.Listed> sessions,
            boolean self,
            boolean mayChange,
            boolean mayAssign,
            boolean mayInvite,
            boolean mayWithdraw) {
        String tone() {
            return PersonListing.tone(status);
        }

        /** Whether an invitation would make sense now. */
        boolean invitable() {
            return !person.withdrawn() && person.email() != null && !standing.signsIn();
        }
    }

    View show(Viewer viewer, UUID id, @Nullable String tab) {
        var actor = viewer.actor();
        var known = people.find(actor, id);
        var person = known.person();
        var place = people.place(actor, person);
        var mayChange = viewer.may("person", Verb.CHANGE, place);
        var mayInvite = viewer.may("person", Verb.INVITE, place);
        var own = new ArrayList<>(List.of("overview"));
        if (viewer.may("role", Verb.SEE)) {
            own.add("rights");
        }
        if (mayChange) {
            own.add("account");
        }
        var shown = tabs.of(viewer, "person", id, own, "/people/" + id, tab);
        var standing = accounts.standing(actor, id);
        var firm = person.firm();
        var page = new PersonPage(
                id,
                known.version(),
                person,
                firm == null ? "" : partners.names(actor, List.of(firm)).getOrDefault(firm, ""),
                status(person, standing),
                shown,
                held(viewer, person),
                viewer.may("team", Verb.SEE) ? teams.of(actor, id) : List.of(),
                shown.current().equals("rights") ? rights(id) : List.of(),
                standing,
                shown.current().equals("account") ? accounts.sessions(actor, id) : List.of(),
                id.equals(actor.person()),
                mayChange,
                mayChange && (viewer.may("assignment", Verb.CHANGE) || (firm != null && mayInvite)),
                mayInvite,
                viewer.may("person", Verb.WITHDRAW, place));
        return pages.show("settings/web/person.jte", page);
    }

    static String status(Person person, Accounts.Standing standing) {
        if (person.withdrawn()) {
            return "withdrawn";
        }
        if (person.email() == null) {
            return "no_address";
        }
        return standing.signsIn() ? "active" : standing.waiting() ? "invited" : "new";
    }

    private List<Held> held(Viewer viewer, Person person) {
        var actor = viewer.actor();
        var today = company.profile(actor).today(clock);
        var names = new HashMap<String, String>();
        if (viewer.may("role", Verb.SEE)) {
            roles.all(actor, person.side())
                    .forEach(known -> names.put(known.role().code(), RoleNames.of(viewer.words(), known.role())));
        }
        return person.assignments().stream()
                .map(one -> new Held(
                        one,
                        names.getOrDefault(one.role(), one.role()),
                        reaches(viewer, person, one),
                        one.to() != null && !today.isBefore(one.to()),
                        one.from() != null && today.isBefore(one.from())))
                .toList();
    }

    private List<String> reaches(Viewer viewer, Person person, Assignment one) {
        if (person.firm() != null) {
            return List.of();
        }
        return switch (one.reach()) {
            case ALL, OWN ->
                List.of(viewer.words().t("people.reach." + one.reach().name().toLowerCase(Locale.ROOT)));
            case REGIONS ->
                regions.all(viewer.actor()).stream()
                        .filter(region -> one.regions().contains(region.id()))
                        .map(Regions.Listed::name)
                        .toList();
            case SEGMENTS -> one.segments().stream().sorted().toList();
            case PARTNERS ->
                partners.names(viewer.actor(), one.partners()).values().stream()
                        .sorted()
                        .toList();
        };
    }

    /** Everything somebody may do today, as their roles add up. */
    private List<May> rights(UUID id) {
        var account = access.account(id);
        if (account.isEmpty()) {
            return List.of();
        }
        var rights = access.actor(account.get(), id).rights();
        var byKind = new LinkedHashMap<String, Map<Verb, String>>();
        for (var permission : PermissionTable.shipped().all()) {
            var scope = rights.over(permission.kind(), permission.verb());
            if (rights.may(permission.kind(), permission.verb())) {
                var far = scope.all()
                        ? "all"
                        : scope.common() || !scope.partners().isEmpty() ? "some" : "own";
                byKind.computeIfAbsent(permission.kind(), kind -> new HashMap<>())
                        .put(permission.verb(), far);
            }
        }
        return byKind.entrySet().stream()
                .map(entry -> new May(entry.getKey(), entry.getValue()))
                .toList();
    }
}
