package io.kontor.governance.web;

import io.kontor.company.Regions;
import io.kontor.governance.Changes;
import io.kontor.governance.Comparison;
import io.kontor.governance.Document;
import io.kontor.governance.DocumentListing;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.DocumentSheets;
import io.kontor.governance.DocumentVersion;
import io.kontor.governance.Documents;
import io.kontor.governance.Releasing;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.lists.ListPages;
import io.kontor.people.People;
import io.kontor.ui.Form;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Documents: what each says and said, and what is wanted of it. */
@Controller
@RequestMapping("/documents")
class DocumentController {
    private final Documents documents;
    private final Changes changes;
    private final DocumentSheets sheets;
    private final DocumentListing listing;
    private final Regions regions;
    private final People people;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;

    DocumentController(
            Documents documents,
            Changes changes,
            DocumentSheets sheets,
            DocumentListing listing,
            Regions regions,
            People people,
            ListPages lists,
            Tabs tabs,
            Pages pages) {
        this.documents = documents;
        this.changes = changes;
        this.sheets = sheets;
        this.listing = listing;
        this.regions = regions;
        this.people = people;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
    }

    @GetMapping
    @Needs(kind = Documents.KIND)
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    record NewPage(Form form, List<Option> types, List<Option> regions) {}

    /** The first words of a change: which document, and what for. */
    @GetMapping("/new")
    @Needs(kind = Changes.KIND, verb = Verb.CREATE)
    View blank(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String scope) {
        var form = Form.fresh(viewer.words()).set("type", type);
        DocumentScope.of(scope == null ? "all" : scope)
                .ifPresent(known -> form.set("programme", known.programme())
                        .set("region", known.region())
                        .set("partnerType", known.partnerType())
                        .set("segment", known.segment()));
        return blank(viewer, form, HttpStatus.OK);
    }

    private View blank(Viewer viewer, Form form, HttpStatus status) {
        return pages.show(
                "governance/web/change-form.jte",
                new NewPage(
                        form,
                        listing.types(viewer.words()),
                        regions.all(viewer.actor()).stream()
                                .filter(region -> !region.withdrawn())
                                .map(region -> new Option(region.code(), region.name()))
                                .toList()),
                status);
    }

    @PostMapping
    @Needs(kind = Changes.KIND, verb = Verb.CREATE)
    View open(Viewer viewer, Form form) {
        return form.submit(() -> {
                    var title = form.required("title");
                    var type = form.required("type");
                    form.check();
                    return changes.open(viewer.actor(), title, form.text("why"), type, ChangeController.scope(form));
                })
                .map(id -> Pages.to("/changes/" + id, "change-opened"))
                .orElseGet(() -> blank(viewer, form, form.refused()));
    }

    record DocumentPage(
            DocumentSheets.Sheet sheet,
            Map<UUID, String> names,
            List<Option> people,
            Tabs.Shown tabs,
            Form form,
            boolean mayChange,
            boolean mayPropose) {
        String name(@Nullable UUID person) {
            return person == null ? "" : names.getOrDefault(person, "");
        }
    }

    @GetMapping("/{id}")
    @Needs(kind = Documents.KIND)
    View page(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String tab,
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(required = false) @Nullable String language) {
        return page(viewer, id, tab, version, language, null, HttpStatus.OK);
    }

    private View page(
            Viewer viewer,
            UUID id,
            @Nullable String tab,
            @Nullable String version,
            @Nullable String language,
            @Nullable Form sent,
            HttpStatus status) {
        var actor = viewer.actor();
        var number = version == null ? null : DocumentVersion.of(version).orElse(null);
        var sheet = sheets.document(
                actor,
                viewer.words(),
                id,
                number,
                language == null ? null : Language.of(language).orElse(null));
        var document = sheet.document();
        var ids = new HashSet<UUID>();
        document.wishes().stream()
                .map(Document.Wish::by)
                .filter(Objects::nonNull)
                .forEach(ids::add);
        if (document.owner() != null) {
            ids.add(document.owner());
        }
        var form = sent != null
                ? sent
                : Form.fresh(viewer.words())
                        .set("version", sheet.version())
                        .set("owner", document.owner())
                        .set("tags", String.join(" ", document.tags()));
        return pages.show(
                "governance/web/document.jte",
                new DocumentPage(
                        sheet,
                        people.names(actor, ids),
                        people.ofOffice(actor).stream()
                                .map(one -> new Option(one.id().toString(), one.name()))
                                .toList(),
                        tabs.of(viewer, Documents.KIND, id, List.of("overview"), "/documents/" + id, tab),
                        form,
                        viewer.may(Documents.KIND, Verb.CHANGE),
                        viewer.may(Changes.KIND, Verb.CREATE)),
                status);
    }

    record ComparePage(DocumentSheets.Sheet sheet, String one, String other, Comparison compared) {}

    @GetMapping("/{id}/comparison")
    @Needs(kind = Documents.KIND)
    View compare(Viewer viewer, @PathVariable UUID id, @RequestParam String one, @RequestParam String other) {
        var actor = viewer.actor();
        var from = DocumentVersion.of(one).orElse(DocumentVersion.FIRST);
        var to = DocumentVersion.of(other).orElse(DocumentVersion.FIRST);
        return pages.show(
                "governance/web/comparison.jte",
                new ComparePage(
                        sheets.document(actor, viewer.words(), id, to, null),
                        from.toString(),
                        to.toString(),
                        sheets.compare(actor, viewer.words(), id, from, to)));
    }

    @PostMapping("/{id}/keeping")
    @Needs(kind = Documents.KIND, verb = Verb.CHANGE)
    View keep(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            var owner = form.id("owner");
            var tags = Arrays.stream(form.value("tags").strip().split("[\\s,]+"))
                    .filter(tag -> !tag.isEmpty())
                    .toList();
            form.check();
            documents.keep(viewer.actor(), id, form.version(), owner, tags, form.reason());
        });
        return done
                ? Pages.to("/documents/" + id, "document-kept")
                : page(viewer, id, null, null, null, form, form.refused());
    }

    @PostMapping("/{id}/wishes")
    @Needs(kind = Documents.KIND)
    View wish(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> documents.wish(viewer.actor(), id, form.required("wish")));
        return done
                ? Pages.to("/documents/" + id, "wish-noted")
                : page(viewer, id, null, null, null, form, form.refused());
    }

    @PostMapping("/{id}/wishes/{wish}/settlement")
    @Needs(kind = Documents.KIND, verb = Verb.CHANGE)
    View settle(Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID wish) {
        documents.settle(viewer.actor(), id, wish, form.reason());
        return Pages.to("/documents/" + id, "wish-settled");
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavEntry documentsEntry() {
            return NavEntry.office(540, "nav.governance", "nav.documents", "/documents", "files", "document:see");
        }

        @Bean
        NavEntry changesEntry() {
            return NavEntry.office(545, "nav.governance", "nav.changes", "/changes", "edit", "change:see");
        }

        @Bean
        NavEntry releasingEntry() {
            return NavEntry.office(
                    936, "nav.settings", "nav.releasing", "/settings/publishing", "send", Releasing.KIND + ":see");
        }
    }
}
