package io.kontor.reports;

import io.kontor.company.Regions;
import io.kontor.database.Purpose;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.DocumentVersion;
import io.kontor.governance.Documents;
import io.kontor.governance.Effective;
import io.kontor.governance.Finding;
import io.kontor.governance.Where;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Said;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figure;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import io.kontor.metrics.Question;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The targets in force, from the documents that say them, and how far their figures are. Nobody sets a target elsewhere. */
@Component
public final class Targets {
    /** Where they are shown. */
    public static final String PATH = "/targets";

    private final Documents documents;
    private final MetricTargetsType type;
    private final TargetChecks checks;
    private final Figures figures;
    private final Regions regions;
    private final Clock clock;

    Targets(
            Documents documents,
            MetricTargetsType type,
            TargetChecks checks,
            Figures figures,
            Regions regions,
            Clock clock) {
        this.documents = documents;
        this.type = type;
        this.checks = checks;
        this.figures = figures;
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * A target and its figure over the target's own days.
     *
     * @param narrowed whose figure it is: what partners have to be; empty for all of them
     */
    public record Standing(Target target, Map<Dimension, String> narrowed, Figure figure) {
        /** What people call it. */
        Said named() {
            return called(target);
        }
    }

    /** What people call a target: the name it was given, or that of its figure. */
    static Said called(Target target) {
        var name = target.name();
        return name == null ? Said.of("metric." + target.metric()) : Said.of("targets.named", "name", name);
    }

    /**
     * Those in force whose days hold this one, outcomes first, then those that end soonest; none for those who see no figures. They
     * are of the document that holds for partners like these, which may be one for more partners than these.
     *
     * @param known with what was known, and in force, at that moment; none for now
     * @param language their names are wanted in; none for the one they were written in
     */
    public List<Standing> running(
            Actor actor, Map<Dimension, String> narrowed, @Nullable Instant known, @Nullable Language language) {
        if (!actor.may(Figures.KIND, Verb.SEE)) {
            return List.of();
        }
        var at = known == null ? clock.instant() : known;
        var day = LocalDate.ofInstant(at, figures.zone(actor));
        return documents
                .effective(actor, type, where(narrowed), at)
                .map(effective -> standing(
                        actor,
                        effective.scope(),
                        said(effective, language).targets().stream()
                                .filter(target -> target.holds(day))
                                .toList(),
                        known))
                .orElse(List.of())
                .stream()
                .sorted(Comparator.<Standing, Boolean>comparing(
                                one -> !one.target().steers())
                        .thenComparing(one -> one.target().last())
                        .thenComparing(one -> one.target().metric()))
                .toList();
    }

    private MetricTargets said(Effective<MetricTargets> effective, @Nullable Language language) {
        return language == null ? effective.content() : effective.in(type, language);
    }

    /** @param since the day this version holds from; {@code rows} in the order of their periods, those that run first */
    public record Sheet(
            java.util.UUID document, DocumentVersion version, DocumentScope scope, LocalDate since, List<Row> rows) {}

    /** @param standing how far its figure is; none before its first day */
    public record Row(Target target, boolean runs, @Nullable Standing standing) {}

    /** Everything in force now, the document for most first, with names and notes in a language as far as they are translated. */
    public List<Sheet> sheets(Actor actor, Language language) {
        var today = today(actor);
        return documents.all(actor, type, clock.instant()).stream()
                .map(effective -> new Sheet(
                        effective.document(),
                        effective.version(),
                        effective.scope(),
                        effective.since(),
                        rows(actor, effective.scope(), said(effective, language), today)))
                .toList();
    }

    private List<Row> rows(Actor actor, DocumentScope scope, MetricTargets content, LocalDate today) {
        var begun = content.targets().stream()
                .filter(target -> !target.begins().isAfter(today))
                .toList();
        var standing = new LinkedHashMap<Target, Standing>();
        standing(actor, scope, begun, null).forEach(one -> standing.put(one.target(), one));
        return content.targets().stream()
                .map(target -> new Row(target, target.holds(today), standing.get(target)))
                .sorted(Comparator.<Row, Boolean>comparing(row -> !row.runs())
                        .thenComparing(row -> row.target().last().isBefore(today))
                        .thenComparing(row -> !row.target().steers())
                        .thenComparing(row -> row.target().begins())
                        .thenComparing(row -> row.target().last()))
                .toList();
    }

    private List<Standing> standing(Actor actor, DocumentScope scope, List<Target> targets, @Nullable Instant known) {
        var narrowed = narrowed(scope).orElse(null);
        if (narrowed == null) {
            return List.of();
        }
        var standing = new ArrayList<Standing>();
        for (var question : questions(targets, narrowed).entrySet()) {
            var asked = question.getKey();
            var answer = figures.of(actor, known == null ? asked.lately(true) : asked.asOf(known));
            for (var target : question.getValue()) {
                target.figure()
                        .flatMap(answer::of)
                        .ifPresent(figure -> standing.add(new Standing(target, narrowed, figure)));
            }
        }
        return standing;
    }

    /** One question for all targets of the same days. */
    static Map<Question, List<Target>> questions(List<Target> targets, Map<Dimension, String> narrowed) {
        record Days(LocalDate first, LocalDate last) {}
        var byDays = new LinkedHashMap<Days, List<Target>>();
        targets.stream()
                .filter(target -> target.figure().isPresent())
                .forEach(target -> byDays.computeIfAbsent(
                                new Days(target.begins(), target.last()), days -> new ArrayList<>())
                        .add(target));
        var questions = new LinkedHashMap<Question, List<Target>>();
        byDays.forEach((days, same) -> {
            var metrics = EnumSet.noneOf(Metric.class);
            same.forEach(target -> target.figure().ifPresent(metrics::add));
            questions.put(
                    question(metrics, narrowed).within(days.first(), days.last().plusDays(1)), same);
        });
        return questions;
    }

    static Question question(Set<Metric> metrics, Map<Dimension, String> narrowed) {
        var question = Question.of(metrics);
        for (var one : narrowed.entrySet()) {
            question = question.where(one.getKey(), one.getValue());
        }
        return question;
    }

    /** What partners have to be for a figure to be about those a document is for; empty when figures cannot be narrowed to them. */
    Optional<Map<Dimension, String>> narrowed(DocumentScope scope) {
        return narrowed(regions, scope);
    }

    static Optional<Map<Dimension, String>> narrowed(Regions regions, DocumentScope scope) {
        var narrowed = new EnumMap<Dimension, String>(Dimension.class);
        if (scope.partnerType() != null) {
            narrowed.put(Dimension.TYPE, scope.partnerType());
        }
        if (scope.segment() != null) {
            narrowed.put(Dimension.SEGMENT, scope.segment());
        }
        if (scope.region() != null) {
            listed(regions).stream()
                    .filter(region -> region.code().equals(scope.region()))
                    .findFirst()
                    .ifPresent(
                            region -> narrowed.put(Dimension.REGION, region.id().toString()));
        }
        return scope.programme() != null || narrowed.size() < scope.specific()
                ? Optional.empty()
                : Optional.of(narrowed);
    }

    private static List<Regions.Listed> listed(Regions regions) {
        return regions.all(Purpose.SETTINGS.actor(Regions.KIND));
    }

    private Where where(Map<Dimension, String> narrowed) {
        var region = narrowed.get(Dimension.REGION);
        var partnerType = narrowed.get(Dimension.TYPE);
        return new Where(
                null,
                region == null
                        ? null
                        : listed(regions).stream()
                                .filter(one -> one.id().toString().equals(region))
                                .map(Regions.Listed::code)
                                .findFirst()
                                .orElse(null),
                partnerType == null ? Set.of() : Set.of(partnerType),
                narrowed.get(Dimension.SEGMENT));
    }

    /** What is wrong with targets of that scope, and what somebody should weigh. */
    public List<Finding> findings(Actor actor, DocumentScope scope, MetricTargets content) {
        return checks.of(actor, scope, content);
    }

    public LocalDate today(Actor actor) {
        return LocalDate.ofInstant(clock.instant(), figures.zone(actor));
    }
}
