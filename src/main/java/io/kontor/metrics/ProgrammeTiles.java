package io.kontor.metrics;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Said;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Tiles;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The programme in a few numbers, for Home. */
@Component
final class ProgrammeTiles implements Tiles {
    private static final Set<Metric> SHOWN =
            Set.of(Metric.PARTNERS_RECRUITED, Metric.PARTNERS_WITH_DEALS, Metric.DEALS_WON);

    private final Figures figures;

    ProgrammeTiles(Figures figures) {
        this.figures = figures;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public List<Tile> of(Actor actor, LocalDate today) {
        if (!actor.may(Figures.KIND, Verb.SEE)) {
            return List.of();
        }
        return figures.of(actor, Question.of(SHOWN).lately(true)).figures().stream()
                .filter(figure -> SHOWN.contains(figure.metric()))
                .map(ProgrammeTiles::tile)
                .toList();
    }

    private static Tile tile(Figure figure) {
        return new Tile(
                Said.of("metric." + figure.metric().code()),
                figure.said(),
                null,
                figure.metric().rows(),
                hint(figure),
                null);
    }

    private static @Nullable Said hint(Figure figure) {
        return figure.unpriced() > 0
                ? Said.of("metric.unpriced", "count", figure.unpriced())
                : Said.of("metric." + figure.metric().code() + ".tile");
    }
}
