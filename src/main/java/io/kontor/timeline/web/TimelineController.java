package io.kontor.timeline.web;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.Holding;
import io.kontor.language.Words;
import io.kontor.ledger.Seals;
import io.kontor.ledger.TimelineQuery;
import io.kontor.people.People;
import io.kontor.timeline.Acts;
import io.kontor.timeline.Line;
import io.kontor.timeline.Timelines;
import io.kontor.ui.ObjectTab;
import io.kontor.ui.Open;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What happened to one object, on its page, and the object as it was at any time since. */
@Controller
class TimelineController {
    static final int PAGE = 30;
    private static final String PARTNER = "partner";

    private final Timelines timelines;
    private final Seals seals;
    private final People people;
    private final Pages pages;
    private final Clock clock;
    private final Map<String, Holding> holdings = new HashMap<>();

    TimelineController(
            Timelines timelines, Seals seals, People people, Pages pages, Clock clock, List<Holding> holdings) {
        this.timelines = timelines;
        this.seals = seals;
        this.people = people;
        this.pages = pages;
        this.clock = clock;
        holdings.forEach(holding -> this.holdings.put(holding.type(), holding));
    }

    /**
     * @param more the address of the page below, or none
     * @param self the address of the object whose timeline this is, not linked again; empty when of several
     * @param path where the timeline itself is asked for
     * @param then where the object is shown as it was; empty when of several
     * @param proofs where files that prove its entries are; empty when of several
     * @param report where a report of it for auditors is made; empty when of several
     */
    record TimelinePage(
            List<Line> lines,
            @Nullable String more,
            String self,
            String path,
            String then,
            String report,
            String proofs,
            TimelineFilter filter,
            FilterChoices choices) {
        private static final TimelineFilter NO_FILTER = new TimelineFilter("", "", "", "", "");
        private static final FilterChoices NO_CHOICES = new FilterChoices(List.of(), List.of(), List.of());

        /** The file that proves an entry; empty while it is not sealed. */
        public String proof(Line line) {
            return line.position() == null
                    ? ""
                    : proofs.isEmpty() ? "/ledger/" + line.id() + "/proof" : proofs + "/" + line.id();
        }

        /** Further lines of a page that is there already. */
        static TimelinePage below(List<Line> lines, @Nullable String more, String self, String then, String proofs) {
            return new TimelinePage(lines, more, self, "", then, "", proofs, NO_FILTER, NO_CHOICES);
        }
    }

    @GetMapping("/timeline/{type}/{id}")
    @Open(Open.To.SIGNED_IN)
    View ofOne(
            Viewer viewer,
            HttpServletRequest request,
            @PathVariable String type,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Long before) {
        var holding = visible(viewer, type, id);
        var folded = new HashSet<>(holding.withFolded(viewer.actor(), id));
        folded.remove(id);
        var filter = TimelineFilter.of(request);
        var query = filter.on(TimelineQuery.newest(PAGE).below(before).withFolded(folded), viewer);
        // A partner's timeline is that of everything that is the partner's.
        var page = timelines.read(
                viewer.actor(),
                viewer.words(),
                type.equals(PARTNER) ? query.ofPartner(id) : query.of(new Subject(type, id)));
        var path = "/timeline/" + type + "/" + id;
        var more = page.next() == null ? null : filter.address(path, page.next());
        var then = path + "/then";
        if (before != null) {
            return pages.show(
                    "timeline/web/lines.jte",
                    TimelinePage.below(page.lines(), more, holding.link(id), then, path + "/proof"));
        }
        return pages.show(
                "timeline/web/timeline.jte",
                new TimelinePage(
                        page.lines(),
                        more,
                        holding.link(id),
                        path,
                        then,
                        "/audit/reports/new?type=" + type + "&subject=" + id,
                        path + "/proof",
                        filter,
                        FilterChoices.of(viewer, people, type.equals(PARTNER) ? seen(viewer) : Set.of(type))));
    }

