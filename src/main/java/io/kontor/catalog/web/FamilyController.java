package io.kontor.catalog.web;

import io.kontor.catalog.Families;
import io.kontor.catalog.Family;
import io.kontor.kernel.Verb;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import java.util.List;
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

/** Product families: the tree, the page, the form. */
@Controller
@RequestMapping("/families")
class FamilyController {
    private final Families families;
    private final Timelines timelines;
    private final Tabs tabs;
    private final Pages pages;

    FamilyController(Families families, Timelines timelines, Tabs tabs, Pages pages) {
        this.families = families;
        this.timelines = timelines;
        this.tabs = tabs;
        this.pages = pages;
    }

    record TreePage(List<Families.Listed> families, boolean mayCreate) {}

    @GetMapping
    @Needs(kind = "family")
    View tree(Viewer viewer) {
        return pages.show(
                "catalog/web/families.jte",
                new TreePage(families.tree(viewer.actor()), viewer.may(Families.KIND, Verb.CREATE)));
    }

    /** @param parent the family it stands under, or none */
    record FamilyPage(
            UUID id,
            UUID version,
            Family family,
            Families.@Nullable Listed parent,
            List<Families.Listed> below,
            int products,
            Tabs.Shown tabs,
            boolean mayCreate,
            boolean mayChange,
            boolean mayWithdraw) {}

    @GetMapping("/{id}")
    @Needs(kind = "family")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        var known = families.find(viewer.actor(), id);
        var tree = families.tree(viewer.actor());
        var family = known.state();
        return pages.show(
                "catalog/web/family.jte",
                new FamilyPage(
                        id,
                        known.version(),
                        family,
                        tree.stream()
                                .filter(one -> one.id().equals(family.parent()))
                                .findFirst()
                                .orElse(null),
                        tree.stream().filter(one -> id.equals(one.parent())).toList(),
                        tree.stream()
                                .filter(one -> one.id().equals(id))
                                .mapToInt(Families.Listed::products)
                                .sum(),
                        tabs.of(viewer, Families.KIND, id, List.of("overview"), "/families/" + id, tab),
                        viewer.may(Families.KIND, Verb.CREATE) && !family.withdrawn(),
                        viewer.may(Families.KIND, Verb.CHANGE) && !family.withdrawn(),
                        viewer.may(Families.KIND, Verb.WITHDRAW)));
    }

    record FamilyFormPage(
            Form form, @Nullable UUID id, String name, List<Option> parents, List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, String name, HttpStatus status) {
        var clash = form.clash();
        return pages.show(
                "catalog/web/family-form.jte",
                new FamilyFormPage(
                        form,
                        id,
                        name,
                        families.options(viewer.actor()).stream()
                                .filter(option -> id == null || !option.value().equals(id.toString()))
                                .toList(),
                        clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash)),
                status);
    }

    @GetMapping("/new")
    @Needs(kind = "family", verb = Verb.CREATE)
    View blank(Viewer viewer, @RequestParam(required = false) @Nullable UUID parent) {
        return form(viewer, Form.fresh(viewer.words()).set("parent", parent), null, "", HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "family", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> families.create(viewer.actor(), read(form, null), form.reason()))
                .map(id -> Pages.to("/families", "family-saved"))
                .orElseGet(() -> form(viewer, form, null, "", HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private static Family read(Form form, @Nullable Family from) {
        var code = form.required("code");
        var name = form.required("name");
        var parent = form.id("parent");
        form.check();
        return new Family(code, name, parent, from != null && from.withdrawn());
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "family", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = families.find(viewer.actor(), id);
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("code", known.state().code())
                .set("name", known.state().name())
                .set("parent", known.state().parent());
        return form(viewer, form, id, known.state().name(), HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "family", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(
                () -> families.change(viewer.actor(), id, form.version(), family -> read(form, family), form.reason()));
        return done
                ? Pages.to("/families/" + id, "family-saved")
                : form(
                        viewer,
                        form,
                        id,
                        families.find(viewer.actor(), id).state().name(),
                        form.refused());
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "family", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        families.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/families/" + id, "family-withdrawn");
    }

    @PostMapping("/{id}/restoration")
    @Needs(kind = "family", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        families.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/families/" + id, "family-restored");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "family", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        families.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/families/" + id, "undone");
    }
}
