package io.kontor.settings.web;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.people.People;
import io.kontor.people.Team;
import io.kontor.people.Teams;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

/** Teams of the office. */
@Controller
@RequestMapping("/teams")
class TeamController {
    private final Teams teams;
    private final People people;
    private final Choices choices;
    private final Timelines timelines;
    private final Tabs tabs;
    private final Pages pages;

    TeamController(Teams teams, People people, Choices choices, Timelines timelines, Tabs tabs, Pages pages) {
        this.teams = teams;
        this.people = people;
        this.choices = choices;
        this.timelines = timelines;
        this.tabs = tabs;
        this.pages = pages;
    }

    record TeamsPage(List<Teams.Known> teams, Map<UUID, String> names, boolean mayCreate) {}

    @GetMapping
    @Needs(kind = "team")
    View list(Viewer viewer) {
        var all = teams.all(viewer.actor());
        var mentioned = new HashSet<UUID>();
        all.forEach(known -> {
            mentioned.addAll(known.team().members());
            if (known.team().lead() != null) {
                mentioned.add(known.team().lead());
            }
        });
        var page = new TeamsPage(all, people.names(viewer.actor(), mentioned), viewer.may("team", Verb.CREATE));
        return pages.show("settings/web/teams.jte", page);
    }

    record TeamPage(
            UUID id,
            UUID version,
            Team team,
            Map<UUID, String> names,
            Tabs.Shown tabs,
            boolean mayChange,
            boolean mayWithdraw) {}

    @GetMapping("/{id}")
    @Needs(kind = "team")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        var known = teams.find(viewer.actor(), id);
        var mentioned = new HashSet<>(known.team().members());
        if (known.team().lead() != null) {
            mentioned.add(known.team().lead());
        }
        var page = new TeamPage(
                id,
                known.version(),
                known.team(),
                people.names(viewer.actor(), mentioned),
                tabs.of(viewer, "team", id, List.of("overview"), "/teams/" + id, tab),
                viewer.may("team", Verb.CHANGE),
                viewer.may("team", Verb.WITHDRAW));
        return pages.show("settings/web/team.jte", page);
    }

    record TeamFormPage(Form form, @Nullable UUID id, List<Option> people, List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, HttpStatus status) {
        var clash = form.clash();
        var page = new TeamFormPage(
                form,
                id,
                choices.office(viewer.actor()),
                clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash));
        return pages.show("settings/web/team-form.jte", page, status);
    }

    @GetMapping("/new")
    @Needs(kind = "team", verb = Verb.CREATE)
    View blank(Viewer viewer) {
        return form(viewer, Form.fresh(viewer.words()), null, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "team", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> teams.create(viewer.actor(), read(form), form.reason()))
                .map(id -> Pages.to("/teams/" + id, "team-saved"))
                .orElseGet(() -> form(viewer, form, null, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "team", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = teams.find(viewer.actor(), id);
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("name", known.team().name())
                .set("lead", known.team().lead())
                .setAll("members", known.team().members());
        return form(viewer, form, id, HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "team", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            var read = read(form);
            teams.change(viewer.actor(), id, form.version(), old -> read, form.reason());
        });
        return done ? Pages.to("/teams/" + id, "team-saved") : form(viewer, form, id, form.refused());
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "team", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        teams.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/teams", "team-withdrawn");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "team", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        teams.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/teams/" + id, "undone");
    }

    private static Team read(Form form) {
        var name = form.required("name");
        var lead = form.id("lead");
        var members = new ArrayList<UUID>();
        for (var value : form.values("members")) {
            try {
                members.add(UUID.fromString(value));
            } catch (IllegalArgumentException e) {
                form.refuse(Refusal.invalid("choice-unknown", "value", value).at("members"));
            }
        }
        form.check();
        members.sort(null);
        return new Team(name, lead, members, false);
    }
}
