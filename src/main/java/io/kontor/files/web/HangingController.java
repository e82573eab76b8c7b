package io.kontor.files.web;

import io.kontor.files.Audience;
import io.kontor.files.Files;
import io.kontor.files.Notes;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import io.kontor.people.People;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Open;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** Notes and files of any object: the fragment its page loads, and what can be done in it. */
@Controller
class HangingController {
    private final Files files;
    private final Notes notes;
    private final People people;
    private final Pages pages;
    private final Map<String, Holding> holdings = new HashMap<>();

    HangingController(Files files, Notes notes, People people, Pages pages, List<Holding> holdings) {
        this.files = files;
        this.notes = notes;
        this.people = people;
        this.pages = pages;
        holdings.forEach(holding -> this.holdings.put(holding.type(), holding));
    }

    record OneNote(Notes.Listed note, String author, boolean mine) {}

    record OneFile(Files.Listed file, String author, boolean mine) {}

    record HangingPage(
            String type,
            UUID id,
            String title,
            String link,
            boolean ofPartner,
            List<OneNote> notes,
            List<OneFile> files,
            boolean mayNote,
            boolean mayFile,
            List<Option> audiences,
            Form form) {}

    @GetMapping("/hanging/{type}/{id}")
    @Needs(kind = "note")
    View hanging(Viewer viewer, @PathVariable String type, @PathVariable UUID id) {
        return show(viewer, new Subject(type, id), Form.fresh(viewer.words()).set("audience", "office"), true);
    }

    private View show(Viewer viewer, Subject subject, Form form, boolean part) {
        var page = page(viewer, subject, form);
        return pages.show(part ? "files/web/hanging.jte" : "files/web/hanging-page.jte", page);
    }

    private HangingPage page(Viewer viewer, Subject subject, Form form) {
        var actor = viewer.actor();
        var holding = holding(subject);
        var place = holding.visible(actor, subject.id()).orElseThrow(() -> Refusal.notFound(subject.type()));
        var allNotes = notes.of(actor, subject);
        var allFiles = files.of(actor, subject);
        var names = people.names(
                actor,
                Stream.concat(
                                allNotes.stream().map(Notes.Listed::author),
                                allFiles.stream().map(Files.Listed::author))
                        .filter(java.util.Objects::nonNull)
                        .collect(java.util.stream.Collectors.toSet()));
        return new HangingPage(
                subject.type(),
                subject.id(),
                holding.titles(actor, List.of(subject.id())).getOrDefault(subject.id(), ""),
                holding.link(subject.id()),
                place.partner() != null,
                allNotes.stream()
                        .map(note -> new OneNote(
                                note, name(names, note.author()), mine(viewer, "note", place, note.author())))
                        .toList(),
                allFiles.stream()
                        .map(file -> new OneFile(
                                file, name(names, file.author()), mine(viewer, "file", place, file.author())))
                        .toList(),
                viewer.may("note", Verb.CREATE, place),
                viewer.may("file", Verb.CREATE, place),
                Option.of(viewer.words(), "files.audience", Audience.values()),
                form);
    }

    private Holding holding(Subject subject) {
        var holding = holdings.get(subject.type());
        if (holding == null) {
            throw Refusal.notFound("page");
        }
        return holding;
    }

    private static String name(Map<UUID, String> names, @Nullable UUID author) {
        return author == null ? "" : names.getOrDefault(author, "");
    }

    private static boolean mine(Viewer viewer, String kind, Place place, @Nullable UUID author) {
        return viewer.may(
                kind,
                Verb.WITHDRAW,
                new Place(
                        false,
                        place.partner(),
                        place.region(),
                        place.segment(),
                        author == null ? Set.of() : Set.of(author)));
    }

    @PostMapping("/hanging/{type}/{id}/notes")
    @Needs(kind = "note", verb = Verb.CREATE)
    View note(Viewer viewer, Form form, @PathVariable String type, @PathVariable UUID id) {
        var subject = new Subject(type, id);
        var done = form.submitted(() -> notes.write(viewer.actor(), subject, form.required("text"), audience(form)));
        return done ? Pages.to(back(subject), "note-written") : show(viewer, subject, form, false);
    }

    @PostMapping("/notes/{id}/withdrawal")
    @Needs(kind = "note", verb = Verb.WITHDRAW)
    View withdrawNote(Viewer viewer, Form form, @PathVariable UUID id) {
        return Pages.to(back(notes.withdraw(viewer.actor(), id, form.reason())), "note-withdrawn");
    }

    @PostMapping("/hanging/{type}/{id}/files")
    @Needs(kind = "file", verb = Verb.CREATE)
    View file(
            Viewer viewer,
            Form form,
            @PathVariable String type,
            @PathVariable UUID id,
            @RequestParam("file") List<MultipartFile> uploads)
            throws IOException {
        var subject = new Subject(type, id);
        var contents = new ArrayList<byte[]>();
        for (var upload : uploads) {
            contents.add(upload.getBytes());
        }
        var done = form.submitted(() -> {
            for (int i = 0; i < uploads.size(); i++) {
                var name = String.valueOf(uploads.get(i).getOriginalFilename());
                files.attach(viewer.actor(), subject, name, contents.get(i), audience(form));
            }
        });
        return done ? Pages.to(back(subject), "file-attached") : show(viewer, subject, form, false);
    }

    @PostMapping("/files/{id}/withdrawal")
    @Needs(kind = "file", verb = Verb.WITHDRAW)
    View withdrawFile(Viewer viewer, Form form, @PathVariable UUID id) {
        var subject = files.subject(viewer.actor(), id);
        files.withdraw(viewer.actor(), id, form.reason());
        return Pages.to(back(subject), "file-withdrawn");
    }

    /** A download, for the office and for the partner it is meant for; never shown inside a page of ours. */
    @GetMapping("/files/{id}")
    @Open(Open.To.SIGNED_IN)
    void download(Viewer viewer, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        var file = files.find(viewer.actor(), id);
        response.setContentType(file.media());
        response.setContentLengthLong(file.size());
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(file.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        files.write(viewer.actor(), id, response.getOutputStream());
    }

    private static Audience audience(Form form) {
        var audience = form.choice("audience", Audience.class);
        return audience == null ? Audience.OFFICE : audience;
    }

    private String back(Subject subject) {
        return holding(subject).link(subject.id()) + "?tab=notes";
    }
}
