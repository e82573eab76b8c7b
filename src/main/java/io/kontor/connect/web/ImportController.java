package io.kontor.connect.web;

import io.kontor.connect.imports.ImportDesk;
import io.kontor.connect.imports.ImportDrafts;
import io.kontor.connect.imports.ImportWork;
import io.kontor.connect.imports.MappingEdit;
import io.kontor.kernel.Verb;
import io.kontor.ui.Form;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.List;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** Imports until they begin: put files down, look at what they mean, change it, try, run. */
@Controller
@RequestMapping("/imports")
class ImportController {
    private final ImportDrafts drafts;
    private final ImportDesk desk;
    private final Pages pages;

    ImportController(ImportDrafts drafts, ImportDesk desk, Pages pages) {
        this.drafts = drafts;
        this.desk = desk;
        this.pages = pages;
    }

    public record ListPage(
            Form form, List<ImportDesk.Listed> runs, List<ImportDesk.Remembered> mappings, boolean mayImport) {}

    @GetMapping
    @Needs(kind = "run")
    View list(Viewer viewer) {
        return list(viewer, Form.fresh(viewer.words()), HttpStatus.OK);
    }

    private View list(Viewer viewer, Form form, HttpStatus status) {
        return pages.show(
                "connect/web/imports.jte",
                new ListPage(
                        form, desk.runs(viewer.actor()), desk.mappings(viewer.actor()), viewer.may("run", Verb.IMPORT)),
                status);
    }

    @PostMapping
    @Needs(kind = "run", verb = Verb.IMPORT)
    View put(
            Viewer viewer,
            Form form,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files) {
        var uploads = GivenFiles.of(files);
        ImportDrafts.pasted(form.value("rows")).ifPresent(uploads::add);
        return form.submit(() -> drafts.put(viewer.actor(), uploads, null, viewer.words()))
                .map(id -> Pages.to("/imports/drafts/" + id))
                .orElseGet(() -> list(viewer, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    /** The same mapping on new files, at once. */
    @PostMapping("/again")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View again(
            Viewer viewer,
            Form form,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files) {
        var uploads = GivenFiles.of(files);
        return form.submit(() -> drafts.put(viewer.actor(), uploads, form.required("mapping"), viewer.words()))
                .map(draft -> GivenFiles.run(desk, viewer, draft))
                .orElseGet(() -> list(viewer, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    public record DraftPage(
            UUID id,
            Form form,
            MappingEdit edit,
            @Nullable String known,
            @Nullable ImportWork work) {}

    @GetMapping("/drafts/{id}")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View draft(Viewer viewer, @PathVariable UUID id) {
        return draft(viewer, id, Form.fresh(viewer.words()), HttpStatus.OK);
    }

    private View draft(Viewer viewer, UUID id, Form form, HttpStatus status) {
        return shown(viewer, drafts.draft(viewer.actor(), id), form, status);
    }

    private View shown(Viewer viewer, ImportDrafts.Shown draft, Form form, HttpStatus status) {
        return pages.show(
                "connect/web/draft.jte",
                new DraftPage(
                        draft.id(),
                        form,
                        draft.mapping(),
                        draft.known(),
                        desk.work(viewer.actor(), draft.id()).orElse(null)),
                status);
    }

    @PostMapping("/drafts/{id}")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var edit = drafts.draft(viewer.actor(), id).mapping();
        var next = form.submit(() -> {
            drafts.change(viewer.actor(), id, edit.read(form));
            return switch (form.value("do")) {
                case "try" -> {
                    desk.attempt(viewer.actor(), id, viewer.words());
                    yield "/imports/drafts/" + id + "#trial";
                }
                case "run" -> "/imports/" + desk.run(viewer.actor(), id, viewer.words());
                default -> "/imports/drafts/" + id;
            };
        });
        return next.map(Pages::to)
                .orElseGet(() ->
                        shown(viewer, drafts.typed(viewer.actor(), id, form), form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavEntry importsEntry() {
            return NavEntry.office(810, "nav.records", "nav.imports", "/imports", "file-import", "run:see");
        }
    }
}
