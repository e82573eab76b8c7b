package io.kontor.tiers;

import io.kontor.partners.Programme;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the benefits of a programme take up in a year, as far as the library says how that is counted. A value that cannot be read
 * is left out and never guessed.
 */
final class BenefitValues {
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,4})?)");
    private static final Set<String> NONE = Set.of("", "-", "–", "no", "none", "0");

    private final Programme programme;
    private final Map<String, Benefit> library = new HashMap<>();

    BenefitValues(Programme programme, List<Benefit> benefits) {
        this.programme = programme;
        benefits.forEach(one -> library.put(one.name().toLowerCase(Locale.ROOT), one));
    }

    /** Whether anything of this programme is counted. */
    boolean counted() {
        return programme.benefits().stream().anyMatch(one -> known(one).isPresent());
    }

    private Optional<Benefit> known(Programme.Benefit benefit) {
        return Optional.ofNullable(library.get(benefit.name().toLowerCase(Locale.ROOT)))
                .filter(one -> one.kind() != Benefit.Kind.TEXT);
    }

    /** What one partner in a tier takes up, in the reporting currency. */
    BigDecimal yearly(@Nullable String tier, BigDecimal revenue) {
        if (tier == null) {
            return BigDecimal.ZERO;
        }
        return programme.benefits().stream()
                .flatMap(benefit -> known(benefit).stream()
                        .map(kind -> worth(kind, benefit.values().getOrDefault(tier, ""), revenue)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal worth(Benefit benefit, String value, BigDecimal revenue) {
        var text = value.strip().toLowerCase(Locale.ROOT);
        if (NONE.contains(text)) {
            return BigDecimal.ZERO;
        }
        return switch (benefit.kind()) {
            case FIXED -> benefit.yearly() == null ? BigDecimal.ZERO : benefit.yearly();
            case PERCENT ->
                number(text.replace("%", "").strip()).movePointLeft(2).multiply(revenue);
            case AMOUNT -> number(text.replaceAll("[ '\\u00a0\\u202f]", ""));
            case TEXT -> BigDecimal.ZERO;
        };
    }

    private static BigDecimal number(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : BigDecimal.ZERO;
    }
}
