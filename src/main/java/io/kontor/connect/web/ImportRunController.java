package io.kontor.connect.web;

import io.kontor.connect.imports.Findings;
import io.kontor.connect.imports.ImportDesk;
import io.kontor.connect.imports.ImportDrafts;
import io.kontor.connect.imports.ImportWork;
import io.kontor.connect.imports.Undo;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/** An import that has begun: watch it, cancel it, look at what it did, decide what it asks, take it back, run it again. */
@Controller
@RequestMapping("/imports/{id}")
class ImportRunController {
    private static final int SHOWN = 50;

    private final ImportDrafts drafts;
    private final ImportDesk desk;
    private final Undo undo;
    private final Findings findings;
    private final Pages pages;
    private final Map<String, Holding> holdings = new HashMap<>();

    ImportRunController(
            ImportDrafts drafts, ImportDesk desk, Undo undo, Findings findings, Pages pages, List<Holding> holdings) {
        this.drafts = drafts;
        this.desk = desk;
        this.undo = undo;
        this.findings = findings;
        this.pages = pages;
        holdings.forEach(holding -> this.holdings.put(holding.type(), holding));
    }

    public record WorkPage(UUID id, @Nullable ImportWork work, String back, boolean trial) {}

    /** How far a trial or a run is; asked for again and again while it goes on. */
    @GetMapping("/progress")
    @Needs(kind = "run")
    View progress(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String trial) {
        var work = desk.work(viewer.actor(), id).orElse(null);
        var back = trial == null ? "/imports/" + id : "/imports/drafts/" + id;
        return pages.show("connect/web/progress.jte", new WorkPage(id, work, back, trial != null));
    }

    @PostMapping("/cancellation")
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

    /**
     * @param going whether it went on when all else was read
     * @param draft the reader's files it was made of, or none when they are another's or gone
     */
    public record RunPage(
            UUID id,
            Form form,
            ImportDesk.@Nullable Told run,
            @Nullable ImportWork work,
            boolean going,
            boolean mayImport,
            Undo.@Nullable Result back,
            List<StayingRow> staying,
            Findings.Undecided possibly,
            Findings.Missing absent,
            @Nullable UUID draft) {}

    @GetMapping
    @Needs(kind = "run")
    View run(Viewer viewer, @PathVariable UUID id) {
        return run(viewer, Form.fresh(viewer.words()), id, HttpStatus.OK);
    }

    private View run(Viewer viewer, Form form, UUID id, HttpStatus status) {
        return pages.show("connect/web/run.jte", page(viewer, form, id, null), status);
    }

    /** What was refused is said where it was asked for. */
    private View refused(Viewer viewer, Form form, UUID id) {
        return run(viewer, form, id, form.refused());
    }

    private RunPage page(Viewer viewer, Form form, UUID id, Undo.@Nullable Result back) {
        var work = desk.work(viewer.actor(), id).orElse(null);
        boolean going = work != null && !work.over();
        var told = told(viewer, id, work);
        boolean shown = back == null && told.isPresent();
        return new RunPage(
                id,
                form,
                told.orElse(null),
                work,
                going,
                viewer.may("run", Verb.IMPORT),
                back,
                back == null ? List.of() : staying(viewer, back),
                shown && viewer.may("run", Verb.IMPORT)
                        ? findings.possibly(viewer.actor(), id, SHOWN)
                        : new Findings.Undecided(0, List.of()),
                shown ? findings.absent(viewer.actor(), id, SHOWN) : new Findings.Missing(0, List.of()),
                drafts.ofRun(viewer.actor(), id).orElse(null));
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

    @GetMapping("/rejects")
    @Needs(kind = "run", verb = Verb.IMPORT)
    void rejects(Viewer viewer, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        csv(desk.rejectsFile(viewer.actor(), id), response);
    }

    /** What the full lists did not name. */
    @GetMapping("/absent")
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

    /** The same mapping on new files, at once. */
    @PostMapping("/again")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View again(
            Viewer viewer,
            Form form,
            @PathVariable UUID id,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files) {
        var mapping = desk.told(viewer.actor(), id).mapping();
        return form.submit(() -> drafts.put(viewer.actor(), GivenFiles.of(files), mapping, viewer.words()))
                .map(draft -> GivenFiles.run(desk, viewer, draft))
                .orElseGet(() -> refused(viewer, form, id));
    }

    /** A new one is the one that was there before. */
    @PostMapping("/same")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View same(Viewer viewer, Form form, @PathVariable UUID id) {
        return form.submitted(() -> findings.accept(viewer.actor(), id, pair(form, "id"), pair(form, "other")))
                ? Pages.to("/imports/" + id, "import-same")
                : refused(viewer, form, id);
    }

    @PostMapping("/different")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View different(Viewer viewer, Form form, @PathVariable UUID id) {
        return form.submitted(() -> findings.refuse(viewer.actor(), id, pair(form, "id"), pair(form, "other")))
                ? Pages.to("/imports/" + id, "import-different")
                : refused(viewer, form, id);
    }

    private static UUID pair(Form form, String name) {
        return Optional.ofNullable(form.id(name)).orElseThrow(() -> Refusal.conflict("import-decided"));
    }

    /** What taking it back would do. */
    @PostMapping("/undo/preview")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View before(Viewer viewer, Form form, @PathVariable UUID id) {
        return form.submit(() -> undo.preview(viewer.actor(), id))
                .map(back -> pages.show("connect/web/undo.jte", page(viewer, form, id, back)))
                .orElseGet(() -> refused(viewer, form, id));
    }

    @PostMapping("/undo")
    @Needs(kind = "run", verb = Verb.IMPORT)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        return form.submitted(() -> undo.undo(viewer.actor(), id))
                ? Pages.to("/imports/" + id, "import-undone")
                : refused(viewer, form, id);
    }
}
