package io.kontor.metrics;

import io.kontor.metrics.FirmFigures.Counted;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts figures together: of a stretch of time, taken apart, and beside those of the stretch before. */
@Component
class Answers {
    private static final Sums NOTHING = new Sums();

    private final DealReads deals;
    private final FirmReads firms;

    Answers(DealReads deals, FirmReads firms) {
        this.deals = deals;
        this.firms = firms;
    }

    Answer of(Asking asking) {
        var question = asking.question();
        var figures = figures(asking, question.from(), question.to());
        var before = Fiscal.before(question.from(), asking.last(question.to()).plusDays(1));
        if (before != null) {
            figures = compared(figures, figures(asking, before.from(), before.to()));
        }
        return new Answer(
                asking.now(),
                asking.setting().currency(),
                question.from(),
                question.to(),
                figures,
                parts(asking, before));
    }

    private static List<Figure> compared(List<Figure> figures, List<Figure> before) {
        var values = new java.util.EnumMap<Metric, @Nullable BigDecimal>(Metric.class);
        before.forEach(figure -> values.put(figure.metric(), figure.value()));
        return figures.stream()
                .map(figure -> figure.after(values.get(figure.metric())))
                .toList();
    }

    /** All together. */
    private List<Figure> figures(Asking asking, @Nullable LocalDate from, @Nullable LocalDate to) {
        var sums = ofDeals(asking) ? deals.sums(asking.deals(from, to, null)).getOrDefault("", NOTHING) : NOTHING;
        var partners = ofPartners(asking) ? partners(asking, from, asking.last(to), asking.last(to)) : null;
        return each(
                asking, sums, metric -> Objects.requireNonNull(partners).of(metric, counted(asking, partners, metric)));
    }

    private static boolean ofDeals(Asking asking) {
        return asking.question().metrics().stream().anyMatch(Metric::ofDeals);
    }

    private static boolean ofPartners(Asking asking) {
        return asking.question().metrics().stream().anyMatch(metric -> !metric.ofDeals());
    }

    private static List<Figure> each(Asking asking, Sums sums, Function<Metric, Figure> ofPartners) {
        var ofDeals = new DealFigures(asking.now(), asking.setting().currency());
        return Arrays.stream(Metric.values())
                .filter(asking.question().metrics()::contains)
                .map(metric -> metric.ofDeals() ? ofDeals.of(metric, sums) : ofPartners.apply(metric))
                .toList();
    }

    FirmFigures partners(Asking asking, @Nullable LocalDate from, LocalDate last, LocalDate observed) {
        var metrics = asking.question().metrics();
        boolean selling = metrics.contains(Metric.PARTNERS_WITH_DEALS) || metrics.contains(Metric.PARTNERS_ACTIVE);
        var known = asking.question().asOf();
        return new FirmFigures(
                asking.firms().values(),
                from,
                last,
                observed,
                selling ? deals.sellers(from, last.plusDays(1), known) : Map.of(),
                metrics.contains(Metric.PARTNER_ENGAGEMENT)
                        ? firms.activity(last.minusDays(FirmFigures.RECENT_DAYS - 1L), last, known)
                        : Map.of(),
                asking.now());
    }

    static List<Counted> counted(Asking asking, FirmFigures partners, Metric metric) {
        var counted = partners.counted(metric);
        return asking.question().where().isEmpty()
                ? counted
                : counted.stream()
                        .filter(one -> asking.asked(one.firm(), one.day()))
                        .toList();
    }

    private List<Answer.Part> parts(Asking asking, Fiscal.@Nullable Stretch before) {
        var by = asking.question().by();
        if (by == null) {
            return List.of();
        }
        if (by.time()) {
            return stretches(asking, by);
        }
        var now = values(asking, by, asking.question().from(), asking.question().to());
        var then = before == null ? Map.<String, List<Figure>>of() : values(asking, by, before.from(), before.to());
        var names = names(by, now.keySet());
        return now.entrySet().stream()
                .filter(part -> part.getValue().stream().anyMatch(figure -> figure.rows() > 0))
                .map(part -> new Answer.Part(
                        part.getKey(),
                        names.get(part.getKey()),
                        null,
                        compared(part.getValue(), then.getOrDefault(part.getKey(), List.of()))))
                .sorted(Comparator.comparing(
                                Answers::size, Comparator.nullsFirst(Comparator.<BigDecimal>naturalOrder()))
                        .reversed()
                        .thenComparing(Answer.Part::key))
                .toList();
    }

    /** The partners one figure moved most for, the biggest move first. */
    List<Answer.Part> movers(Asking asking, Metric metric, int most) {
        var question = asking.question();
        var before = Fiscal.before(question.from(), asking.last(question.to()).plusDays(1));
        if (before == null) {
            return List.of();
        }
        var now = values(asking, Dimension.PARTNER, question.from(), question.to());
        var then = values(asking, Dimension.PARTNER, before.from(), before.to());
        record Move(String key, BigDecimal by) {}
        var keys = new TreeSet<>(now.keySet());
        keys.addAll(then.keySet());
        keys.remove("");
        var moves = keys.stream()
                .map(key -> new Move(key, value(now.get(key), metric).subtract(value(then.get(key), metric))))
                .filter(move -> move.by().signum() != 0)
                .sorted(Comparator.comparing((Move move) -> move.by().abs())
                        .reversed()
                        .thenComparing(Move::key))
                .limit(most)
                .map(Move::key)
                .toList();
        var names = names(Dimension.PARTNER, new TreeSet<>(moves));
        return moves.stream()
                .map(key -> new Answer.Part(
                        key,
                        names.get(key),
                        null,
                        compared(
                                now.containsKey(key) ? now.get(key) : nothing(asking),
                                then.getOrDefault(key, List.of()))))
                .toList();
    }

