package io.kontor.catalog.web;

import io.kontor.kernel.Dated;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.ui.Form;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between amounts by day and currency, and the rows of a form or page. */
final class AmountRows {
    private AmountRows() {}

    /**
     * A row as a page shows it.
     *
     * @param now whether it holds today
     */
    record Row(Dated<Money> row, boolean now) {}

    /** @param today marks what holds; none on a page of the past. By currency, the newest first. */
    static List<Row> shown(List<Dated<Money>> rows, @Nullable LocalDate today) {
        var newest = Comparator.<Dated<Money>, LocalDate>comparing(
                        Dated::from, Comparator.nullsFirst(Comparator.naturalOrder()))
                .reversed();
        return rows.stream()
                .sorted(Comparator.<Dated<Money>, String>comparing(
                                row -> row.value().currency())
                        .thenComparing(newest))
                .map(row -> new Row(row, today != null && row.period().contains(today)))
                .toList();
    }

    static void fill(Form form, String name, List<Dated<Money>> rows) {
        form.setAll(
                name + ".amount",
                rows.stream().map(row -> form.typed(row.value().amount())).toList());
        form.setAll(
                name + ".currency",
                rows.stream().map(row -> row.value().currency()).toList());
        form.setAll(name + ".from", rows.stream().map(Dated::from).toList());
        form.setAll(name + ".to", rows.stream().map(Dated::to).toList());
    }

    /** What was typed; mistakes are noted at the field of that name. */
    static List<Dated<Money>> read(Form form, String name) {
        var rows = new ArrayList<Dated<Money>>();
        for (var row : form.allRows(name, "amount")) {
            var untold = row.text("amount") == null && row.text("from") == null && row.text("to") == null;
            if (!untold) {
                read(form, name, row, rows);
            }
        }
        return rows;
    }

    private static void read(Form form, String name, Form.Row row, List<Dated<Money>> rows) {
        BigDecimal amount = row.number("amount");
        var from = row.day("from");
        var to = row.day("to");
        if (form.error(name) != null) {
            return;
        }
        try {
            if (amount == null) {
                throw Refusal.invalid("amount-missing");
            }
            rows.add(Fields.at(name, () -> new Dated<>(new Money(amount, row.value("currency")), from, to)));
        } catch (Refusal refusal) {
            form.refuse(refusal.at(name));
        }
    }
}
