package io.kontor.metrics;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question with everything that does not depend on the figure: who asks, how the company counts, where partners stand.
 *
 * @param now the moment the answer is of
 * @param today the last day anything is known of
 * @param reached the partners the asker may see, or none for everything
 * @param firms the partners the asker may see
 */
record Asking(
        Question question,
        Instant now,
        LocalDate today,
        SettingSql.Setting setting,
        Scope scope,
        @Nullable Set<UUID> reached,
        Map<UUID, Firm> firms) {
    Fiscal fiscal() {
        return new Fiscal(setting.fiscalMonth());
    }

    /** The same asked of another question. */
    Asking with(Question other) {
        return new Asking(other, now, today, setting, scope, reached, firms);
    }

    /** Cut to the stretch of time that a key of one figure names, where it was taken apart by time. Refuses: no such stretch. */
    Asking cut(Metric metric, @Nullable String key) {
        var by = question.by();
        return by == null || !by.time() || key == null
                ? this
                : with(stretch(by, key).by(null).only(List.of(metric)));
    }

    private Question stretch(Dimension by, String key) {
        var fiscal = fiscal();
        var year = Integer.parseInt(key.replaceAll("^FY", "").substring(0, 4));
        var day = fiscal.start(Dimension.YEAR, LocalDate.of(year - 1, 1, 1));
        for (int i = 0; i < 40; i++, day = day.plusMonths(1)) {
            if (fiscal.key(by, day).equals(key)) {
                var from = fiscal.start(by, day);
                var to = fiscal.end(by, day);
                return question.within(
                        question.from() != null && question.from().isAfter(from) ? question.from() : from,
                        question.to() != null && question.to().isBefore(to) ? question.to() : to);
            }
        }
        throw Refusal.notFound(Figures.KIND);
    }

    /** Where a partner counts that counts on a day. */
    Dims stands(Firm firm, LocalDate day) {
        return firm.at(question.current() ? today : day);
    }

    boolean asked(Firm firm, LocalDate day) {
        return question.where().entrySet().stream()
                .allMatch(
                        one -> stands(firm, day).values(one.getKey(), firm.id()).contains(one.getValue()));
    }

    /** The last day of a stretch; one without an end ends today, and so does one that ends later. */
    LocalDate last(@Nullable LocalDate to) {
        return to == null || to.isAfter(today) ? today : to.minusDays(1);
    }

    DealReads.Ask deals(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable Dimension by) {
        return new DealReads.Ask(
                from,
                to,
                question.asOf(),
                question.where(),
                by,
                reached,
                question.current() ? places() : null,
                fiscal(),
                question.metrics());
    }

    private Map<UUID, Dims> places() {
        var places = new java.util.HashMap<UUID, Dims>();
        firms.forEach((id, firm) -> places.put(id, firm.at(today)));
        return places;
    }
}
