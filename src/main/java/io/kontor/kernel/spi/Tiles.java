package io.kontor.kernel.spi;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Said;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How we are doing, in a few numbers on Home. A bean of this type is asked on every visit, so it reads what is kept ready. */
public interface Tiles {
    /** Where they stand among those of other rooms; lower comes first. */
    int order();

    /** @param today in the company's zone */
    List<Tile> of(Actor actor, LocalDate today);

    /**
     * @param value a number, money, day or {@code Said}; none when it cannot be said
     * @param unit behind a bare number, or none
     * @param link the way down to the rows behind it
     * @param hint one line below it: how it is counted, its interval, its target
     * @param missing why there is no value, and what would bring one
     */
    record Tile(
            Said label,
            @Nullable Object value,
            @Nullable Said unit,
            @Nullable String link,
            @Nullable Said hint,
            @Nullable Said missing) {}
}
