package io.kontor.metrics;

import io.kontor.kernel.Period;
import io.kontor.kernel.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which figures, of when, of whom, and as known when. Made step by step: {@code Question.all().within(from, to).by(TIER)}.
 *
 * @param from first day, or none for since ever
 * @param to first day not included, or none for until now
 * @param asOf answers with what was known at that moment; none for what is known now
 * @param current whether partners count where they stand today, not where they stood on each figure's own day
 * @param by takes the figures apart, or none
 * @param where only of these: what a dimension has to be; an empty value means that nothing is told
 * @param lately whether an answer some seconds old will do; it says of when it is
 */
public record Question(
        Set<Metric> metrics,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Instant asOf,
        boolean current,
        @Nullable Dimension by,
        Map<Dimension, String> where,
        boolean lately) {
    public Question {
        new Period(from, to);
        metrics = Set.copyOf(metrics);
        where = Map.copyOf(where);
        if (where.keySet().stream().anyMatch(Dimension::time)) {
            throw Refusal.invalid("metric-filter-time").at("where");
        }
    }

    public static Question all() {
        return of(Arrays.asList(Metric.values()));
    }

    public static Question of(Metric... metrics) {
        return of(Arrays.asList(metrics));
    }

    public static Question of(Collection<Metric> metrics) {
        return new Question(EnumSet.copyOf(metrics), null, null, null, false, null, Map.of(), false);
    }

    /** @param last first day not included */
    public Question within(@Nullable LocalDate first, @Nullable LocalDate last) {
        return new Question(metrics, first, last, asOf, current, by, where, lately);
    }

    public Question asOf(@Nullable Instant known) {
        return new Question(metrics, from, to, known, current, by, where, lately);
    }

    public Question current(boolean today) {
        return new Question(metrics, from, to, asOf, today, by, where, lately);
    }

    public Question by(@Nullable Dimension dimension) {
        return new Question(metrics, from, to, asOf, current, dimension, where, lately);
    }

    /** Only of partners of whom this is true, and of their deals. */
    public Question where(Dimension dimension, String value) {
        var all = new EnumMap<Dimension, String>(Dimension.class);
        all.putAll(where);
        all.put(dimension, value);
        return new Question(metrics, from, to, asOf, current, by, all, lately);
    }

    public Question only(Collection<Metric> fewer) {
        return new Question(Set.copyOf(fewer), from, to, asOf, current, by, where, lately);
    }

    /** An answer some seconds old will do: for pages many look at while much changes. */
    public Question lately(boolean enough) {
        return new Question(metrics, from, to, asOf, current, by, where, enough);
    }
}
