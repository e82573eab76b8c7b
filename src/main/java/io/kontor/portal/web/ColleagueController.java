package io.kontor.portal.web;

import io.kontor.entrance.Accounts;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** The people of a partner, as one of them: who they are, and for a company admin inviting, changing roles, removing. */
@Controller
@RequestMapping("/portal/people")
class ColleagueController {
    private final People people;
    private final Roles roles;
    private final Accounts accounts;
    private final Ids ids;
    private final Pages pages;

    ColleagueController(People people, Roles roles, Accounts accounts, Ids ids, Pages pages) {
        this.people = people;
        this.roles = roles;
        this.accounts = accounts;
        this.ids = ids;
        this.pages = pages;
    }

    /** @param roles names of the roles somebody has here */
    record Colleague(
            UUID id, UUID version, String name, @Nullable String email, List<String> roles, boolean self) {}

    record PeoplePage(List<Colleague> people, boolean mayInvite, boolean mayChange, boolean mayRemove) {
        boolean mayAnything() {
            return mayInvite || mayChange || mayRemove;
        }
    }

    @GetMapping
    @Needs(kind = "person", side = Side.PORTAL)
    View people(Viewer viewer) {
        var actor = viewer.actor();
        var names = names(viewer);
        var all = people.ofFirm(actor, Objects.requireNonNull(actor.firm())).stream()
                .map(named -> colleague(viewer, names, named.id()))
                .toList();
        return pages.show(
                "portal/web/people.jte",
                new PeoplePage(
                        all,
                        actor.may(People.KIND, Verb.INVITE),
                        mayChangeRoles(viewer),
                        actor.may(People.KIND, Verb.WITHDRAW)));
    }

    private static boolean mayChangeRoles(Viewer viewer) {
        return viewer.may(People.KIND, Verb.CHANGE) && viewer.may(People.KIND, Verb.INVITE);
    }

    /** What the roles partners may have are called here, by code. */
    private Map<String, String> names(Viewer viewer) {
        var names = new LinkedHashMap<String, String>();
        for (var role : roles.namedForPortal(viewer.actor())) {
            names.put(role.code(), name(viewer, role));
        }
        return names;
    }

    private static String name(Viewer viewer, Roles.Named role) {
        var words = viewer.words();
        return role.names().isEmpty()
                ? words.t("portal.role." + role.code())
                : role.names()
                        .getOrDefault(
                                words.language().tag(),
                                role.names().values().stream()
                                        .sorted()
                                        .findFirst()
                                        .orElse(role.code()));
    }

    private Colleague colleague(Viewer viewer, Map<String, String> names, UUID id) {
        var known = people.find(viewer.actor(), id);
        return new Colleague(
                id,
                known.version(),
                known.person().name(),
                known.person().email(),
                held(known.person()).map(role -> names.getOrDefault(role, role)).toList(),
                id.equals(viewer.actor().person()));
    }

    private static Stream<String> held(Person person) {
        return person.assignments().stream().map(Assignment::role).distinct();
    }

    record InvitationPage(Form form, List<Option> roles) {}

    @GetMapping("/new")
    @Needs(kind = "person", verb = Verb.INVITE, side = Side.PORTAL)
    View invitation(Viewer viewer) {
        return form(viewer, Form.fresh(viewer.words()).set("role", "seller"), HttpStatus.OK);
    }

    private View form(Viewer viewer, Form form, HttpStatus status) {
        return pages.show("portal/web/invitation.jte", new InvitationPage(form, options(viewer)), status);
    }

    private List<Option> options(Viewer viewer) {
        return names(viewer).entrySet().stream()
                .map(role -> new Option(role.getKey(), role.getValue()))
                .toList();
    }

    record GivenPage(String name, Accounts.Given given) {}

    @PostMapping
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

    @PostMapping("/{id}/invitation")
    @Needs(kind = "person", verb = Verb.INVITE, side = Side.PORTAL)
    View inviteAgain(Viewer viewer, @PathVariable UUID id) {
        return given(viewer, id);
    }

    record RolesPage(UUID id, String name, Form form, List<Option> roles) {}

    @GetMapping("/{id}/roles")
    @Needs(kind = "person", verb = Verb.CHANGE, side = Side.PORTAL)
    View roles(Viewer viewer, @PathVariable UUID id) {
        var known = people.find(viewer.actor(), id);
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .setAll("role", held(known.person()).toList());
        return roles(viewer, id, form, HttpStatus.OK);
    }

    private View roles(Viewer viewer, UUID id, Form form, HttpStatus status) {
        people.role(viewer.actor(), Verb.INVITE, id);
        var name = people.find(viewer.actor(), id).person().name();
        return pages.show("portal/web/roles.jte", new RolesPage(id, name, form, options(viewer)), status);
    }

    @PostMapping("/{id}/roles")
    @Needs(kind = "person", verb = Verb.CHANGE, side = Side.PORTAL)
    View changeRoles(Viewer viewer, @PathVariable UUID id, Form form) {
        var done = form.submitted(() -> {
            var chosen = form.values("role").stream()
                    .filter(role -> !role.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
            if (chosen.isEmpty()) {
                throw Refusal.invalid("role-needed").at("role");
            }
            people.assign(viewer.actor(), id, form.version(), held -> exactly(held, chosen), null);
        });
        return done ? Pages.to("/portal/people", "roles-changed") : roles(viewer, id, form, form.refused());
    }

    /** Roles somebody keeps stay as they are, with their days. */
    private List<Assignment> exactly(List<Assignment> held, Set<String> chosen) {
        var had = held.stream().map(Assignment::role).collect(Collectors.toUnmodifiableSet());
        return Stream.concat(
                        held.stream().filter(one -> chosen.contains(one.role())),
                        chosen.stream()
                                .filter(role -> !had.contains(role))
                                .sorted()
                                .map(role -> Assignment.everywhere(ids.next(), role, null)))
                .toList();
    }

    @PostMapping("/{id}/removal")
    @Needs(kind = "person", verb = Verb.WITHDRAW, side = Side.PORTAL)
    View remove(Viewer viewer, @PathVariable UUID id, Form form) {
        people.withdraw(viewer.actor(), id, form.version(), null);
        return Pages.to("/portal/people", "person-withdrawn");
    }
}
