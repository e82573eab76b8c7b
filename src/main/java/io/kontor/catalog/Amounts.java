package io.kontor.catalog;

import io.kontor.kernel.Dated;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Amounts by day, in any number of currencies: what prices and costs are. */
public final class Amounts {
    private Amounts() {}

    /**
     * The rows by currency and day. Refuses: an amount below zero; two rows of a currency on one day.
     *
     * @param field where the mistake is
     */
    static List<Dated<Money>> checked(List<Dated<Money>> rows, String field) {
        var byCurrency = new TreeMap<String, List<Dated<Money>>>();
        for (var row : rows) {
            if (row.value().amount().signum() < 0) {
                throw Refusal.invalid("amount-below-zero", "amount", row.value().amount())
                        .at(field);
            }
            byCurrency
                    .computeIfAbsent(row.value().currency(), currency -> new ArrayList<>())
                    .add(row);
        }
        return byCurrency.values().stream()
                .flatMap(history -> withoutOverlap(history, field).stream())
                .toList();
    }

    private static List<Dated<Money>> withoutOverlap(List<Dated<Money>> history, String field) {
        var sorted = history.stream()
                .sorted(Comparator.comparing(Dated::from, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            var later = sorted.get(i);
            if (sorted.get(i - 1).period().overlaps(later.period())) {
                var currency = later.value().currency();
                var from = later.from();
                throw (from == null
                                ? Refusal.invalid("amounts-overlap-always", "currency", currency)
                                : Refusal.invalid("amounts-overlap", "currency", currency, "day", from))
                        .at(field);
            }
        }
        return sorted;
    }

    /** What holds on a day in a currency. */
    public static Optional<Money> at(List<Dated<Money>> rows, String currency, LocalDate day) {
        return Dated.at(
                rows.stream()
                        .filter(row -> row.value().currency().equals(currency))
                        .toList(),
                day);
    }

    /** The rows with an amount that holds from a day on; other currencies stay as they are. */
    public static List<Dated<Money>> changed(List<Dated<Money>> rows, Money amount, LocalDate day) {
        var others = rows.stream()
                .filter(row -> !row.value().currency().equals(amount.currency()))
                .toList();
        var own = rows.stream()
                .filter(row -> row.value().currency().equals(amount.currency()))
                .toList();
        var all = new ArrayList<>(others);
        all.addAll(Dated.changed(own, amount, day));
        return List.copyOf(all);
    }
}
