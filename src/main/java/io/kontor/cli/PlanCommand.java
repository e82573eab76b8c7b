package io.kontor.cli;

import io.kontor.governance.AsCode;
import io.kontor.governance.Comparison;
import io.kontor.language.Words;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a folder would change, and who would have to agree. */
@Command(name = "plan", mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    private static final int NOTHING = 0;
    private static final int INVALID = 1;
    private static final int SOMETHING = 2;

    @Parameters(paramLabel = "DIR")
    Path folder = Path.of("");

    @Option(names = "--json")
    boolean json;

    @Mixin
    Where where = new Where();

    @Override
    public Integer call() {
        var words = Terminal.words();
        var files = new ProgrammeFolder(folder).read();
        try (var database = where.open();
                var office = Office.forCommand(database)) {
            var plan = office.bean(AsCode.class).plan(Office.administrator(), words, files);
            if (json) {
                Terminal.json(told(plan));
            } else {
                print(words, plan);
            }
            if (!plan.valid()) {
                return INVALID;
            }
            return plan.differences().isEmpty() ? NOTHING : SOMETHING;
        }
    }

    static void print(Words words, List<AsCode.Noted> findings) {
        findings.forEach(one -> Terminal.print(words.t(
                one.error() ? "cli.plan.error" : "cli.plan.warning",
                "file",
                one.path(),
                "line",
                one.line(),
                "field",
                one.field().isEmpty() ? "/" : one.field(),
                "what",
                one.sentence())));
    }

    private static void print(Words words, AsCode.Plan plan) {
        print(words, plan.findings());
        for (var difference : plan.differences()) {
            Terminal.print((difference.fresh() ? "+ " : "~ ") + difference.path() + "  " + difference.name());
            difference.compared().parts().stream()
                    .filter(part -> !part.pairs().isEmpty())
                    .forEach(PlanCommand::print);
        }
        if (plan.differences().isEmpty()) {
            Terminal.print(words.t("cli.plan.none"));
            return;
        }
        plan.approvals()
                .forEach(one -> Terminal.print(words.t("cli.plan.needs", "role", one.name(), "count", one.people())));
        if (!plan.clauses().isEmpty()) {
            Terminal.print(words.t("cli.plan.clauses", "clauses", String.join(", ", plan.clauses())));
        }
    }

    private static void print(Comparison.Part part) {
        Terminal.print("    " + part.title());
        for (var pair : part.pairs()) {
            var label = pair.label().isEmpty() ? "" : pair.label() + ": ";
            if (pair.before() != null) {
                Terminal.print("      - " + label + pair.before());
            }
            if (pair.after() != null) {
                Terminal.print("      + " + label + pair.after());
            }
        }
    }

    private static Map<String, Object> told(AsCode.Plan plan) {
        var told = new LinkedHashMap<String, Object>();
        told.put("valid", plan.valid());
        told.put(
                "differences",
                plan.differences().stream()
                        .map(one -> Map.of(
                                "file",
                                one.path(),
                                "fresh",
                                one.fresh(),
                                "lines",
                                one.compared().parts().stream()
                                        .flatMap(part -> part.pairs().stream())
                                        .map(pair -> Map.of(
                                                "label",
                                                pair.label(),
                                                "before",
                                                Objects.requireNonNullElse(pair.before(), ""),
                                                "after",
                                                Objects.requireNonNullElse(pair.after(), "")))
                                        .toList()))
                        .toList());
        told.put(
                "findings",
                plan.findings().stream()
                        .map(one -> Map.of(
                                "file",
                                one.path(),
                                "line",
                                one.line(),
                                "field",
                                one.field(),
                                "error",
                                one.error(),
                                "sentence",
                                one.sentence()))
                        .toList());
        told.put(
                "approvals",
                plan.approvals().stream()
                        .map(one -> Map.of("role", one.role(), "people", one.people(), "turn", one.turn()))
                        .toList());
        told.put("clauses", plan.clauses());
        return told;
    }
}
