package io.kontor.settings.web;

import io.kontor.company.Company;
import io.kontor.company.Region;
import io.kontor.company.Regions;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.people.People;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Regions: the list, the page, the form. */
@Controller
@RequestMapping("/settings/regions")
class RegionController {
    private final Regions regions;
    private final People people;
    private final Company company;
    private final Choices choices;
    private final Timelines timelines;
    private final Tabs tabs;
    private final Pages pages;
    private final Clock clock;

    RegionController(
            Regions regions,
            People people,
            Company company,
            Choices choices,
            Timelines timelines,
            Tabs tabs,
            Pages pages,
            Clock clock) {
        this.regions = regions;
        this.people = people;
        this.company = company;
        this.choices = choices;
        this.timelines = timelines;
        this.tabs = tabs;
        this.pages = pages;
        this.clock = clock;
    }

    private LocalDate today(Viewer viewer) {
        return company.profile(viewer.actor()).today(clock);
    }

    record RegionsPage(List<Regions.Standing> regions, Map<UUID, String> names, boolean mayCreate) {}

    @GetMapping
    @Needs(kind = "region")
    View list(Viewer viewer) {
        var all = regions.standing(viewer.actor(), today(viewer));
        var owners = new HashSet<UUID>();
        all.forEach(region -> owners.addAll(region.owners()));
        var page = new RegionsPage(all, people.names(viewer.actor(), owners), viewer.may("region", Verb.CREATE));
        return pages.show("settings/web/regions.jte", page);
    }

    record RegionPage(
            UUID id,
            UUID version,
            Region region,
            LocalDate today,
            Map<UUID, String> names,
            Tabs.Shown tabs,
            boolean mayChange,
            boolean mayWithdraw) {}

    @GetMapping("/{id}")
    @Needs(kind = "region")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        var known = regions.find(viewer.actor(), id);
        var owners = new HashSet<UUID>();
        known.region().owners().forEach(owner -> owners.add(owner.value()));
        var place = new Place(false, null, id, null, Set.of());
        var page = new RegionPage(
                id,
                known.version(),
                known.region(),
                today(viewer),
                people.names(viewer.actor(), owners),
                tabs.of(viewer, "region", id, List.of("overview"), "/settings/regions/" + id, tab),
                viewer.may("region", Verb.CHANGE, place),
                viewer.may("region", Verb.WITHDRAW, place));
        return pages.show("settings/web/region.jte", page);
    }

    record RegionFormPage(
            Form form,
            @Nullable UUID id,
            List<Option> countries,
            List<Option> people,
            List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, HttpStatus status) {
        var clash = form.clash();
        var page = new RegionFormPage(
                form,
                id,
                Option.countries(viewer.words()),
                choices.office(viewer.actor()),
                clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash));
        return pages.show("settings/web/region-form.jte", page, status);
    }

    @GetMapping("/new")
    @Needs(kind = "region", verb = Verb.CREATE)
    View blank(Viewer viewer) {
        var form =
                Form.fresh(viewer.words()).setAll("members.place", List.of("")).setAll("owners.person", List.of(""));
        return form(viewer, form, null, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "region", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> regions.create(viewer.actor(), read(form), form.reason()))
                .map(id -> Pages.to("/settings/regions/" + id, "region-saved"))
                .orElseGet(() -> form(viewer, form, null, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "region", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = regions.find(viewer.actor(), id);
        var region = known.region();
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("code", region.code())
                .set("name", region.name());
        fill(form, "members", "place", region.members());
        fill(form, "owners", "person", region.owners());
        return form(viewer, form, id, HttpStatus.OK);
    }

    private static <T> void fill(Form form, String prefix, String field, List<Dated<T>> history) {
        form.setAll(prefix + "." + field, history.stream().map(Dated::value).toList());
        form.setAll(
                prefix + ".from",
                history.stream()
                        .map(dated -> dated.from() == null ? "" : dated.from().toString())
                        .toList());
        form.setAll(
                prefix + ".to",
                history.stream()
                        .map(dated -> dated.to() == null ? "" : dated.to().toString())
                        .toList());
    }

    @PostMapping("/{id}")
    @Needs(kind = "region", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            var read = read(form);
            regions.change(viewer.actor(), id, form.version(), old -> read, form.reason());
        });
        return done ? Pages.to("/settings/regions/" + id, "region-saved") : form(viewer, form, id, form.refused());
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "region", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        regions.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/settings/regions/" + id, "region-withdrawn");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "region", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        regions.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/settings/regions/" + id, "undone");
    }

    private static Region read(Form form) {
        var code = form.required("code");
        var name = form.required("name");
        var members = new ArrayList<Dated<String>>();
        for (var row : form.rows("members", "place")) {
            add(form, "members", members, row.value("place").strip(), row);
        }
        var owners = new ArrayList<Dated<UUID>>();
        for (var row : form.rows("owners", "person")) {
            var person = row.id("person");
            if (person != null) {
                add(form, "owners", owners, person, row);
            }
        }
        form.check();
        return new Region(code, name, members, owners, false);
    }

    private static <T> void add(Form form, String prefix, List<Dated<T>> to, T value, Form.Row row) {
        try {
            to.add(new Dated<>(value, row.day("from"), row.day("to")));
        } catch (Refusal refusal) {
            form.refuse(refusal.at(prefix));
        }
    }
}
