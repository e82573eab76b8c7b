package io.kontor.rules.web;

import io.kontor.company.Company;
import io.kontor.kernel.Money;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import io.kontor.rules.Replays;
import io.kontor.rules.Replays.Otherwise;
import io.kontor.rules.Vocabularies;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** A draft over past cases: how far it is, and who would have been treated otherwise. */
@Controller
@RequestMapping("/rules/replays/{id}")
class ReplayController {
    private static final int PAGE = 50;

    private final Replays replays;
    private final Vocabularies vocabularies;
    private final Company company;
    private final List<Holding> holdings;
    private final Pages pages;

    ReplayController(Replays replays, Vocabularies vocabularies, Company company, List<Holding> holdings, Pages pages) {
        this.replays = replays;
        this.vocabularies = vocabularies;
        this.company = company;
        this.holdings = holdings;
        this.pages = pages;
    }

    /** @param amount what hangs on them, in the reporting currency */
    record MoveRow(String was, String would, long count, Money amount, boolean changes) {}

    /** @param link none when the reader may not see it */
    record CaseRow(
            String name,
            @Nullable String link,
            Instant at,
            String was,
            String would,
            @Nullable Money amount) {}

    record ReplayPage(
            Replays.Run run,
            boolean mayCancel,
            List<MoveRow> moves,
            @Nullable Money amount,
            List<MissingRow> missing,
            List<CaseRow> cases,
            long next) {}

    /** A word that was not known. */
    record MissingRow(String name, long count) {}

    @GetMapping
    @Needs(kind = "rule")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(defaultValue = "0") long after) {
        return pages.show("rules/web/replay.jte", replay(viewer, id, after));
    }

    @GetMapping("/progress")
    @Needs(kind = "rule")
    View progress(Viewer viewer, @PathVariable UUID id) {
        return pages.show("rules/web/replay-progress.jte", replay(viewer, id, 0));
    }

    @PostMapping("/cancellation")
    @Needs(kind = "rule", verb = Verb.CREATE)
    View cancel(Viewer viewer, @PathVariable UUID id) {
        replays.cancel(viewer.actor(), id);
        return Pages.to("/rules/replays/" + id);
    }

    private ReplayPage replay(Viewer viewer, UUID id, long after) {
        var actor = viewer.actor();
        var run = replays.find(actor, id);
        var currency = company.profile(actor).currency();
        var outcome = run.outcome();
        if (outcome == null) {
            return new ReplayPage(run, viewer.may("rule", Verb.CREATE), List.of(), null, List.of(), List.of(), 0);
        }
        var vocabulary = vocabularies.of(actor, run.asked().draft().vocabulary());
        var found = replays.otherwise(actor, id, after, PAGE + 1);
        return new ReplayPage(
                run,
                false,
                outcome.moves().stream()
                        .map(move -> new MoveRow(
                                said(move.was()),
                                said(move.would()),
                                move.count(),
                                new Money(move.amount(), currency),
                                !move.was().equals(move.would())))
                        .toList(),
                new Money(outcome.amount(), currency),
                outcome.missing().stream()
                        .map(one -> new MissingRow(
                                vocabulary
                                        .find(one.word())
                                        .map(term -> term.name(viewer.words()))
                                        .orElse(one.word()),
                                one.count()))
                        .toList(),
                rows(viewer, found.stream().limit(PAGE).toList(), currency),
                found.size() > PAGE ? found.get(PAGE - 1).place() : 0);
    }

    private static String said(String result) {
        return result.isEmpty() ? "–" : result;
    }

    private List<CaseRow> rows(Viewer viewer, List<Otherwise> found, String currency) {
        var byType = found.stream()
                .collect(Collectors.groupingBy(
                        one -> one.about().type(),
                        Collectors.mapping(one -> one.about().id(), Collectors.toList())));
        var names = new java.util.HashMap<UUID, String>();
        var links = new java.util.HashMap<UUID, String>();
        for (var holding : holdings) {
            var ids = byType.getOrDefault(holding.type(), List.of()).stream()
                    .distinct()
                    .filter(one -> holding.visible(viewer.actor(), one).isPresent())
                    .toList();
            if (!ids.isEmpty()) {
                names.putAll(holding.titles(viewer.actor(), ids));
                ids.forEach(one -> links.put(one, holding.link(one)));
            }
        }
        return found.stream()
                .map(one -> new CaseRow(
                        names.getOrDefault(one.about().id(), "…"),
                        links.get(one.about().id()),
                        one.at(),
                        said(one.was()),
                        said(one.would()),
                        money(one.amount(), currency)))
                .toList();
    }

    private static @Nullable Money money(@Nullable BigDecimal amount, String currency) {
        return amount == null ? null : new Money(amount, currency);
    }
}
