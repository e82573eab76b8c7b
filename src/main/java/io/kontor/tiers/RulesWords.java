package io.kontor.tiers;

import io.kontor.governance.Line;
import io.kontor.governance.Section;
import io.kontor.language.Words;
import io.kontor.rules.Cell;
import io.kontor.rules.DecisionTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Rules of tiers as people read them. */
final class RulesWords {
    private RulesWords() {}

    static List<Section> of(TierRules rules, Words words) {
        return List.of(
                new Section("rows", words.t("tiers.rules.rows"), rows(rules.table(), words)),
                new Section("times", words.t("tiers.rules.times"), times(rules, words)));
    }

    private static List<Line> times(TierRules rules, Words words) {
        var ahead = rules.warningDays().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return List.of(
                line("programme", words, rules.programme()),
                line("automatic", words, words.t("tiers.rules.automatic." + (rules.automatic() ? "yes" : "no"))),
                line("graceDays", words, words.t("tiers.rules.days", "count", rules.graceDays())),
                line(
                        "graceAtPublishing",
                        words,
                        words.t("tiers.rules.graceAtPublishing." + (rules.graceAtPublishing() ? "yes" : "no"))),
                line("enrolmentDays", words, words.t("tiers.rules.days", "count", rules.enrolmentDays())),
                line("warningDays", words, ahead.isEmpty() ? "–" : ahead),
                line(
                        "mostDemotedPercent",
                        words,
                        words.percent(rules.mostDemotedPercent().movePointLeft(2))),
                line("batchSize", words, words.count(rules.batchSize())));
    }

    private static Line line(String field, Words words, String text) {
        return new Line(field, words.t("tiers.rules." + field), text);
    }

    private static List<Line> rows(DecisionTable table, Words words) {
        var lines = new ArrayList<Line>();
        var seen = new HashMap<String, Integer>();
        for (var row : table.rows()) {
            var tier = row.results().stream().findFirst().orElse("–");
            int nth = seen.merge(tier, 1, Integer::sum);
            lines.add(new Line(
                    tier + "-" + nth,
                    tier,
                    condition(table, row, words) + (row.note() == null ? "" : " · " + row.note())));
        }
        return lines;
    }

    private static String condition(DecisionTable table, DecisionTable.Row row, Words words) {
        var asked = new ArrayList<String>();
        for (int i = 0; i < table.inputs().size(); i++) {
            if (!(row.cell(i) instanceof Cell.Any)) {
                asked.add(term(table.inputs().get(i), words) + " " + row.cell(i).text());
            }
        }
        return asked.isEmpty() ? words.t("tiers.rules.else") : String.join(" · ", asked);
    }

    static String term(String word, Words words) {
        var key = "tiers.term." + word;
        return Words.has(key) ? words.t(key) : word;
    }
}
