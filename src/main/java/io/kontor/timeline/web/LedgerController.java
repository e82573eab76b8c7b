package io.kontor.timeline.web;

import io.kontor.database.Tx;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.LedgerSize;
import io.kontor.ledger.Redacting;
import io.kontor.ledger.Seals;
import io.kontor.ledger.TimelineQuery;
import io.kontor.people.People;
import io.kontor.timeline.Acts;
import io.kontor.timeline.FreeTexts;
import io.kontor.timeline.Line;
import io.kontor.timeline.Timelines;
import io.kontor.timeline.web.TimelineController.TimelinePage;
import io.kontor.ui.Form;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Everything that happened to anything, on a page of its own, and each entry as it stands in the ledger. */
@Controller
class LedgerController {
    private final Timelines timelines;
    private final Ledger ledger;
    private final Seals seals;
    private final Tx tx;
    private final People people;
    private final FreeTexts texts;
    private final Redacting redacting;
    private final Pages pages;

    LedgerController(
            Timelines timelines,
            Ledger ledger,
            Seals seals,
            Tx tx,
            People people,
            FreeTexts texts,
            Redacting redacting,
            Pages pages) {
        this.timelines = timelines;
        this.ledger = ledger;
        this.seals = seals;
        this.tx = tx;
        this.people = people;
        this.texts = texts;
        this.redacting = redacting;
        this.pages = pages;
    }

    record LedgerPage(TimelinePage timeline, LedgerSize size) {}

    @GetMapping("/ledger")
    @Needs(kind = "entry")
    View everything(Viewer viewer, HttpServletRequest request, @RequestParam(required = false) @Nullable Long before) {
        if (!viewer.actor().rights().over("entry", Verb.SEE).all()) {
            throw Refusal.forbidden("entry", Verb.SEE);
        }
        var filter = TimelineFilter.of(request);
        var page = timelines.read(
                viewer.actor(),
                viewer.words(),
                filter.on(TimelineQuery.newest(TimelineController.PAGE).below(before), viewer));
        var more = page.next() == null ? null : filter.address("/ledger", page.next());
        if (before != null && "true".equals(request.getHeader("HX-Request"))) {
            return pages.show("timeline/web/lines.jte", TimelinePage.below(page.lines(), more, "", "", ""));
        }
        return pages.show(
                "timeline/web/ledger.jte",
                new LedgerPage(
                        new TimelinePage(
                                page.lines(),
                                more,
                                "",
                                "/ledger",
                                "",
                                "",
                                "",
                                filter,
                                FilterChoices.of(viewer, people, shown(viewer))),
                        tx.read(viewer.actor(), ledger::size)));
    }

    private Set<String> shown(Viewer viewer) {
        return Acts.types().stream()
                .filter(type -> ledger.shows(viewer.actor(), type))
                .collect(Collectors.toSet());
    }

    record EntryPage(
            Line line,
            String state,
            @Nullable UUID previous,
            String correlation,
            List<FreeTexts.Said> texts,
            Form form) {}

    @GetMapping("/ledger/{id}")
    @Needs(kind = "entry")
    View entry(Viewer viewer, @PathVariable UUID id) {
        return entry(viewer, id, Form.fresh(viewer.words()), HttpStatus.OK);
    }

    /** Takes a text out for good, here and where else the object's entries say the same. */
    @PostMapping("/ledger/{id}/redaction")
    @Needs(kind = "redaction", verb = Verb.CREATE)
    View redact(Viewer viewer, Form form, @PathVariable UUID id) {
        return form.submitted(() -> redacting.redact(viewer.actor(), id, form.required("pointer"), form.reason()))
                ? Pages.to("/ledger/" + id, "text-redacted")
                : entry(viewer, id, form, form.refused());
    }

    private View entry(Viewer viewer, UUID id, Form form, HttpStatus status) {
        var one = timelines.one(viewer.actor(), viewer.words(), id).orElseThrow(() -> Refusal.notFound("entry"));
        return pages.show(
                "timeline/web/entry.jte",
                new EntryPage(
                        one.line(),
                        one.entry().after().toPrettyString(),
                        one.entry().previous(),
                        one.entry().correlation().toString(),
                        texts.of(viewer.actor(), viewer.words(), one.entry()),
                        form),
                status);
    }

    /** One entry as a file that proves it. */
    @GetMapping("/ledger/{id}/proof")
    @Needs(kind = "entry")
    ResponseEntity<byte[]> proof(Viewer viewer, @PathVariable UUID id) {
        if (!viewer.actor().rights().over("entry", Verb.SEE).all()) {
            throw Refusal.forbidden("entry", Verb.SEE);
        }
        return Proofs.file(seals, viewer.actor(), id);
    }

    @Configuration(proxyBeanMethods = false)
    static class Contributions {
        @Bean
        NavEntry ledgerEntry() {
            return NavEntry.office(800, "nav.records", "nav.ledger", "/ledger", "history", "entry:see")
                    .forAll();
        }
    }
}
