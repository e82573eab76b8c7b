package io.kontor.sample;

import io.kontor.kernel.Refusal;
import java.time.LocalDate;

/**
 * How large a made-up programme is.
 *
 * @param seed the same seed gives the same programme
 * @param ending its last day
 * @param dealsPerYear how many deals a firm of average strength opens in a year
 */
public record Settings(int partners, int years, long seed, LocalDate ending, double dealsPerYear) {
    public static final double USUAL_DEALS = 15;

    public Settings {
        if (partners < 1 || partners > 50_000) {
            throw Refusal.invalid("sample-partners", "least", 1, "most", 50_000).at("partners");
        }
        if (years < 1 || years > 20) {
            throw Refusal.invalid("sample-years", "least", 1, "most", 20).at("years");
        }
    }

    public static Settings of(int partners, int years, long seed, LocalDate ending) {
        return new Settings(partners, years, seed, ending, USUAL_DEALS);
    }

    /** Its first day. */
    LocalDate starting() {
        return ending.minusYears(years);
    }
}
