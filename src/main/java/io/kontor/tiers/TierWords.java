package io.kontor.tiers;

import io.kontor.kernel.Money;
import io.kontor.language.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where somebody stands, as a sentence in the reader's language. */
public final class TierWords {
    private TierWords() {}

    /** "Gold since 1 April: 412,000 in 12 months, threshold 400,000; 12,000 above." */
    public static String stands(
            Words words, @Nullable String tier, @Nullable LocalDate since, List<Need> keeps, String currency) {
        var named = tier == null ? words.t("tiers.none") : tier;
        var begin = since == null
                ? words.t("tiers.says.always", "tier", named)
                : words.t("tiers.says", "tier", named, "day", since);
        return keeps.isEmpty() ? begin + "." : begin + ": " + needs(words, keeps, currency);
    }

    /** What is there of what a tier asks for, one sentence for each. */
    public static String needs(Words words, List<Need> needs, String currency) {
        return needs.stream().map(need -> need(words, need, currency)).collect(Collectors.joining(" "));
    }

    private static String need(Words words, Need need, String currency) {
        var over = need.over();
        var how = need.met() ? (over.signum() == 0 ? "just" : "above") : "short";
        return words.t(
                "tiers.need." + need.what() + "." + how,
                "value",
                amount(words, need, need.value(), currency),
                "threshold",
                amount(words, need, need.threshold(), currency),
                "over",
                amount(words, need, over.abs(), currency));
    }

    private static String amount(Words words, Need need, BigDecimal value, String currency) {
        return need.money() ? words.roundMoney(new Money(value, currency)) : words.number(value);
    }

    /** What is still missing for the next tier. */
    public static String missing(Words words, String next, List<Need> needs, String currency) {
        var open = needs.stream().filter(need -> !need.met()).toList();
        return words.t("tiers.next", "tier", next) + (open.isEmpty() ? "" : " " + needs(words, open, currency));
    }

    /** A share of the way as a whole number of hundredths, for a meter; never all of it while something is missing. */
    public static int way(BigDecimal reached) {
        return reached.compareTo(BigDecimal.ONE) >= 0
                ? 100
                : Math.clamp(reached.movePointRight(2).intValue(), 0, 99);
    }
}
