package io.kontor.governance.web;

import io.kontor.company.Regions;
import io.kontor.governance.ChangeListing;
import io.kontor.governance.Changes;
import io.kontor.governance.DocumentListing;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.Life;
import io.kontor.governance.Offers;
import io.kontor.governance.Publisher;
import io.kontor.governance.Sheets;
import io.kontor.governance.Simulations;
import io.kontor.governance.approvals.Approvals;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.lists.ListPages;
import io.kontor.people.People;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Changes: the review page and everything that moves a change on. */
@Controller
@RequestMapping("/changes")
class ChangeController {
    private final Changes changes;
    private final Offers offers;
    private final Sheets sheets;
    private final Simulations simulations;
    private final Publisher publisher;
    private final ChangeListing listing;
    private final DocumentListing documents;
    private final Approvals approvals;
    private final StandingWords standings;
    private final Regions regions;
    private final People people;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;

    ChangeController(
            Changes changes,
            Offers offers,
            Sheets sheets,
            Simulations simulations,
            Publisher publisher,
            ChangeListing listing,
            DocumentListing documents,
            Approvals approvals,
            StandingWords standings,
            Regions regions,
            People people,
            ListPages lists,
            Tabs tabs,
            Pages pages) {
        this.changes = changes;
        this.offers = offers;
        this.sheets = sheets;
        this.simulations = simulations;
        this.publisher = publisher;
        this.listing = listing;
        this.documents = documents;
        this.approvals = approvals;
        this.standings = standings;
        this.regions = regions;
        this.people = people;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
    }

    @GetMapping
    @Needs(kind = Changes.KIND)
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    /** @param names of people, by id as text */
    record ChangePage(
            Sheets.ChangeSheet sheet,
            LifeMap map,
            Map<UUID, String> names,
            List<Option> types,
            List<Option> regions,
            StandingWords.@Nullable Shown standing,
            Tabs.Shown tabs,
            Form form,
            boolean mayChange,
            boolean mayWithdraw) {
        String name(@Nullable UUID person) {
            return person == null ? "" : names.getOrDefault(person, "");
        }
    }

    @GetMapping("/{id}")
    @Needs(kind = Changes.KIND)
    View page(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String tab,
            @RequestParam(required = false) @Nullable String undo) {
        return page(viewer, id, tab, Form.fresh(viewer.words()).set("undo", undo), HttpStatus.OK);
    }

    private View page(Viewer viewer, UUID id, @Nullable String tab, Form form, HttpStatus status) {
        var actor = viewer.actor();
        var sheet = sheets.change(actor, viewer.words(), id);
        var ids = new HashSet<UUID>();
        sheet.change().remarks().stream()
                .map(remark -> remark.by())
                .filter(Objects::nonNull)
                .forEach(ids::add);
        if (sheet.change().author() != null) {
            ids.add(sheet.change().author());
        }
        return pages.show(
                "governance/web/change.jte",
                new ChangePage(
                        sheet,
                        LifeMap.of(sheet.change().life()),
                        people.names(actor, ids),
                        documents.types(viewer.words()),
                        regions(viewer),
                        standing(viewer, sheet),
                        tabs.of(viewer, Changes.KIND, id, List.of("overview"), "/changes/" + id, tab),
                        form,
                        viewer.may(Changes.KIND, Verb.CHANGE),
                        viewer.may(Changes.KIND, Verb.WITHDRAW)),
                status);
    }

    private StandingWords.@Nullable Shown standing(Viewer viewer, Sheets.ChangeSheet sheet) {
        return sheet.change().request() == null || !viewer.may(Approvals.KIND, Verb.SEE)
                ? null
                : approvals
                        .standing(viewer.actor(), new Subject(Changes.KIND, sheet.id()))
                        .map(standing -> standings.shown(viewer, standing))
                        .orElse(null);
    }

    private List<Option> regions(Viewer viewer) {
        return regions.all(viewer.actor()).stream()
                .filter(region -> !region.withdrawn())
                .map(region -> new Option(region.code(), region.name()))
                .toList();
    }

