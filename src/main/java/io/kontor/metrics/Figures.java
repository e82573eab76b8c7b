package io.kontor.metrics;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Money;
import io.kontor.kernel.Verb;
import io.kontor.metrics.FirmFigures.Counted;
import io.kontor.stats.Confidence;
import io.kontor.stats.Survival;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * What the programme is worth, in figures that can only be read one way. A figure is about what the actor may see: all of the
 * office, or the partners in their care.
 */
@Component
public final class Figures implements DisposableBean {
    public static final String KIND = "metric";

    private final Tx tx;
    private final Answers answers;
    private final FirmReads firms;
    private final FigureRows rows;
    private final SettingSql settings;
    private final Clock clock;
    private final KeptAnswers kept = new KeptAnswers();

    Figures(Tx tx, Answers answers, FirmReads firms, FigureRows rows, SettingSql settings, Clock clock) {
        this.tx = tx;
        this.answers = answers;
        this.firms = firms;
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The figures asked for, each beside its value in the period before, and taken apart where that was asked. An answer is given
     * again while nothing changes; it says of when it is.
     */
    public Answer of(Actor actor, Question question) {
        return ask(actor, question, "of", answers::of);
    }

    /**
     * The figures month by month, the oldest first: the months up to and with the one the question's period ends in.
     *
     * @param months how many
     */
    public List<Answer.Part> series(Actor actor, Question question, int months) {
        return ask(actor, question.by(Dimension.MONTH), "series " + months, asking -> {
            var last = asking.last(question.to()).withDayOfMonth(1);
            return answers.of(asking.with(asking.question()
                            .within(
                                    last.minusMonths(months - 1L),
                                    asking.last(question.to()).plusDays(1))))
                    .parts();
        });
    }

    /**
     * The partners one figure moved most for, up or down, against the period before; none when there is no period.
     *
     * @param most how many at most, the biggest move first
     */
    public List<Answer.Part> movers(Actor actor, Question question, Metric metric, int most) {
        return ask(
                actor,
                question.only(List.of(metric)).by(Dimension.PARTNER),
                "movers " + most,
                asking -> answers.movers(asking, metric, most));
    }

    /**
     * How many partners still wait for their first deal after how many days: the curve behind {@link
     * Metric#TIME_TO_FIRST_DEAL}.
     *
     * @param median the figure itself, with its interval and, in its parts, the restricted mean
     * @param points where the curve falls, from day 0 on
     * @param longest the longest any of them was watched, in days
     */
    public record Curve(Figure median, List<Point> points, long longest) {}

    /**
     * @param day since joining
     * @param atRisk how many were still waiting, and watched, just before
     * @param deals for how many it was the day of the first deal
     * @param waiting the share still waiting after it
     * @param low the lower end of its log-log interval with 95 % confidence; none where nothing is known
     * @param high the upper end
     */
    public record Point(
            long day,
            int atRisk,
            int deals,
            double waiting,
            @Nullable Double low,
            @Nullable Double high) {}

    public Curve curve(Actor actor, Question question) {
        return ask(actor, question.only(List.of(Metric.TIME_TO_FIRST_DEAL)).by(null), "curve", asking -> {
            var last = asking.last(question.to());
            var partners = answers.partners(asking, question.from(), last, last);
            var counted = Answers.counted(asking, partners, Metric.TIME_TO_FIRST_DEAL);
            var points = new java.util.ArrayList<Point>();
            points.add(new Point(0, counted.size(), 0, 1, 1.0, 1.0));
            var survival = FirmFigures.survival(counted);
            survival.steps().forEach(step -> points.add(point(step)));
            return new Curve(
                    partners.of(Metric.TIME_TO_FIRST_DEAL, counted), List.copyOf(points), (long) survival.longest());
        });
    }

    private static Point point(Survival.Step step) {
        var interval = Survival.interval(step, Survival.Kind.LOG_LOG, Confidence.USUAL);
        return new Point(
                (long) step.time(), step.atRisk(), step.events(), step.surviving(), interval.low(), interval.high());
    }

    /**
     * One row behind a figure.
     *
     * @param id the deal, or the partner where the figure counts partners
     * @param deal whether it is a deal
     * @param name of the deal or the partner; none of what the actor may not see
     * @param partner the partner a deal stands with, or the partner itself
     * @param day the day it counts on
     * @param amount a deal's amount in its own currency
     * @param value the same in the reporting currency; none when no rate says so, or the deal is not won
     * @param hit whether it is among those a share is about: won, left, with something happening, with a first deal
     * @param days how long it took, or was watched: from opened to closed, or from joining to the first deal
     */
    public record Row(
            UUID id,
            boolean deal,
            @Nullable String name,
            @Nullable UUID partner,
            @Nullable String partnerName,
            LocalDate day,
            @Nullable Money amount,
            @Nullable BigDecimal value,
            boolean hit,
            @Nullable Long days) {}

    /**
     * @param count how many there are in all: exactly the rows the figure says it counts
     * @param rows those asked for, the newest first
     */
    public record Rows(long count, List<Row> rows) {}

    /**
     * Exactly the rows a figure counts.
     *
     * @param question as it was asked for the figure, with its period and filters
     * @param key of the part, when it was taken apart and this is about one of them; none for all
     * @param skip how many to leave out at the beginning
     * @param most how many at most
     */
    public Rows rows(Actor actor, Question question, Metric metric, @Nullable String key, int skip, int most) {
        return ask(actor, question.only(List.of(metric)), null, asking -> {
            var asked = asking.cut(metric, key);
            var value = value(question, key);
            return metric.ofDeals()
                    ? rows.deals(asked, metric, value, answers.of(asked), skip, most)
                    : rows.partners(counted(asked, metric, value, asking), skip, most);
        });
    }

    /** All of these rows, one after the other, in bounded memory where they are deals. */
    public void each(Actor actor, Question question, Metric metric, @Nullable String key, Consumer<Row> take) {
        ask(actor, question.only(List.of(metric)), null, asking -> {
            var asked = asking.cut(metric, key);
            var value = value(question, key);
            if (metric.ofDeals()) {
                rows.eachDeal(asked, metric, value, take);
            } else {
                rows.partners(counted(asked, metric, value, asking), 0, Integer.MAX_VALUE)
                        .rows()
                        .forEach(take);
            }
            return key == null ? "" : key;
        });
    }

    private static @Nullable String value(Question question, @Nullable String key) {
        var by = question.by();
        return by == null || by.time() ? null : key;
    }

    private List<Counted> counted(Asking asking, Metric metric, @Nullable String key, Asking whole) {
        var partners = answers.partners(
                asking,
                asking.question().from(),
                asking.last(asking.question().to()),
                whole.last(whole.question().to()));
        var counted = Answers.counted(asking, partners, metric);
        var by = asking.question().by();
        return by == null || key == null
                ? counted
                : Answers.grouped(asking, by, counted).getOrDefault(key, List.of());
    }

    /** The reporting currency figures are in now. */
    public String currency(Actor actor) {
        return tx.read(actor, () -> settings.at(null).currency());
    }

    /** The zone the company's days are days in now. */
    public ZoneId zone(Actor actor) {
        return tx.read(actor, () -> settings.at(null).zone());
    }

    /** The company's years and quarters. */
    public Fiscal fiscal(Actor actor) {
        return tx.read(actor, () -> new Fiscal(settings.at(null).fiscalMonth()));
    }

    /** All figures of a period, by close date for what has one. */
    public List<Figure> all(Actor actor, @Nullable LocalDate from, @Nullable LocalDate to) {
        return of(actor, Question.all().within(from, to)).figures();
    }

    /** Won value of deals with a sourcing partner, month by month, the oldest first; months without any are there with zero. */
    public List<Month> months(Actor actor, int most) {
        var question = Question.of(Metric.PARTNER_SOURCED_REVENUE);
        return series(actor, question, most).stream()
                .map(part -> {
                    var figure = part.of(Metric.PARTNER_SOURCED_REVENUE).orElseThrow();
                    var value = figure.value() == null ? BigDecimal.ZERO : figure.value();
                    return new Month(
                            Objects.requireNonNull(part.from()),
                            figure.rows(),
                            new Money(figure.rounded(value), Objects.requireNonNull(figure.currency())));
                })
                .toList();
    }

    public record Month(LocalDate month, long deals, Money value) {}

    /** @param name under which the answer is kept for a while, or none for not at all */
    private <T> T ask(Actor actor, Question question, @Nullable String name, Function<Asking, T> answer) {
        actor.role(KIND, Verb.SEE);
        var scope = actor.rights().over(KIND, Verb.SEE);
        if (name == null) {
            return tx.read(actor, () -> answer.apply(asking(question, clock.instant(), scope)));
        }
        var key = new KeptAnswers.Key(name, scope, question.lately(false));
        Supplier<T> now = () -> tx.read(
                actor,
                () -> kept.find(
                        key,
                        clock::instant,
                        settings::version,
                        () -> answer.apply(asking(key.question(), clock.instant(), scope))));
        T lately = question.lately() ? kept.lately(key, clock.instant(), now) : null;
        return lately == null ? now.get() : lately;
    }

    @Override
    public void destroy() {
        kept.close();
    }

    private Asking asking(Question question, Instant now, io.kontor.kernel.Scope scope) {
        var known = question.asOf();
        var setting = settings.at(known);
        var reached = firms.reached(scope);
        Map<UUID, Firm> all = firms.all(known);
        if (reached != null) {
            var seen = new LinkedHashMap<>(all);
            seen.keySet().retainAll(reached);
            all = seen;
        }
        var at = known == null ? now : known;
        return new Asking(question, at, LocalDate.ofInstant(at, setting.zone()), setting, scope, reached, all);
    }
}
