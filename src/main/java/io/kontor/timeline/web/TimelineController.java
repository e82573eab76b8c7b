package io.kontor.timeline.web;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.Holding;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.LedgerSize;
import io.kontor.ledger.TimelineQuery;
import io.kontor.people.People;
import io.kontor.timeline.Timelines;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.ObjectTab;
import io.kontor.ui.Open;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What happened: to one object, on its page; and to everything, on a page of its own. */
@Controller
class TimelineController {
    private static final int PAGE = 30;

    private final Timelines timelines;
    private final Ledger ledger;
    private final io.kontor.database.Tx tx;
    private final People people;
    private final Pages pages;
    private final Map<String, Holding> holdings = new HashMap<>();

    TimelineController(
            Timelines timelines,
            Ledger ledger,
            io.kontor.database.Tx tx,
            People people,
            Pages pages,
            List<Holding> holdings) {
        this.timelines = timelines;
        this.ledger = ledger;
        this.tx = tx;
        this.people = people;
        this.pages = pages;
        holdings.forEach(holding -> this.holdings.put(holding.type(), holding));
    }

    /**
     * @param more the address of the page below, or none
     * @param self the address of the object whose timeline this is, not linked again; empty when of several
     */
    record TimelinePage(
            List<io.kontor.timeline.Line> lines, @Nullable String more, String self) {}

    record LedgerPage(
            TimelinePage timeline,
            @Nullable LedgerSize size,
            List<Option> actors,
            List<Option> types,
            String actor,
            String type,
            String from,
            String to) {}

    @GetMapping("/timeline/{type}/{id}")
    @Open(Open.To.SIGNED_IN)
    View ofOne(
            Viewer viewer,
            @PathVariable String type,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Long before) {
        var holding = holdings.get(type);
        if (holding == null
                || !viewer.office()
                || holding.visible(viewer.actor(), id).isEmpty()) {
            throw Refusal.notFound("page");
        }
        var folded = new HashSet<>(holding.withFolded(viewer.actor(), id));
        folded.remove(id);
        var query = TimelineQuery.newest(PAGE).below(before).withFolded(folded);
        // A partner's timeline is that of everything that is the partner's.
        var page = timelines.read(
                viewer.actor(),
                viewer.words(),
                type.equals("partner") ? query.ofPartner(id) : query.of(new Subject(type, id)));
        var more = page.next() == null ? null : "/timeline/" + type + "/" + id + "?before=" + page.next();
        return pages.show(
                before == null ? "timeline/web/timeline.jte" : "timeline/web/lines.jte",
                new TimelinePage(page.lines(), more, holding.link(id)));
    }

    @GetMapping("/ledger")
    @Needs(kind = "entry")
    View everything(
            Viewer viewer,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(required = false) @Nullable Long before) {
        var scope = viewer.actor().rights().over("entry", io.kontor.kernel.Verb.SEE);
        if (!scope.all()) {
            throw Refusal.forbidden("entry", io.kontor.kernel.Verb.SEE);
        }
        var query = TimelineQuery.newest(PAGE)
                .below(before)
                .filtered(
                        id(actor),
                        null,
                        type.isEmpty() ? null : type,
                        startOf(viewer, from),
                        startOf(viewer, nextDay(to)));
        var page = timelines.read(viewer.actor(), viewer.words(), query);
        var more = page.next() == null
                ? null
                : "/ledger?before=" + page.next() + "&actor=" + encoded(actor) + "&type=" + encoded(type) + "&from="
                        + encoded(from) + "&to=" + encoded(to);
        var shown = new TimelinePage(page.lines(), more, "");
        if (before != null && "true".equals(request.getHeader("HX-Request"))) {
            return pages.show("timeline/web/lines.jte", shown);
        }
        return pages.show(
                "timeline/web/ledger.jte",
                new LedgerPage(
                        shown,
                        tx.read(viewer.actor(), ledger::size),
                        people.ofOffice(viewer.actor()).stream()
                                .map(one -> new Option(one.id().toString(), one.name()))
                                .toList(),
                        types(viewer),
                        actor,
                        type,
                        from,
                        to));
    }

    private List<Option> types(Viewer viewer) {
        return new TreeSet<>(holdings.keySet())
                .stream()
                        .filter(type -> viewer.may(type, io.kontor.kernel.Verb.SEE))
                        .map(type -> new Option(type, viewer.words().t("kind." + type)))
                        .toList();
    }

    @Configuration(proxyBeanMethods = false)
    static class Contributions {
        @Bean
        NavEntry ledgerEntry() {
            return NavEntry.office(800, "nav.records", "nav.ledger", "/ledger", "history", "entry:see")
                    .forAll();
        }

        @Bean
        ObjectTab timelineTab(List<Holding> holdings) {
            var types = Set.copyOf(holdings.stream().map(Holding::type).toList());
            return new ObjectTab(types, 900, "timeline", "timeline.tab", "/timeline/{type}/{id}", "");
        }
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static @Nullable UUID id(String text) {
        try {
            return text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String nextDay(String day) {
        try {
            return day.isEmpty() ? "" : LocalDate.parse(day).plusDays(1).toString();
        } catch (DateTimeException e) {
            return "";
        }
    }

    private static @Nullable Instant startOf(Viewer viewer, String day) {
        try {
            return day.isEmpty()
                    ? null
                    : LocalDate.parse(day).atStartOfDay(viewer.words().zone()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    record EntryPage(
            io.kontor.timeline.Line line,
            String state,
            @Nullable UUID previous,
            String correlation) {}

    @GetMapping("/ledger/{id}")
    @Needs(kind = "entry")
    View entry(Viewer viewer, @PathVariable UUID id) {
        var one = timelines.one(viewer.actor(), viewer.words(), id).orElseThrow(() -> Refusal.notFound("entry"));
        return pages.show(
                "timeline/web/entry.jte",
                new EntryPage(
                        one.line(),
                        one.entry().after().toPrettyString(),
                        one.entry().previous(),
                        one.entry().correlation().toString()));
    }
}
