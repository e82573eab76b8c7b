package io.kontor.settings.web;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.people.People;
import io.kontor.people.PermissionTable;
import io.kontor.people.Role;
import io.kontor.people.Roles;
import io.kontor.settings.RoleNames;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

/** Roles and the permission table. */
@Controller
@RequestMapping("/settings/roles")
class RoleController {
    private final Roles roles;
    private final People people;
    private final Timelines timelines;
    private final Tabs tabs;
    private final Pages pages;

    RoleController(Roles roles, People people, Timelines timelines, Tabs tabs, Pages pages) {
        this.roles = roles;
        this.people = people;
        this.timelines = timelines;
        this.tabs = tabs;
        this.pages = pages;
    }

    /** A kind of object and the verbs there are for it, in the order of the table. */
    record Kind(String code, List<Verb> verbs) {}

    static List<Kind> kinds() {
        var byKind = new LinkedHashMap<String, List<Verb>>();
        for (var permission : PermissionTable.shipped().all()) {
            byKind.computeIfAbsent(permission.kind(), kind -> new ArrayList<>()).add(permission.verb());
        }
        return byKind.entrySet().stream()
                .map(entry -> new Kind(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** A role with what it allows, by {@code kind:verb}: {@code a} wherever assigned, {@code o} only one's own. */
    record Shown(UUID id, String name, Role role, Map<String, String> allowed) {}

    private static Shown shown(Viewer viewer, Roles.Known known) {
        return new Shown(known.id(), RoleNames.of(viewer.words(), known.role()), known.role(), allowed(known.role()));
    }

    private static Map<String, String> allowed(Role role) {
        var allowed = new HashMap<String, String>();
        role.permissions().forEach(permission -> allowed.put(permission.code(), permission.own() ? "o" : "a"));
        return allowed;
    }

    record RolesPage(Side side, List<Kind> kinds, List<Shown> roles, boolean mayCreate) {}

    @GetMapping
    @Needs(kind = "role")
    View table(Viewer viewer, @RequestParam(defaultValue = "office") String side) {
        var wanted = side.equals("portal") ? Side.PORTAL : Side.OFFICE;
        var all = roles.all(viewer.actor(), wanted).stream()
                .map(known -> shown(viewer, known))
                .toList();
        var kinds = kinds().stream()
                .filter(kind -> wanted == Side.OFFICE
                        || kind.verbs().stream()
                                .anyMatch(verb -> all.stream()
                                        .anyMatch(role -> role.allowed().containsKey(kind.code() + ":" + verb.code()))))
                .toList();
        return pages.show("settings/web/roles.jte", new RolesPage(wanted, kinds, all, viewer.may("role", Verb.CREATE)));
    }

    record RolePage(
            UUID version,
            Shown role,
            List<Kind> kinds,
            List<People.Named> holders,
            Tabs.Shown tabs,
            boolean mayChange,
            boolean mayWithdraw,
            boolean mayCreate) {}

    @GetMapping("/{id}")
    @Needs(kind = "role")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        var known = roles.find(viewer.actor(), id);
        var role = known.role();
        var page = new RolePage(
                known.version(),
                shown(viewer, known),
                kinds(),
                people.holders(viewer.actor(), role.code()),
                tabs.of(viewer, "role", id, List.of("overview"), "/settings/roles/" + id, tab),
                viewer.may("role", Verb.CHANGE) && !role.withdrawn(),
                viewer.may("role", Verb.WITHDRAW) && !role.shipped() && !role.withdrawn(),
                viewer.may("role", Verb.CREATE));
        return pages.show("settings/web/role.jte", page);
    }

    record RoleFormPage(
            Form form,
            @Nullable UUID id,
            boolean shipped,
            String name,
            List<Option> sides,
            List<Language> languages,
            List<Kind> kinds,
            List<Option> reaches,
            List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, HttpStatus status) {
        var words = viewer.words();
        var clash = form.clash();
        var known = id == null ? null : roles.find(viewer.actor(), id).role();
        var page = new RoleFormPage(
                form,
                id,
                known != null && known.shipped(),
                known == null ? "" : RoleNames.of(words, known),
                Option.of(words, "people.side", Side.values()),
                Language.SHIPPED,
                kinds(),
                List.of(
                        new Option("", "–"),
                        new Option("a", "● " + words.t("roles.anywhere")),
                        new Option("o", "○ " + words.t("roles.own"))),
                clash == null ? List.of() : timelines.clashing(viewer.actor(), words, clash));
        return pages.show("settings/web/role-form.jte", page, status);
    }

    @GetMapping("/new")
    @Needs(kind = "role", verb = Verb.CREATE)
    View blank(Viewer viewer, @RequestParam(required = false) @Nullable UUID from) {
        var form = Form.fresh(viewer.words()).set("side", Side.OFFICE);
        if (from != null) {
            var model = roles.find(viewer.actor(), from).role();
            fill(form.set("side", model.side()), model);
        }
        return form(viewer, form, null, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "role", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> {
                    var side = form.choice("side", Side.class);
                    if (side == null) {
                        form.refuse(Refusal.invalid("field-required").at("side"));
                    }
                    var code = form.required("code");
                    form.check();
                    var role = new Role(
                            code, side == null ? Side.OFFICE : side, false, names(form), permissions(form), false);
                    return roles.create(viewer.actor(), role, form.reason());
                })
                .map(id -> Pages.to("/settings/roles/" + id, "role-saved"))
                .orElseGet(() -> form(viewer, form, null, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "role", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = roles.find(viewer.actor(), id);
        var form = Form.fresh(viewer.words()).set("version", known.version());
        known.role().names().forEach((language, name) -> form.set("name." + language, name));
        fill(form, known.role());
        return form(viewer, form, id, HttpStatus.OK);
    }

    private static void fill(Form form, Role role) {
        allowed(role).forEach((permission, reach) -> form.set("p." + permission, reach));
    }

    @PostMapping("/{id}")
    @Needs(kind = "role", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            var permissions = permissions(form);
            var names = names(form);
            roles.change(
                    viewer.actor(),
                    id,
                    form.version(),
                    old -> old.with(old.shipped() ? old.names() : names, permissions),
                    form.reason());
        });
        return done ? Pages.to("/settings/roles/" + id, "role-saved") : form(viewer, form, id, form.refused());
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "role", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        roles.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/settings/roles", "role-withdrawn");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "role", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        roles.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/settings/roles/" + id, "undone");
    }

    private static Map<String, String> names(Form form) {
        var names = new LinkedHashMap<String, String>();
        for (var language : Language.SHIPPED) {
            var name = form.text("name." + language.tag());
            if (name != null) {
                names.put(language.tag(), name);
            }
        }
        return names;
    }

    private static List<Role.Permission> permissions(Form form) {
        var permissions = new ArrayList<Role.Permission>();
        for (var permission : PermissionTable.shipped().all()) {
            switch (form.value("p." + permission.code()).toLowerCase(Locale.ROOT)) {
                case "a" -> permissions.add(new Role.Permission(permission.kind(), permission.verb(), false));
                case "o" -> permissions.add(new Role.Permission(permission.kind(), permission.verb(), true));
                default -> {}
            }
        }
        // The order the database gives them back in, so that a change of nothing is no change.
        permissions.sort(java.util.Comparator.comparing(Role.Permission::kind)
                .thenComparing(permission -> permission.verb().code()));
        return permissions;
    }
}
