package io.kontor.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a question, in the order of {@link Metric}.
 *
 * @param from first day, or none for since ever
 * @param to first day not included, or none for until now
 * @param parts the same figures taken apart, by value of the dimension; empty when nothing was asked by
 */
public record Answer(
        Instant asOf,
        String currency,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        List<Figure> figures,
        List<Part> parts) {
    public Answer {
        figures = List.copyOf(figures);
        parts = List.copyOf(parts);
    }

    public Optional<Figure> of(Metric metric) {
        return find(figures, metric);
    }

    /**
     * The figures of one value of a dimension.
     *
     * @param key the value: an id of a partner or region, a code, or a stretch of time as 2027, 2027-Q1, 2027-01; empty when nothing is told
     * @param name what people call it, where the key is an id
     * @param from the first day of a stretch of time
     */
    public record Part(
            String key, @Nullable String name, @Nullable LocalDate from, List<Figure> figures) {
        public Part {
            figures = List.copyOf(figures);
        }

        public Optional<Figure> of(Metric metric) {
            return find(figures, metric);
        }
    }

    private static Optional<Figure> find(List<Figure> figures, Metric metric) {
        for (var figure : figures) {
            if (figure.metric() == metric) {
                return Optional.of(figure);
            }
        }
        return Optional.empty();
    }
}
