package io.kontor.tiers;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/**
 * What rules would have said at the end of a quarter.
 *
 * @param day the last day of the quarter
 * @param rose how many would have moved up since the quarter before, {@code fell} how many down
 * @param otherwise how many would have had another tier than they had
 * @param unknown of how many it cannot be said, because what the rules ask for is not known of that day
 * @param moved what those who would have moved came to in twelve months
 * @param benefits what the benefits of all members would have taken up in a year, {@code had} what those of the tiers they had did
 * @param tiers how many would have been in each tier
 */
public record Quarter(
        LocalDate day,
        int members,
        int rose,
        int fell,
        int otherwise,
        int unknown,
        BigDecimal moved,
        BigDecimal benefits,
        BigDecimal had,
        Map<String, Integer> tiers) {
    public Quarter {
        tiers = Map.copyOf(tiers);
    }
}
