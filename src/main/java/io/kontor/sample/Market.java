package io.kontor.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What every made-up programme has in common: where it sells, in which currencies, what, and when. */
final class Market {
    static final List<Plan.Region> REGIONS = List.of(
            new Plan.Region("dach", "Germany, Austria, Switzerland", List.of("DE", "AT", "CH")),
            new Plan.Region("west", "France and Benelux", List.of("FR", "BE", "NL")),
            new Plan.Region("iberia", "Spain and Portugal", List.of("ES", "PT")),
            new Plan.Region("north", "Nordics", List.of("SE", "DK")),
            new Plan.Region("uki", "United Kingdom and Ireland", List.of("GB", "IE")),
            new Plan.Region("americas", "North America", List.of("US", "CA")));
    static final int BOTTLENECK = 2;
    /** The people who answer for everything; a manager and an owner per region follow. */
    static final int OFFICE_ROLES = 14;

    /** How many firms of a hundred sit in each region. */
    static final int[] SHARE = {34, 20, 14, 8, 14, 10};

    static final Map<String, String> CURRENCY =
            Map.of("CH", "CHF", "SE", "SEK", "DK", "DKK", "GB", "GBP", "US", "USD", "CA", "CAD");
    static final Map<String, Double> RATE =
            Map.of("CHF", 0.95, "SEK", 11.3, "DKK", 7.46, "GBP", 0.86, "USD", 1.09, "CAD", 1.48);
    static final Map<String, String> LANGUAGE =
            Map.of("DE", "de", "AT", "de", "CH", "de", "FR", "fr", "BE", "fr", "ES", "es");
    /** What a month sells compared with an average one: slow summers, a strong last quarter. */
    static final double[] SEASON = {0.8, 0.9, 1.15, 0.9, 0.95, 1.2, 0.75, 0.6, 1.1, 1.05, 1.2, 1.4};

    static final List<String> LOSSES = List.of("price", "competitor", "no-decision", "no-budget");
    static final List<Plan.Family> FAMILIES = List.of(
            new Plan.Family("platform", "Platform"),
            new Plan.Family("modules", "Modules"),
            new Plan.Family("appliances", "Appliances"),
            new Plan.Family("support", "Support"),
            new Plan.Family("training", "Training"));

    private Market() {}

    /** A place among shares, each as likely as it is large. */
    static int pick(Random random, int[] shares) {
        int total = Arrays.stream(shares).sum();
        int at = random.nextInt(total);
        int index = 0;
        while (at >= shares[index]) {
            at -= shares[index++];
        }
        return index;
    }

    /** The place among the staff of whoever manages partners in a region. */
    static int managerOf(int region) {
        return OFFICE_ROLES + 2 * region;
    }

    static LocalDate workday(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.minusDays(1);
            case SUNDAY -> day.minusDays(2);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
        };
    }

    static LocalDate workdayAfter(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY
                ? day.plusDays(2)
                : day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.plusDays(1) : day;
    }
}
