package io.kontor.connect.web;

import io.kontor.connect.imports.Findings;
import io.kontor.connect.imports.ImportDesk;
import io.kontor.connect.imports.ImportDesk.Upload;
import io.kontor.connect.imports.ImportWork;
import io.kontor.connect.imports.MappingEdit;
import io.kontor.connect.imports.Undo;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import io.kontor.ui.Form;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** Imports: put files down, look at what they mean, try, run, watch, take back. */
@Controller
@RequestMapping("/imports")
class ImportController {
    private final ImportDesk desk;
    private static final int SHOWN = 50;

    private final Undo undo;
    private final Findings findings;
    private final Pages pages;
    private final Map<String, Holding> holdings = new HashMap<>();

    ImportController(ImportDesk desk, Undo undo, Findings findings, Pages pages, List<Holding> holdings) {
        this.desk = desk;
        this.undo = undo;
        this.findings = findings;
        this.pages = pages;
        holdings.forEach(holding -> this.holdings.put(holding.type(), holding));
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
        var uploads = uploads(files);
        ImportDesk.pasted(form.value("rows")).ifPresent(uploads::add);
        return form.submit(() -> desk.put(viewer.actor(), uploads, null, viewer.words()))
                .map(id -> Pages.to("/imports/drafts/" + id))
                .orElseGet(() -> list(viewer, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private static List<Upload> uploads(@Nullable List<MultipartFile> files) {
        var uploads = new ArrayList<Upload>();
        for (var file : files == null ? List.<MultipartFile>of() : files) {
            if (!file.isEmpty()) {
                uploads.add(
                        new Upload(String.valueOf(file.getOriginalFilename()), file.getSize(), file::getInputStream));
            }
        }
        return uploads;
    }

    /** The same mapping on new files, at once. */
    @PostMapping("/again")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View again(
            Viewer viewer,
            Form form,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files) {
        var uploads = uploads(files);
        return form.submit(() -> {
                    var draft = desk.put(viewer.actor(), uploads, form.required("mapping"), viewer.words());
                    return desk.run(viewer.actor(), draft, viewer.words());
                })
                .map(run -> Pages.to("/imports/" + run))
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
        var draft = desk.draft(viewer.actor(), id);
        return pages.show(
                "connect/web/draft.jte",
                new DraftPage(
                        id,
                        form,
                        draft.mapping(),
                        draft.known(),
                        desk.work(viewer.actor(), id).orElse(null)),
                status);
    }

    @PostMapping("/drafts/{id}")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var edit = desk.draft(viewer.actor(), id).mapping();
        var next = form.submit(() -> {
            desk.change(viewer.actor(), id, edit.read(form));
            return switch (form.value("do")) {
                case "try" -> {
                    desk.attempt(viewer.actor(), id, viewer.words());
                    yield "/imports/drafts/" + id + "#trial";
                }
                case "run" -> "/imports/" + desk.run(viewer.actor(), id, viewer.words());
                default -> "/imports/drafts/" + id;
            };
        });
        return next.map(Pages::to).orElseGet(() -> draft(viewer, id, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    public record WorkPage(UUID id, @Nullable ImportWork work, String back, boolean trial) {}

    /** How far a trial or a run is; asked for again and again while it goes on. */
    @GetMapping("/{id}/progress")
    @Needs(kind = "run")
    View progress(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String trial) {
        var work = desk.work(viewer.actor(), id).orElse(null);
        var back = trial == null ? "/imports/" + id : "/imports/drafts/" + id;
        return pages.show("connect/web/progress.jte", new WorkPage(id, work, back, trial != null));
    }

    @PostMapping("/{id}/cancellation")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View cancel(Viewer viewer, Form form, @PathVariable UUID id) {
        desk.cancel(viewer.actor(), id);
        return Pages.to(form.checked("trial") ? "/imports/drafts/" + id : "/imports/" + id);
    }

    public record StayingRow(
            String kind,
            String name,
            String link,
            String why,
            @Nullable String by) {}

    public record RunPage(
            UUID id,
            ImportDesk.@Nullable Told run,
            @Nullable ImportWork work,
            boolean mayImport,
            Undo.@Nullable Result back,
            List<StayingRow> staying,
            Findings.Undecided possibly,
            Findings.Missing absent) {}

    @GetMapping("/{id}")
    @Needs(kind = "run")
    View run(Viewer viewer, @PathVariable UUID id) {
        var work = desk.work(viewer.actor(), id).orElse(null);
        return pages.show("connect/web/run.jte", page(viewer, id, work, null));
    }

    private RunPage page(Viewer viewer, UUID id, @Nullable ImportWork work, Undo.@Nullable Result back) {
        var told = told(viewer, id, work);
        boolean shown = back == null && told.isPresent();
        return new RunPage(
                id,
                told.orElse(null),
                work,
                viewer.may("run", Verb.IMPORT),
                back,
                back == null ? List.of() : staying(viewer, back),
                shown && viewer.may("run", Verb.IMPORT)
                        ? findings.possibly(viewer.actor(), id, SHOWN)
                        : new Findings.Undecided(0, List.of()),
                shown ? findings.absent(viewer.actor(), id, SHOWN) : new Findings.Missing(0, List.of()));
    }

    /** In its first moment a run has no entry yet. */
    private Optional<ImportDesk.Told> told(Viewer viewer, UUID id, @Nullable ImportWork work) {
        try {
            return Optional.of(desk.told(viewer.actor(), id));
        } catch (Refusal refusal) {
            if (work == null) {
                throw refusal;
            }
            return Optional.empty();
        }
    }

    private List<StayingRow> staying(Viewer viewer, Undo.Result back) {
        var names = new HashMap<UUID, String>();
        back.staying().stream()
                .collect(Collectors.groupingBy(
                        Undo.Stays::kind, Collectors.mapping(Undo.Stays::id, Collectors.toList())))
                .forEach((kind, ids) -> Optional.ofNullable(holdings.get(kind))
                        .ifPresent(holding -> names.putAll(holding.titles(viewer.actor(), ids))));
        return back.staying().stream()
                .map(stays -> new StayingRow(
                        stays.kind(),
                        names.getOrDefault(stays.id(), ""),
                        Optional.ofNullable(holdings.get(stays.kind()))
                                .map(holding -> holding.link(stays.id()))
                                .orElse(""),
                        stays.why(),
                        stays.by()))
                .toList();
    }

    @GetMapping("/{id}/rejects")
    @Needs(kind = "run", verb = Verb.IMPORT)
    void rejects(Viewer viewer, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        csv(desk.rejectsFile(viewer.actor(), id), response);
    }

    /** What the full lists did not name. */
    @GetMapping("/{id}/absent")
    @Needs(kind = "run", verb = Verb.IMPORT)
    void absent(Viewer viewer, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        csv(desk.absentFile(viewer.actor(), id), response);
    }

    private static void csv(Path file, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(String.valueOf(file.getFileName()))
                        .build()
                        .toString());
        Files.copy(file, response.getOutputStream());
    }

    /** A new one is the one that was there before. */
    @PostMapping("/{id}/same")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View same(Viewer viewer, Form form, @PathVariable UUID id) {
        findings.accept(viewer.actor(), id, pair(form, "id"), pair(form, "other"));
        return Pages.to("/imports/" + id, "import-same");
    }

    @PostMapping("/{id}/different")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View different(Viewer viewer, Form form, @PathVariable UUID id) {
        findings.refuse(viewer.actor(), id, pair(form, "id"), pair(form, "other"));
        return Pages.to("/imports/" + id, "import-different");
    }

    private static UUID pair(Form form, String name) {
        return Optional.ofNullable(form.id(name)).orElseThrow(() -> Refusal.conflict("import-decided"));
    }

    /** What taking it back would do. */
    @PostMapping("/{id}/undo/preview")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View before(Viewer viewer, @PathVariable UUID id) {
        var back = undo.preview(viewer.actor(), id);
        return pages.show("connect/web/undo.jte", page(viewer, id, null, back));
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View undo(Viewer viewer, @PathVariable UUID id) {
        undo.undo(viewer.actor(), id);
        return Pages.to("/imports/" + id, "import-undone");
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavEntry importsEntry() {
            return NavEntry.office(810, "nav.records", "nav.imports", "/imports", "file-import", "run:see");
        }
    }
}