    /** A part of the page that renews itself while something is under way. */
    @GetMapping("/{id}/progress")
    @Needs(kind = Changes.KIND)
    View progress(Viewer viewer, @PathVariable UUID id) {
        return pages.show("governance/web/progress.jte", sheets.change(viewer.actor(), viewer.words(), id));
    }

    private View moved(Viewer viewer, UUID id, Form form, String said, Runnable work) {
        return form.submitted(work) ? Pages.to("/changes/" + id, said) : page(viewer, id, null, form, form.refused());
    }

    @PostMapping("/{id}/documents")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View add(Viewer viewer, Form form, @PathVariable UUID id) {
        return moved(viewer, id, form, "change-saved", () -> {
            var type = form.required("type");
            form.check();
            changes.add(viewer.actor(), id, type, scope(form));
        });
    }

    static DocumentScope scope(Form form) {
        return new DocumentScope(
                form.text("programme"), form.text("region"), form.text("partnerType"), form.text("segment"));
    }

    @PostMapping("/{id}/description")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View describe(Viewer viewer, Form form, @PathVariable UUID id) {
        return moved(viewer, id, form, "change-described", () -> {
            var title = form.required("title");
            var day = form.day("effective");
            form.check();
            changes.describe(viewer.actor(), id, form.version(), title, form.text("why"), day);
        });
    }

    @PostMapping("/{id}/remarks")
    @Needs(kind = Changes.KIND)
    View remark(Viewer viewer, Form form, @PathVariable UUID id) {
        return moved(
                viewer, id, form, "remark-said", () -> changes.remark(viewer.actor(), id, form.required("remark")));
    }

    /** Checks a draft, and if it holds, begins to simulate it. */
    @PostMapping("/{id}/check")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View check(Viewer viewer, Form form, @PathVariable UUID id) {
        return moved(viewer, id, form, "change-checked", () -> {
            if (changes.find(viewer.actor(), id).state().life() == Life.DRAFT) {
                changes.check(viewer.actor(), id);
            }
            simulations.start(viewer.actor(), viewer.words(), id);
        });
    }

    @PostMapping("/{id}/simulation/cancellation")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View cancel(Viewer viewer, @PathVariable UUID id) {
        simulations.cancel(viewer.actor(), id);
        return Pages.to("/changes/" + id);
    }

    @PostMapping("/{id}/submission")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View submit(Viewer viewer, Form form, @PathVariable UUID id) {
        return moved(viewer, id, form, "change-submitted", () -> changes.submit(viewer.actor(), id, form.version()));
    }

    /** Lets it be published; what is due begins at once. */
    @PostMapping("/{id}/publication")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View publish(Viewer viewer, Form form, @PathVariable UUID id) {
        return moved(viewer, id, form, "change-released", () -> {
            var day = form.day("effective");
            form.check();
            changes.schedule(viewer.actor(), id, form.version(), day);
            Thread.ofVirtual().name("publish-" + id).start(() -> publisher.drive(id));
        });
    }

    @PostMapping("/{id}/rollback")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View rollBack(Viewer viewer, Form form, @PathVariable UUID id) {
        return moved(
                viewer, id, form, "change-rolled-back", () -> publisher.rollBack(viewer.actor(), id, form.reason()));
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = Changes.KIND, verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        return moved(viewer, id, form, "change-withdrawn", () -> changes.withdraw(viewer.actor(), id, form.reason()));
    }

    /** The same for other regions, as a change of its own. */
    @PostMapping("/{id}/offer")
    @Needs(kind = Changes.KIND, verb = Verb.CREATE)
    View offer(Viewer viewer, Form form, @PathVariable UUID id) {
        return form.submit(() -> offers.offer(viewer.actor(), id, form.values("regions")))
                .map(offered -> Pages.to("/changes/" + offered, "change-offered"))
                .orElseGet(() -> page(viewer, id, null, form, form.refused()));
    }

    @PostMapping("/{id}/documents/{item}/removal")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View remove(Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID item) {
        return moved(viewer, id, form, "change-saved", () -> changes.remove(viewer.actor(), id, item));
    }

    @PostMapping("/{id}/documents/{item}/weight")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View weigh(Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID item) {
        return moved(
                viewer,
                id,
                form,
                "change-saved",
                () -> changes.matter(viewer.actor(), id, item, form.checked("matters")));
    }
}
