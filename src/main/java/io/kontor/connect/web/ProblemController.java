package io.kontor.connect.web;

import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import io.kontor.ui.Open;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** What a problem of the API means and what to do about it, at the address its {@code type} names; the same for everybody. */
@Controller
@Open(Open.To.EVERYBODY)
class ProblemController {
    /** Problems that are no single refusal. */
    private static final Map<String, String> OTHERS =
            Map.of("invalid", "api.several", "incident", "error.500.sentence");

    private final Pages pages;

    ProblemController(Pages pages) {
        this.pages = pages;
    }

    /** What an answer with one of these statuses asks for; {@code code} names the advice. */
    public record Advice(List<Integer> statuses, String code) {}

    public record ProblemPage(String code, String sentence, List<Advice> advice) {}

    private static final List<Advice> ADVICE = List.of(
            new Advice(List.of(400, 405, 406, 413, 415, 422), "mend"),
            new Advice(List.of(401), "token"),
            new Advice(List.of(403), "permission"),
            new Advice(List.of(404), "address"),
            new Advice(List.of(409), "state"),
            new Advice(List.of(412, 428), "version"),
            new Advice(List.of(429, 503), "wait"),
            new Advice(List.of(500), "report"));

    /** Refuses: no problem has that code. */
    @GetMapping("/problems/{code}")
    View page(Viewer viewer, @PathVariable String code) {
        var key = OTHERS.getOrDefault(code, "refusal." + code);
        if (!Words.has(key)) {
            throw Refusal.notFound("page");
        }
        var words = viewer.words();
        var names = Map.of(
                "what", words.t("problem.what"), "kind", words.t("problem.kind"), "verb", words.t("problem.verb"));
        return pages.show("connect/web/problem.jte", new ProblemPage(code, words.inGeneral(key, names), ADVICE));
    }
}
