package io.kontor.audit.web;

import io.kontor.audit.Anomalies;
import io.kontor.audit.Anomaly;
import io.kontor.audit.AuditReports;
import io.kontor.audit.LogFacts;
import io.kontor.audit.LogReviews;
import io.kontor.audit.Verifications;
import io.kontor.audit.Watch;
import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.people.People;
import io.kontor.ui.Form;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import java.time.Clock;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The auditor's page: how the ledger stands, what in it is odd, who reviewed it. */
@Controller
class AuditController {
    private static final int ON_PAGE = 50;
    private static final int EXPLAINED = 10;
    private static final int REVIEWS = 10;

    private final Anomalies anomalies;
    private final LogReviews reviews;
    private final AuditReports auditReports;
    private final Watch watch;
    private final LogFacts facts;
    private final Verifications verifications;
    private final People people;
    private final Company company;
    private final Tx tx;
    private final Tabs tabs;
    private final Pages pages;
    private final Clock clock;

    AuditController(
            Anomalies anomalies,
            LogReviews reviews,
            AuditReports auditReports,
            Watch watch,
            LogFacts facts,
            Verifications verifications,
            People people,
            Company company,
            Tx tx,
            Tabs tabs,
            Pages pages,
            Clock clock) {
        this.anomalies = anomalies;
        this.reviews = reviews;
        this.auditReports = auditReports;
        this.watch = watch;
        this.facts = facts;
        this.verifications = verifications;
        this.people = people;
        this.company = company;
        this.tx = tx;
        this.tabs = tabs;
        this.pages = pages;
        this.clock = clock;
    }

    /** An anomaly as it stands on the page. */
    record OddLine(
            UUID id,
            String kind,
            Instant at,
            String sentence,
            @Nullable String note,
            String by) {}

    record ReviewLine(LogReviews.Signed signed, String by) {}

    /** @param problem what the last check of everything found, or empty */
    record AuditPage(
            LogFacts.Facts log,
            String problem,
            @Nullable Instant watched,
            List<OddLine> open,
            List<OddLine> explained,
            LogReviews.@Nullable Due due,
            String reviewer,
            boolean late,
            List<ReviewLine> reviews,
            List<AuditReports.Made> reports) {}

    @GetMapping("/audit")
    @Needs(kind = Anomalies.KIND)
    View page(Viewer viewer) {
        var actor = viewer.actor();
        return pages.show("audit/web/audit.jte", tx.read(actor, () -> {
            var open = anomalies.open(actor, ON_PAGE);
            var explained = anomalies.acknowledged(actor, EXPLAINED);
            var signed = reviews.newest(actor, REVIEWS);
            var due = reviews.due(actor).orElse(null);
            var ids = new HashSet<@Nullable UUID>();
            open.forEach(one -> ids.add(one.state().person()));
            explained.forEach(one -> {
                ids.add(one.state().person());
                ids.add(one.state().acknowledgedBy());
            });
            signed.forEach(one -> ids.add(one.review().reviewer()));
            ids.add(due == null ? null : due.reviewer());
            var names =
                    people.names(actor, ids.stream().filter(Objects::nonNull).toList());
            var log = facts.of(actor);
            var verified = log.verified();
            return new AuditPage(
                    log,
                    verified == null || verified.passed() ? "" : FlawWords.sentence(viewer.words(), verified.problem()),
                    watch.ranAt(actor).orElse(null),
                    lines(viewer, names, open),
                    lines(viewer, names, explained),
                    due,
                    due == null || due.reviewer() == null ? "" : names.getOrDefault(due.reviewer(), ""),
                    due != null && due.on().isBefore(company.profile(actor).today(clock)),
                    signed.stream()
                            .map(one -> new ReviewLine(
                                    one, names.getOrDefault(one.review().reviewer(), "")))
                            .toList(),
                    viewer.may(AuditReports.KIND, Verb.SEE) ? auditReports.newest(actor, REVIEWS) : List.of());
        }));
    }

    private static List<OddLine> lines(Viewer viewer, Map<UUID, String> names, List<Book.Known<Anomaly>> anomalies) {
        var said = new AnomalyWords(viewer.words(), names);
        return anomalies.stream()
                .map(one -> new OddLine(
                        one.id(),
                        one.state().kind().code(),
                        one.state().from(),
                        said.sentence(one.state()),
                        one.state().note(),
                        said.name(one.state().acknowledgedBy())))
                .toList();
    }

    @PostMapping("/audit/watch")
    @Needs(kind = Anomalies.KIND, verb = Verb.CHANGE)
    View look(Viewer viewer) {
        watch.lookNow(viewer.actor());
        return Pages.to("/audit", "audit-looked");
    }

    @PostMapping("/audit/verification")
    @Needs(kind = Anomalies.KIND, verb = Verb.CHANGE)
    View verify(Viewer viewer) {
        var found = verifications.verifyNow(viewer.actor());
        return Pages.to("/audit", found.passed() ? "ledger-holds" : "ledger-fails");
    }

    /** @param own whether it is about the viewer, who then has no say in it */
    record AnomalyPage(
            UUID id,
            UUID version,
            Anomaly anomaly,
            String sentence,
            String entries,
            String by,
            Tabs.Shown tabs,
            boolean own,
            Form form) {}

    @GetMapping("/audit/anomalies/{id}")
    @Needs(kind = Anomalies.KIND)
    View anomaly(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        return anomaly(viewer, id, tab, Form.fresh(viewer.words()), HttpStatus.OK);
    }

    private View anomaly(Viewer viewer, UUID id, @Nullable String tab, Form form, HttpStatus status) {
        var actor = viewer.actor();
        var known = anomalies.find(actor, id);
        var about = known.state();
        var ids = new HashSet<@Nullable UUID>();
        ids.add(about.person());
        ids.add(about.acknowledgedBy());
        var said = new AnomalyWords(
                viewer.words(),
                people.names(actor, ids.stream().filter(Objects::nonNull).toList()));
        return pages.show(
                "audit/web/anomaly.jte",
                new AnomalyPage(
                        id,
                        known.version(),
                        about,
                        said.sentence(about),
                        said.entries(about),
                        said.name(about.acknowledgedBy()),
                        tabs.of(viewer, Anomalies.KIND, id, List.of("overview"), "/audit/anomalies/" + id, tab),
                        Objects.equals(about.person(), actor.person()),
                        form),
                status);
    }

    @PostMapping("/audit/anomalies/{id}/explanation")
    @Needs(kind = Anomalies.KIND, verb = Verb.CHANGE)
    View explain(Viewer viewer, Form form, @PathVariable UUID id) {
        return form.submitted(() -> anomalies.acknowledge(viewer.actor(), id, form.version(), form.text("note")))
                ? Pages.to("/audit", "anomaly-explained")
                : anomaly(viewer, id, null, form, form.refused());
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavEntry auditEntry() {
            return NavEntry.office(810, "nav.records", "nav.audit", "/audit", "shield-check", "anomaly:see")
                    .forAll();
        }

        @Bean
        NavEntry auditingEntry() {
            return NavEntry.office(
                    935, "nav.settings", "nav.auditing", "/settings/audit", "shield-check", "auditing:see");
        }
    }
}
