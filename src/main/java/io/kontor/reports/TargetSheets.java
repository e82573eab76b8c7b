package io.kontor.reports;

import io.kontor.governance.Sheets;
import io.kontor.kernel.Actor;
import io.kontor.language.Words;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figures;
import io.kontor.people.Roles;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The targets in force in a reader's words. */
@Component
public class TargetSheets {
    private final Targets targets;
    private final Figures figures;
    private final Roles roles;

    TargetSheets(Targets targets, Figures figures, Roles roles) {
        this.targets = targets;
        this.figures = figures;
        this.roles = roles;
    }

    /**
     * One document.
     *
     * @param scope its code; {@code whom} the same in words
     */
    public record Sheet(UUID document, String version, String scope, String whom, LocalDate since, List<Row> rows) {}

    /**
     * @param name what people call it, {@code figure} what it is about; the same where it has no name of its own
     * @param state {@code runs}, {@code ahead} or {@code over}
     * @param value what its figure is; none before its first day, and where it cannot be given
     * @param reached how far that is, in words
     * @param way the same, 0 to 100, or none
     * @param rows the way down to what the figure counts
     */
    public record Row(
            String name,
            String figure,
            boolean outcome,
            String period,
            String days,
            String state,
            String target,
            @Nullable String baseline,
            @Nullable String value,
            @Nullable String reached,
            @Nullable Integer way,
            @Nullable String rows,
            @Nullable String owner,
            @Nullable String note) {}

    public List<Sheet> all(Actor actor, Words words) {
        var said = new TargetWords(words, figures.currency(actor), roles.ownNames(actor, words.language()));
        var telling = new Telling(words);
        var today = targets.today(actor);
        return targets.sheets(actor, words.language()).stream()
                .map(sheet -> new Sheet(
                        sheet.document(),
                        sheet.version().toString(),
                        sheet.scope().code(),
                        Sheets.scope(words, sheet.scope()),
                        sheet.since(),
                        sheet.rows().stream()
                                .map(row -> row(words, said, telling, row, today))
                                .toList()))
                .toList();
    }

    private static Row row(Words words, TargetWords said, Telling telling, Targets.Row row, LocalDate today) {
        var target = row.target();
        var standing = row.standing();
        var value = standing == null ? null : standing.figure().value();
        var baseline = target.baseline();
        var owner = target.owner();
        return new Row(
                words.say(Targets.called(target)),
                said.metric(target.metric()),
                target.steers(),
                words.t("targets.period." + target.period().code()),
                said.days(target),
                row.runs() ? "runs" : target.last().isBefore(today) ? "over" : "ahead",
                said.value(target, target.value()),
                baseline == null ? null : said.value(target, baseline),
                standing == null || value == null ? null : telling.value(standing.figure(), value),
                standing == null ? null : telling.reached(standing),
                value == null ? null : Dashboard.hundredths(target, value),
                standing == null ? null : rows(target, standing.narrowed(), standing),
                owner == null ? null : said.role(owner),
                target.note());
    }

    private static String rows(Target target, Map<Dimension, String> narrowed, Targets.Standing standing) {
        var address = new StringBuilder(standing.figure().metric().rows())
                .append("?from=")
                .append(target.begins())
                .append("&to=")
                .append(target.last());
        narrowed.forEach((dimension, value) -> address.append(Selection.parameter(dimension.code(), value)));
        return address.toString();
    }
}
