package io.kontor.deals;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable.Incoming;
import io.kontor.kernel.spi.Importable.Line;
import io.kontor.kernel.spi.Importable.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lines of deals as files bring them. */
final class DealImportLines {
    private DealImportLines() {}

    /** Lines there are already and told again change, others are added, and those not told stay. */
    static void tell(DealBuilder to, Deal old, Incoming one, String currency, boolean costs, @Nullable String reason) {
        var known = new HashMap<String, DealLine>();
        old.lines().stream()
                .filter(line -> line.key() != null)
                .forEach(line -> known.put(Objects.requireNonNull(line.key()), line));
        var told = new HashMap<String, DealLine>();
        for (var line : one.lines()) {
            told.put(line.key(), line(known.get(line.key()), line, currency, costs));
        }
        var lines = new ArrayList<DealLine>();
        var kept = new HashSet<String>();
        for (var line : old.lines()) {
            var now = line.key() == null ? null : told.get(line.key());
            lines.add(now == null ? line : now);
            kept.add(String.valueOf(line.key()));
        }
        int fresh = 0;
        for (var line : one.lines()) {
            if (!kept.contains(line.key())) {
                lines.add(Objects.requireNonNull(told.get(line.key())));
                fresh++;
            }
        }
        to.lines(lines);
        to.incomplete(incomplete(old, one, fresh, reason));
    }

    /** Lines still missing: those left out now, or those left out before that have not come since. */
    private static Deal.@Nullable Incomplete incomplete(Deal old, Incoming one, int fresh, @Nullable String reason) {
        var before = old.incomplete();
        int missing = Math.max(one.linesLeftOut(), before == null ? 0 : before.linesLeftOut() - fresh);
        if (missing <= 0) {
            return null;
        }
        return before != null && before.linesLeftOut() == missing
                ? before
                : new Deal.Incomplete(missing, Objects.requireNonNullElse(reason, one.system()));
    }

    private static DealLine line(@Nullable DealLine old, Line line, String currency, boolean costs) {
        var told = line.values();
        var quantity = told.speakOf("quantity") || old == null ? needed(told, "quantity") : old.quantity();
        var amount = told.speakOf("amount") || old == null ? needed(told, "amount") : old.amount();
        if (told.number("cost") != null && !costs) {
            throw Refusal.forbidden("cost", Verb.CHANGE);
        }
        var cost = told.speakOf("cost") && costs
                ? same(old == null ? null : old.cost(), told.number("cost"), currency)
                : old == null ? null : old.cost();
        return new DealLine(
                old == null ? 0 : old.number(),
                told.speakOf("product") || old == null ? told.reference("product") : old.productId(),
                told.speakOf("description") || old == null ? told.text("description") : old.description(),
                old != null && old.quantity().compareTo(quantity) == 0 ? old.quantity() : quantity,
                Objects.requireNonNull(same(old == null ? null : old.amount(), amount, currency)),
                cost,
                line.key());
    }

    private static BigDecimal needed(Values told, String field) {
        var value = told.number(field);
        if (value == null) {
            throw Refusal.invalid("field-required").at(field);
        }
        return value;
    }

    /** Amounts have the decimals of their currency at least; one that says the same stays as it is written. */
    static @Nullable BigDecimal same(@Nullable BigDecimal old, @Nullable BigDecimal told, String currency) {
        if (told == null || (old != null && old.compareTo(told) == 0)) {
            return told == null ? null : old;
        }
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        return told.scale() < digits ? told.setScale(digits, RoundingMode.UNNECESSARY) : told;
    }
}