    private static List<Figure> nothing(Asking asking) {
        return each(asking, NOTHING, metric -> {
            throw new IllegalArgumentException(metric + " is not about deals");
        });
    }

    private static BigDecimal value(@Nullable List<Figure> figures, Metric metric) {
        return figures == null
                ? BigDecimal.ZERO
                : figures.stream()
                        .filter(figure -> figure.metric() == metric)
                        .map(Figure::value)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(BigDecimal.ZERO);
    }

    private static @Nullable BigDecimal size(Answer.Part part) {
        return part.figures().isEmpty() ? null : part.figures().getFirst().value();
    }

    private Map<String, List<Figure>> values(
            Asking asking, Dimension by, @Nullable LocalDate from, @Nullable LocalDate to) {
        var sums = ofDeals(asking) ? deals.sums(asking.deals(from, to, by)) : Map.<String, Sums>of();
        var keys = new TreeSet<>(sums.keySet());
        var counted = new TreeMap<Metric, Map<String, List<Counted>>>();
        var partners = ofPartners(asking) ? partners(asking, from, asking.last(to), asking.last(to)) : null;
        if (partners != null) {
            for (var metric : asking.question().metrics()) {
                if (!metric.ofDeals()) {
                    var groups = grouped(asking, by, counted(asking, partners, metric));
                    counted.put(metric, groups);
                    keys.addAll(groups.keySet());
                }
            }
        }
        var values = new TreeMap<String, List<Figure>>();
        for (var key : keys) {
            values.put(
                    key,
                    each(
                            asking,
                            sums.getOrDefault(key, NOTHING),
                            metric -> Objects.requireNonNull(partners)
                                    .of(
                                            metric,
                                            Objects.requireNonNull(counted.get(metric))
                                                    .getOrDefault(key, List.of()))));
        }
        return values;
    }

    static Map<String, List<Counted>> grouped(Asking asking, Dimension by, List<Counted> counted) {
        var groups = new TreeMap<String, List<Counted>>();
        for (var one : counted) {
            for (var value :
                    asking.stands(one.firm(), one.day()).values(by, one.firm().id())) {
                groups.computeIfAbsent(value, any -> new ArrayList<>()).add(one);
            }
        }
        return groups;
    }

    /** Year by year, quarter by quarter or month by month, each beside the one before. */
    private List<Answer.Part> stretches(Asking asking, Dimension by) {
        var question = asking.question();
        var sums = ofDeals(asking)
                ? new TreeMap<>(deals.sums(asking.deals(question.from(), question.to(), by)))
                : new TreeMap<String, Sums>();
        var fiscal = asking.fiscal();
        var first = first(asking, by);
        var parts = new ArrayList<Answer.Part>();
        var before = List.<Figure>of();
        for (var day = first; day != null && !day.isAfter(end(asking)); day = fiscal.end(by, day)) {
            var key = fiscal.key(by, day);
            var figures = stretch(asking, by, day, sums.getOrDefault(key, NOTHING));
            parts.add(new Answer.Part(key, null, day, compared(figures, before)));
            before = figures;
        }
        return parts;
    }

    private static LocalDate end(Asking asking) {
        return asking.last(asking.question().to());
    }

    /** Where to begin: with the period, else with the first thing known. */
    private @Nullable LocalDate first(Asking asking, Dimension by) {
        var from = asking.question().from();
        if (from == null) {
            from = deals.firstDay(asking.question().asOf());
            for (var firm : asking.firms().values()) {
                var joined = firm.joined();
                if (joined != null && (from == null || joined.isBefore(from))) {
                    from = joined;
                }
            }
        }
        return from == null ? null : asking.fiscal().start(by, from);
    }

    private List<Figure> stretch(Asking asking, Dimension by, LocalDate start, Sums sums) {
        var from = asking.question().from();
        var first = from != null && from.isAfter(start) ? from : start;
        var whole = asking.fiscal().end(by, start);
        var last = end(asking).isBefore(whole) ? end(asking) : whole.minusDays(1);
        var partners = ofPartners(asking) ? partners(asking, first, last, end(asking)) : null;
        return each(
                asking, sums, metric -> Objects.requireNonNull(partners).of(metric, counted(asking, partners, metric)));
    }

    private Map<String, String> names(Dimension by, java.util.Set<String> keys) {
        if (by != Dimension.PARTNER && by != Dimension.REGION) {
            return Map.of();
        }
        var ids = keys.stream()
                .filter(key -> !key.isEmpty())
                .map(UUID::fromString)
                .toList();
        var names = new TreeMap<String, String>();
        (by == Dimension.PARTNER ? firms.partnerNames(ids) : firms.regionNames(ids))
                .forEach((id, name) -> names.put(id.toString(), name));
        return names;
    }
}
