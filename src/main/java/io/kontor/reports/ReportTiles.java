package io.kontor.reports;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Money;
import io.kontor.kernel.Said;
import io.kontor.kernel.Verb;
import io.kontor.kernel.WholeMoney;
import io.kontor.kernel.spi.Tiles;
import io.kontor.metrics.Figure;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Question;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The outcomes the office steers by, then the three key figures of the last twelve months, for Home. */
@Component
final class ReportTiles implements Tiles {
    private final Figures figures;
    private final Targets targets;

    ReportTiles(Figures figures, Targets targets) {
        this.figures = figures;
        this.targets = targets;
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public List<Tile> of(Actor actor, LocalDate today) {
        if (!actor.may(Figures.KIND, Verb.SEE)) {
            return List.of();
        }
        var tiles = new ArrayList<Tile>();
        targets.running(actor, Map.of(), null, null).stream()
                .filter(standing -> standing.target().steers())
                .map(ReportTiles::outcome)
                .forEach(tiles::add);
        var selection = Selection.usual(figures.fiscal(actor), today);
        var question = Question.of(Dashboard.KPIS)
                .within(selection.from(), selection.last() == null ? null : today.plusDays(1));
        figures.of(actor, question.lately(true)).figures().stream()
                .map(ReportTiles::tile)
                .forEach(tiles::add);
        return tiles;
    }

    private static Tile outcome(Targets.Standing standing) {
        var target = standing.target();
        var figure = standing.figure();
        var value = figure.value();
        var way = value == null ? null : target.behind(value);
        return new Tile(
                Said.of("numbers.tile.outcome", "name", standing.named()),
                value == null ? null : said(figure, value),
                null,
                Targets.PATH,
                way == null
                        ? Said.of("numbers.tile.target", "target", said(figure, target.value()), "due", target.last())
                        : Said.of(
                                "numbers.tile.way",
                                "target",
                                said(figure, target.value()),
                                "due",
                                target.last(),
                                "share",
                                way),
                reason(figure));
    }

    private static Tile tile(Figure figure) {
        var change = figure.change();
        Said hint = null;
        if (figure.unpriced() > 0) {
            hint = Said.of("metric.unpriced", "count", figure.unpriced());
        } else if (figure.interval() != null
                && figure.interval().low() != null
                && figure.interval().high() != null) {
            hint = Said.of(
                    "numbers.tile.interval",
                    "low",
                    said(figure, figure.interval().low()),
                    "high",
                    said(figure, figure.interval().high()));
        } else if (change != null) {
            hint = Said.of("numbers.tile.change", "change", change.abs(), "way", change.signum() >= 0 ? "up" : "down");
        }
        return new Tile(
                Said.of("metric." + figure.metric().code()),
                figure.value() == null ? null : said(figure, figure.value()),
                null,
                "/numbers",
                hint == null ? Said.of("numbers.tile.period") : hint,
                reason(figure));
    }

    private static @Nullable Said reason(Figure figure) {
        return figure.reason() == null ? null : Said.of("metric.reason." + figure.reason());
    }

    private static Object said(Figure figure, BigDecimal value) {
        var rounded = figure.rounded(value);
        return switch (figure.metric().unit()) {
            case MONEY, MONEY_PER_DAY -> new WholeMoney(new Money(rounded, Objects.requireNonNull(figure.currency())));
            case SHARE -> Said.of("metrics.share", "share", rounded);
            case DAYS -> Said.of("metrics.days", "days", rounded, "count", rounded);
            case DEALS, PARTNERS, LINES -> rounded.longValue();
        };
    }
}