    /** One of the entries on a timeline as a file that proves it. Refuses: no entry of that object's. */
    @GetMapping("/timeline/{type}/{id}/proof/{entry}")
    @Open(Open.To.SIGNED_IN)
    ResponseEntity<byte[]> proof(
            Viewer viewer, @PathVariable String type, @PathVariable UUID id, @PathVariable UUID entry) {
        var holding = visible(viewer, type, id);
        var own = new HashSet<>(holding.withFolded(viewer.actor(), id));
        own.add(id);
        var found = timelines
                .one(viewer.actor(), viewer.words(), entry)
                .map(Timelines.One::entry)
                .orElseThrow(() -> Refusal.notFound("entry"));
        var partners = type.equals(PARTNER) && found.partner() != null && own.contains(found.partner());
        if (!partners && !own.contains(found.subject().id())) {
            throw Refusal.notFound("entry");
        }
        return Proofs.file(seals, viewer.actor(), entry);
    }

    /** Refuses: no such object, or not one the viewer may see. */
    private Holding visible(Viewer viewer, String type, UUID id) {
        var holding = holdings.get(type);
        if (holding == null
                || !viewer.office()
                || holding.visible(viewer.actor(), id).isEmpty()) {
            throw Refusal.notFound("page");
        }
        return holding;
    }

    private Set<String> seen(Viewer viewer) {
        var types = new HashSet<>(holdings.keySet());
        types.retainAll(Acts.types());
        types.removeIf(type -> !viewer.may(type, io.kontor.kernel.Verb.SEE));
        return types;
    }

    /**
     * @param at the time asked for, as it stands in the picker
     * @param then what it was, or none when there was nothing yet
     */
    record ThenPage(
            String type,
            String name,
            String link,
            String path,
            Instant moment,
            String at,
            Timelines.@Nullable Then then) {}

    @GetMapping("/timeline/{type}/{id}/then")
    @Open(Open.To.SIGNED_IN)
    View then(
            Viewer viewer,
            @PathVariable String type,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String at) {
        var holding = visible(viewer, type, id);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var asked = moment(viewer, at);
        var moment = asked == null || asked.isAfter(now) ? now : asked;
        return pages.show(
                "timeline/web/then.jte",
                new ThenPage(
                        type,
                        name(
                                viewer,
                                type,
                                holding.titles(viewer.actor(), List.of(id)).getOrDefault(id, "")),
                        holding.link(id),
                        "/timeline/" + type + "/" + id + "/then",
                        moment,
                        LocalDateTime.ofInstant(moment, viewer.words().zone())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString(),
                        timelines
                                .then(viewer.actor(), viewer.words(), new Subject(type, id), moment)
                                .orElse(null)));
    }

    /** Roles that came with the product have their name in the bundles. */
    private static String name(Viewer viewer, String type, String title) {
        return type.equals("role") && Words.has("role." + title)
                ? viewer.words().t("role." + title)
                : title;
    }

    /** A time on the reader's clock, to the end of its last digit, or one of the ledger's own. */
    private static @Nullable Instant moment(Viewer viewer, String at) {
        try {
            if (at.endsWith("Z")) {
                return Instant.parse(at);
            }
            if (at.isEmpty()) {
                return null;
            }
            var last = at.length() <= "2026-11-21T09:30".length() ? ChronoUnit.MINUTES : ChronoUnit.SECONDS;
            return LocalDateTime.parse(at)
                    .atZone(viewer.words().zone())
                    .toInstant()
                    .plus(1, last)
                    .minus(1, ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Contributions {
        @Bean
        ObjectTab timelineTab(List<Holding> holdings) {
            var types = Set.copyOf(holdings.stream().map(Holding::type).toList());
            return new ObjectTab(types, 900, "timeline", "timeline.tab", "/timeline/{type}/{id}", "");
        }
    }
}
