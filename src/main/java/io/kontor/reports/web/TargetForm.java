package io.kontor.reports.web;

import io.kontor.governance.Finding;
import io.kontor.kernel.Refusal;
import io.kontor.metrics.Metric;
import io.kontor.reports.MetricTargets;
import io.kontor.reports.Stretch;
import io.kontor.reports.Target;
import io.kontor.ui.Form;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Targets in a form: fields named like their places in the document, {@code targets.0.value}; shares are typed in percent. */
final class TargetForm {
    private static final String DO = "targets.do";
    private static final String COUNT = "targets.count";
    private static final List<String> FIELDS =
            List.of("metric", "value", "period", "begins", "ends", "outcome", "name", "baseline", "owner", "note");
    private static final String REFUSED = "refusal.";

    private TargetForm() {}

    static String field(int row, String name) {
        return "targets." + row + "." + name;
    }

    static int rows(Form form) {
        var count = form.value(COUNT);
        return count.matches("\\d{1,3}") ? Math.min(Integer.parseInt(count), MetricTargets.MOST) : 0;
    }

    static void fill(Form form, MetricTargets content) {
        form.set(COUNT, content.targets().size());
        for (int i = 0; i < content.targets().size(); i++) {
            var target = content.targets().get(i);
            boolean share = share(target.metric());
            form.set(field(i, "metric"), target.metric())
                    .set(field(i, "value"), typed(target.value(), share))
                    .set(field(i, "period"), target.period())
                    .set(field(i, "begins"), target.begins())
                    .set(field(i, "ends"), target.ends())
                    .set(field(i, "outcome"), target.steers() ? "yes" : null)
                    .set(field(i, "name"), target.name())
                    .set(field(i, "baseline"), typed(target.baseline(), share))
                    .set(field(i, "owner"), target.owner())
                    .set(field(i, "note"), target.note());
        }
    }

    private static boolean share(String metric) {
        return Metric.of(metric).filter(one -> one.unit() == Metric.Unit.SHARE).isPresent();
    }

    private static @Nullable BigDecimal typed(@Nullable BigDecimal value, boolean share) {
        if (value == null || !share) {
            return value;
        }
        var percent = value.movePointRight(2).stripTrailingZeros();
        return percent.scale() < 0 ? percent.setScale(0) : percent;
    }

    /** Whether a button of the rows was pressed: one was added or taken out, as the form now says. */
    static boolean act(Form form) {
        var pressed = form.value(DO);
        if (pressed.isEmpty()) {
            return false;
        }
        var parts = pressed.split(":", 2);
        int row = parts.length == 2 && parts[1].matches("\\d{1,3}") ? Integer.parseInt(parts[1]) : -1;
        int rows = rows(form);
        switch (parts[0]) {
            case "add" -> add(form, rows);
            case "next" -> next(form, row, rows);
            case "remove" -> remove(form, row, rows);
            default -> {}
        }
        form.set(DO, null);
        return true;
    }

    private static void add(Form form, int rows) {
        if (rows < MetricTargets.MOST) {
            for (var name : FIELDS) {
                form.set(field(rows, name), null);
            }
            form.set(COUNT, rows + 1);
        }
    }

    /** The same figure in the period after this one, at the end. */
    private static void next(Form form, int row, int rows) {
        if (row < 0 || row >= rows || rows >= MetricTargets.MOST) {
            return;
        }
        add(form, rows);
        for (var name : List.of("metric", "value", "period", "owner")) {
            form.set(field(rows, name), form.value(field(row, name)));
        }
        var begins = form.day(field(row, "begins"));
        var period = form.choice(field(row, "period"), Stretch.class);
        if (begins != null && period != null && period != Stretch.DAYS) {
            form.set(field(rows, "begins"), Target.after(period, begins));
        }
    }

    private static void remove(Form form, int row, int rows) {
        if (row < 0 || row >= rows) {
            return;
        }
        for (int i = row; i < rows; i++) {
            for (var name : FIELDS) {
                form.set(field(i, name), i + 1 < rows ? form.value(field(i + 1, name)) : null);
            }
        }
        form.set(COUNT, rows - 1);
    }

    /** The targets that stand in a form; rows in which nothing was typed are left out. What cannot be read is noted beside its field. */
    static MetricTargets read(Form form) {
        var targets = new ArrayList<Target>();
        for (int i = 0; i < rows(form); i++) {
            if (typedIn(form, i)) {
                var target = target(form, i);
                if (target != null) {
                    targets.add(target);
                }
            }
        }
        form.check();
        return new MetricTargets(targets);
    }

    private static boolean typedIn(Form form, int row) {
        return List.of("metric", "value", "begins", "name", "note").stream()
                .anyMatch(name -> !form.value(field(row, name)).isBlank());
    }

    private static @Nullable Target target(Form form, int row) {
        var metric = form.required(field(row, "metric"));
        boolean share = share(metric);
        var value = form.number(field(row, "value"));
        var baseline = form.number(field(row, "baseline"));
        var period = form.choice(field(row, "period"), Stretch.class);
        var begins = form.day(field(row, "begins"));
        var ends = form.day(field(row, "ends"));
        required(form, field(row, "value"), value);
        required(form, field(row, "period"), period);
        required(form, field(row, "begins"), begins);
        if (metric.isEmpty() || value == null || period == null || begins == null) {
            return null;
        }
        try {
            return new Target(
                    metric,
                    share ? value.movePointLeft(2) : value,
                    period,
                    begins,
                    period == Stretch.DAYS ? ends : null,
                    form.checked(field(row, "outcome")),
                    form.text(field(row, "name")),
                    baseline != null && share ? baseline.movePointLeft(2) : baseline,
                    form.text(field(row, "owner")),
                    form.text(field(row, "note")));
        } catch (Refusal refusal) {
            form.refuse(refusal.at(field(row, String.valueOf(refusal.field()))));
            return null;
        }
    }

    private static void required(Form form, String field, @Nullable Object value) {
        if (value == null && form.error(field) == null) {
            form.refuse(Refusal.invalid("field-required").at(field));
        }
    }

    /** Puts what is wrong with the draft beside its fields. */
    static void refuse(Form form, List<Finding> findings) {
        findings.stream().filter(Finding::error).forEach(finding -> {
            var args = new ArrayList<Object>();
            finding.args().forEach((name, value) -> {
                args.add(name);
                args.add(value);
            });
            var refusal = Refusal.invalid(finding.code().substring(REFUSED.length()), args.toArray());
            form.refuse(finding.path().isEmpty() ? refusal : refusal.at(place(finding)));
        });
    }

    private static String place(Finding finding) {
        return finding.path().substring(1).replace('/', '.');
    }

    /** What somebody should weigh, by the row it is about. */
    static Map<Integer, List<Finding>> notes(List<Finding> findings) {
        var notes = new TreeMap<Integer, List<Finding>>();
        findings.stream().filter(finding -> !finding.error()).forEach(finding -> {
            var parts = finding.path().split("/", -1);
            if (parts.length > 2 && parts[2].matches("\\d{1,3}")) {
                notes.computeIfAbsent(Integer.valueOf(parts[2]), row -> new ArrayList<>())
                        .add(finding);
            }
        });
        return notes;
    }
}
