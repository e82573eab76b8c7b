package io.kontor.rules.web;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import io.kontor.language.Words;
import io.kontor.rules.DecisionTable;
import io.kontor.rules.DecisionTable.Hit;
import io.kontor.rules.DecisionTable.Output;
import io.kontor.rules.DecisionTable.Row;
import io.kontor.rules.Kind;
import io.kontor.rules.Mistake;
import io.kontor.rules.Receipts;
import io.kontor.rules.Replay;
import io.kontor.rules.Replays;
import io.kontor.rules.Tables;
import io.kontor.rules.Vocabularies;
import io.kontor.rules.spi.Cases;
import io.kontor.rules.web.RuleViews.ProofView;
import io.kontor.rules.web.RuleViews.ReceiptView;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Trying a table without keeping it, and the receipts of decisions. */
@Controller
@RequestMapping("/rules")
class RuleController {
    private final Vocabularies vocabularies;
    private final Tables tables;
    private final Receipts receipts;
    private final Replays replays;
    private final ObjectProvider<Cases> cases;
    private final List<Holding> holdings;
    private final Pages pages;

    RuleController(
            Vocabularies vocabularies,
            Tables tables,
            Receipts receipts,
            Replays replays,
            ObjectProvider<Cases> cases,
            List<Holding> holdings,
            Pages pages) {
        this.vocabularies = vocabularies;
        this.tables = tables;
        this.receipts = receipts;
        this.replays = replays;
        this.cases = cases;
        this.holdings = holdings;
        this.pages = pages;
    }

    /**
     * @param vocabularies what rules may be about
     * @param grid none while there is nothing rules may be about
     * @param proof after a check that found nothing wrong
     */
    record TryPage(
            Form form,
            List<Option> vocabularies,
            String vocabulary,
            @Nullable TableGrid grid,
            @Nullable ProofView proof,
            boolean mayReplay) {}

    @GetMapping
    @Needs(kind = "rule")
    View blank(Viewer viewer, @RequestParam(required = false) @Nullable String vocabulary) {
        var codes = vocabularies.codes();
        var chosen =
                vocabulary != null && codes.contains(vocabulary) ? vocabulary : codes.isEmpty() ? "" : codes.getFirst();
        var form = Form.fresh(viewer.words()).set("vocabulary", chosen);
        Grids.fill(
                form,
                new DecisionTable(
                        chosen,
                        Hit.FIRST,
                        List.of(),
                        List.of(new Output("result", Kind.TEXT, List.of())),
                        List.of(new Row(List.of(), List.of(), null))));
        return page(viewer, form, List.of(), null, HttpStatus.OK);
    }

    private View page(Viewer viewer, Form form, List<Mistake> mistakes, @Nullable ProofView proof, HttpStatus status) {
        var code = form.value("vocabulary");
        var grid = code.isEmpty()
                ? null
                : Grids.of(form, vocabularies.of(viewer.actor(), code), viewer.words(), mistakes, true);
        return pages.show(
                "rules/web/try.jte",
                new TryPage(
                        form,
                        vocabularies.codes().stream()
                                .map(one -> new Option(one, name(viewer, one)))
                                .toList(),
                        code,
                        grid,
                        proof,
                        viewer.may("rule", Verb.CREATE)
                                && cases.stream()
                                        .anyMatch(one -> one.vocabulary().equals(code))),
                status);
    }

    private static String name(Viewer viewer, String vocabulary) {
        var key = "vocabulary." + vocabulary;
        return Words.has(key) ? viewer.words().t(key) : vocabulary;
    }

    @PostMapping
    @Needs(kind = "rule")
    View check(Viewer viewer, Form form) {
        if (Grids.act(form)) {
            return page(viewer, form, List.of(), null, HttpStatus.OK);
        }
        var words = viewer.words();
        var table = Grids.read(form, form.value("vocabulary"));
        var mistakes = tables.check(viewer.actor(), table);
        if (!mistakes.isEmpty()) {
            return page(viewer, form, mistakes, null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var rules = tables.compile(viewer.actor(), table);
        return page(
                viewer,
                form,
                List.of(),
                RuleViews.proof(Tables.prove(rules), rules.vocabulary(), words),
                HttpStatus.OK);
    }

    /** Begins a replay of the table that stands in the form. */
    @PostMapping("/replays")
    @Needs(kind = "rule", verb = Verb.CREATE)
    View replay(Viewer viewer, Form form) {
        if (Grids.act(form)) {
            return page(viewer, form, List.of(), null, HttpStatus.OK);
        }
        var table = Grids.read(form, form.value("vocabulary"));
        var mistakes = tables.check(viewer.actor(), table);
        if (!mistakes.isEmpty()) {
            return page(viewer, form, mistakes, null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return form.submit(() -> replays.start(viewer.actor(), asked(form, table)))
                .map(id -> Pages.to("/rules/replays/" + id))
                .orElseGet(() -> page(viewer, form, List.of(), null, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private static Replay asked(Form form, DecisionTable table) {
        var from = form.day("from");
        var until = form.day("until");
        if (from == null || until == null) {
            form.refuse(Refusal.invalid("field-required").at(from == null ? "from" : "until"));
        }
        form.check();
        if (from == null || until == null) {
            throw new IllegalStateException();
        }
        return new Replay(table, table.outputs().getFirst().code(), from, until.plusDays(1), form.text("filter"));
    }

    record ReceiptPage(String about, String link, ReceiptView receipt) {}

    @GetMapping("/receipts/{id}")
    @Needs(kind = "rule")
    View receipt(Viewer viewer, @PathVariable UUID id) {
        var actor = viewer.actor();
        var receipt = receipts.find(actor, id);
        var holding = holdings.stream()
                .filter(one -> one.type().equals(receipt.about().type()))
                .filter(one -> one.visible(actor, receipt.about().id()).isPresent())
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("receipt"));
        var rules = receipts.rules(actor, receipt);
        var vocabulary = vocabularies.codes().contains(rules.vocabulary().code())
                ? vocabularies.of(actor, rules.vocabulary().code())
                : rules.vocabulary();
        var name = holding.titles(actor, List.of(receipt.about().id()))
                .getOrDefault(receipt.about().id(), "");
        return pages.show(
                "rules/web/receipt-page.jte",
                new ReceiptPage(
                        name,
                        holding.link(receipt.about().id()),
                        RuleViews.receipt(receipt, rules, vocabulary, receipts.again(actor, receipt), viewer.words())));
    }
}
