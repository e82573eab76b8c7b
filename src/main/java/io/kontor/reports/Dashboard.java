package io.kontor.reports;

import io.kontor.company.Company;
import io.kontor.kernel.Actor;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.metrics.Answer;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import io.kontor.metrics.Question;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the programme is worth, on one page: figures, what they were and are to be, and where they come from. */
@Component
public final class Dashboard {
    static final List<Metric> KPIS =
            List.of(Metric.PARTNER_SOURCED_REVENUE, Metric.TIME_TO_FIRST_DEAL, Metric.PARTNER_ENGAGEMENT);
    static final List<Metric> OTHERS = List.of(
            Metric.PARTNER_INFLUENCED_REVENUE,
            Metric.PARTNER_INVOLVED_REVENUE,
            Metric.PARTNERS_ACTIVE,
            Metric.PARTNERS_RECRUITED,
            Metric.PARTNERS_WITH_DEALS,
            Metric.PARTNERS_LEFT,
            Metric.PARTNER_CHURN,
            Metric.DEALS_WON,
            Metric.DEALS_WON_VALUE,
            Metric.WIN_RATE,
            Metric.DEAL_VELOCITY_PER_DAY);
    /** What revenue is taken apart by. */
    static final List<Dimension> APART = List.of(Dimension.TIER, Dimension.REGION, Dimension.TYPE);

    static final int MONTHS = 12;
    static final List<Metric> ALL = all();

    private final Figures figures;
    private final Targets targets;
    private final PartNames names;
    private final Company company;
    private final Clock clock;

    Dashboard(Figures figures, Targets targets, PartNames names, Company company, Clock clock) {
        this.figures = figures;
        this.targets = targets;
        this.names = names;
        this.company = company;
        this.clock = clock;
    }

    /**
     * @param asOf the moment all of it is of
     * @param outcomes what the office steers by, each with how far it is
     * @param nothing whether there is no deal and no partner in it at all
     */
    public record Seen(
            Instant asOf,
            Selection selection,
            List<Outcome> outcomes,
            List<Shown> kpis,
            List<Shown> others,
            List<Chart> charts,
            boolean nothing) {}

    /** @param way how far it is, 0 to 100, or none */
    public record Outcome(
            String name,
            String link,
            String value,
            String target,
            String reached,
            @Nullable Integer way) {}

    /** What it was made of, for sentences about it. */
    record Drawn(
            Selection selection,
            ZoneId zone,
            Answer answer,
            Map<Dimension, Answer> apart,
            List<Targets.Standing> targets) {}

    public LocalDate today(Actor actor) {
        return company.profile(actor).today(clock);
    }

    public Seen of(Actor actor, Words words, Selection selection) {
        return of(actor, words, selection, null);
    }

    /** @param knownAt with what was known at that moment, to the second; none for what the selection says */
    Seen of(Actor actor, Words words, Selection selection, @Nullable Instant knownAt) {
        var drawn = drawn(actor, selection, knownAt, words.language());
        var zone = drawn.zone();
        var telling = new Telling(words);
        var rows = selection.rows(zone);
        var base = question(selection, zone, knownAt, ALL);
        var series = figures.series(actor, base.only(sparks()), MONTHS);
        var charts = new Charts(telling, names.of(actor, words), rows);
        var shown = new ArrayList<Chart>();
        shown.add(charts.months(series));
        shown.add(charts.curve(figures.curve(actor, base.only(List.of(Metric.TIME_TO_FIRST_DEAL)))));
        drawn.answer().of(Metric.PARTNER_ENGAGEMENT).ifPresent(figure -> shown.add(charts.engagement(figure)));
        drawn.apart().forEach((dimension, answer) -> shown.add(charts.apart(dimension, answer)));
        shown.add(charts.movers(
                base.from() == null, figures.movers(actor, base, Metric.PARTNER_SOURCED_REVENUE, Charts.MOST)));
        return new Seen(
                drawn.answer().asOf(),
                selection,
                drawn.targets().stream()
                        .filter(standing -> standing.target().steers())
                        .map(standing -> outcome(telling, standing))
                        .toList(),
                told(telling, drawn, KPIS, series, rows),
                told(telling, drawn, OTHERS, series, rows),
                shown,
                drawn.answer().figures().stream().allMatch(figure -> figure.rows() == 0));
    }

    Drawn drawn(Actor actor, Selection selection, @Nullable Instant knownAt, Language language) {
        var zone = company.profile(actor).zoneId();
        var base = question(selection, zone, knownAt, ALL);
        var apart = new EnumMap<Dimension, Answer>(Dimension.class);
        for (var dimension : APART) {
            apart.put(
                    dimension,
                    figures.of(
                            actor,
                            base.only(List.of(Metric.PARTNER_SOURCED_REVENUE)).by(dimension)));
        }
        return new Drawn(
                selection,
                zone,
                figures.of(actor, base),
                apart,
                targets.running(actor, selection.where(), base.asOf(), language));
    }

    private static Question question(
            Selection selection, ZoneId zone, @Nullable Instant knownAt, List<Metric> metrics) {
        var question = selection.question(Question.of(metrics), zone);
        return knownAt == null ? question.lately(true) : question.asOf(knownAt);
    }

    private static List<Shown> told(
            Telling telling, Drawn drawn, List<Metric> metrics, List<Answer.Part> series, String rows) {
        return metrics.stream()
                .flatMap(metric -> drawn.answer().of(metric).stream())
                .map(figure -> telling.shown(
                        figure,
                        sparks().contains(figure.metric()) ? series : List.of(),
                        target(drawn, figure.metric()),
                        rows))
                .toList();
    }

    /**
     * The target a figure of this page is held against: one for exactly those the page is narrowed to; the one whose period begins
     * with the page's, or else the first.
     */
    private static Targets.@Nullable Standing target(Drawn drawn, Metric metric) {
        var selection = drawn.selection();
        return drawn.targets().stream()
                .filter(one -> one.figure().metric() == metric && one.narrowed().equals(selection.where()))
                .min(Comparator.comparing(one -> !one.target().begins().equals(selection.from())))
                .orElse(null);
    }

    static Outcome outcome(Telling telling, Targets.Standing standing) {
        var target = standing.target();
        var figure = standing.figure();
        var value = figure.value();
        return new Outcome(
                telling.words().say(standing.named()),
                Targets.PATH,
                value == null ? telling.words().t("metric.reason." + figure.reason()) : telling.value(figure, value),
                telling.aim(standing).said(),
                telling.reached(standing),
                value == null ? null : hundredths(target, value));
    }

    /** How far a value is on the way to its target, 0 to 100, or none. */
    static @Nullable Integer hundredths(Target target, BigDecimal value) {
        var behind = target.behind(value);
        return behind == null ? null : Math.min(100, behind.movePointRight(2).intValue());
    }

    /** What is worth a line of its months: a median of a month's joiners is not. */
    static List<Metric> sparks() {
        return ALL.stream()
                .filter(metric -> metric != Metric.TIME_TO_FIRST_DEAL && metric != Metric.PARTNERS_WITH_DEALS)
                .toList();
    }

    private static List<Metric> all() {
        var all = new ArrayList<>(KPIS);
        all.addAll(OTHERS);
        return List.copyOf(all);
    }

    /** What partners can be narrowed to, for the form. */
    public PartNames.Choices choices(Actor actor, Words words) {
        return names.choices(actor, words);
    }

    public ZoneId zone(Actor actor) {
        return company.profile(actor).zoneId();
    }
}
