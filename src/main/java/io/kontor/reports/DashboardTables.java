package io.kontor.reports;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import io.kontor.lists.DataTable;
import io.kontor.lists.DataTable.Holds;
import io.kontor.metrics.Answer;
import io.kontor.metrics.AnswerTable;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import io.kontor.metrics.Question;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables of the dashboard as they leave the house: exact and in full, where the page rounds and shows the first few. */
@Component
public class DashboardTables {
    /** The tables there are; those of charts are called as their charts. */
    public static final List<String> CODES =
            List.of("figures", "months", "curve", "engagement", "tier", "region", "type", "movers");

    private static final int DIGITS = 12;

    private final Dashboard dashboard;
    private final Figures figures;
    private final PartNames names;

    DashboardTables(Dashboard dashboard, Figures figures, PartNames names) {
        this.dashboard = dashboard;
        this.figures = figures;
        this.names = names;
    }

    /** Refuses: no such table. */
    public DataTable of(Actor actor, Words words, Selection selection, String code) {
        var base = selection.question(Question.of(Dashboard.ALL), dashboard.zone(actor));
        return switch (code) {
            case "figures" -> AnswerTable.of(code, words, figures.of(actor, base));
            case "months" -> months(actor, words, base);
            case "curve" -> curve(words, figures.curve(actor, base.only(List.of(Metric.TIME_TO_FIRST_DEAL))));
            case "engagement" -> engagement(words, figures.of(actor, base));
            case "tier" -> apart(actor, words, base, Dimension.TIER);
            case "region" -> apart(actor, words, base, Dimension.REGION);
            case "type" -> apart(actor, words, base, Dimension.TYPE);
            case "movers" -> movers(actor, words, base);
            default -> throw Refusal.notFound("page");
        };
    }

    private DataTable months(Actor actor, Words words, Question base) {
        var asOf = figures.of(actor, base).asOf();
        var series = figures.series(actor, base.only(Dashboard.sparks()), Dashboard.MONTHS);
        return AnswerTable.of(
                "months", words, asOf, series, part -> part.from() == null ? part.key() : words.month(part.from()));
    }

    private static DataTable curve(Words words, Figures.Curve curve) {
        var fields = new DataTable.Fields()
                .add("day", words.t("numbers.curve.day"), Holds.WHOLE)
                .add("at_risk", words.t("numbers.curve.at-risk"), Holds.WHOLE)
                .add("deals", words.t("numbers.table.first-deals"), Holds.WHOLE)
                .add("waiting", words.t("numbers.curve.waiting"), Holds.NUMBER)
                .add("low", words.t("metric-table.low"), Holds.NUMBER)
                .add("high", words.t("metric-table.high"), Holds.NUMBER);
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var point : curve.points()) {
            var row = new ArrayList<@Nullable Object>();
            row.add(point.day());
            row.add((long) point.atRisk());
            row.add((long) point.deals());
            row.add(share(point.waiting()));
            row.add(point.low() == null ? null : share(point.low()));
            row.add(point.high() == null ? null : share(point.high()));
            rows.add(row);
        }
        return DataTable.of("curve", fields.all(), rows);
    }

    private static BigDecimal share(double value) {
        return BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_UP);
    }

    private static DataTable engagement(Words words, Answer answer) {
        var fields = new DataTable.Fields()
                .add("key", words.t("metric-table.key"), Holds.TEXT)
                .add("kind", words.t("numbers.engagement.kind"), Holds.TEXT)
                .add("share", words.t("numbers.engagement.share"), Holds.NUMBER);
        var rows = new ArrayList<List<@Nullable Object>>();
        answer.of(Metric.PARTNER_ENGAGEMENT)
                .ifPresent(figure -> figure.parts().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(kind -> rows.add(new ArrayList<>(List.of(
                                kind.getKey(),
                                words.t("numbers.engagement." + kind.getKey()),
                                kind.getValue().setScale(DIGITS, RoundingMode.HALF_UP))))));
        return DataTable.of("engagement", fields.all(), rows);
    }

    private DataTable apart(Actor actor, Words words, Question base, Dimension dimension) {
        var answer = revenue(actor, base, dimension);
        return parts(actor, words, dimension.code(), dimension, answer, answer.parts());
    }

    /** Every partner whose revenue moved, the most moved first. */
    private DataTable movers(Actor actor, Words words, Question base) {
        var revenue = List.of(Metric.PARTNER_SOURCED_REVENUE);
        var answer = figures.of(actor, base.only(revenue));
        var moved = figures.movers(actor, base, revenue.getFirst(), Integer.MAX_VALUE);
        return parts(actor, words, "movers", Dimension.PARTNER, answer, moved);
    }

    private Answer revenue(Actor actor, Question base, Dimension dimension) {
        return figures.of(
                actor, base.only(List.of(Metric.PARTNER_SOURCED_REVENUE)).by(dimension));
    }

    private DataTable parts(
            Actor actor, Words words, String code, Dimension dimension, Answer answer, List<Answer.Part> parts) {
        var naming = names.of(actor, words);
        return AnswerTable.of(code, words, answer.asOf(), parts, part -> naming.name(dimension, part));
    }
}
