package io.kontor.reports;

import io.kontor.company.Regions;
import io.kontor.database.Purpose;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.Finding;
import io.kontor.governance.Section;
import io.kontor.governance.spi.Act;
import io.kontor.governance.spi.DocumentType;
import io.kontor.governance.spi.Draft;
import io.kontor.governance.spi.GovernedAct;
import io.kontor.governance.spi.Progress;
import io.kontor.governance.spi.Released;
import io.kontor.governance.spi.Simulation;
import io.kontor.kernel.Actor;
import io.kontor.language.Words;
import io.kontor.metrics.Figure;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import io.kontor.people.Roles;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Targets as documents. Publishing one has no effect of its own: whoever shows a target asks for the document in force.
 */
@Component
class MetricTargetsType implements DocumentType<MetricTargets> {
    private final TargetChecks checks;
    private final TargetSimulations simulations;
    private final EarlierTargets earlier;
    private final Figures figures;
    private final Regions regions;
    private final Roles roles;

    MetricTargetsType(
            TargetChecks checks,
            TargetSimulations simulations,
            EarlierTargets earlier,
            Figures figures,
            Regions regions,
            Roles roles) {
        this.checks = checks;
        this.simulations = simulations;
        this.earlier = earlier;
        this.figures = figures;
        this.regions = regions;
        this.roles = roles;
    }

    /** The house's right to all figures: a document is not about what its author happens to see. */
    static Actor house() {
        return Purpose.HOUSEKEEPING.actor(Figures.KIND);
    }

    @Override
    public String code() {
        return MetricTargets.CODE;
    }

    /** What people called targets, and wrote beside them. */
    @Override
    public List<String> texts() {
        return List.of("/targets/*/name", "/targets/*/note");
    }

    @Override
    public Class<MetricTargets> content() {
        return MetricTargets.class;
    }

    /** For everybody, what was kept one by one before; otherwise nothing. */
    @Override
    public MetricTargets starter(Actor actor, DocumentScope scope) {
        return new MetricTargets(scope.specific() == 0 ? earlier.all(actor) : List.of());
    }

    @Override
    public List<Finding> check(Actor actor, Draft<MetricTargets> draft) {
        return checks.of(actor, draft.scope(), draft.content());
    }

    @Override
    public List<Section> describe(MetricTargets targets, Words words) {
        return new TargetWords(words, figures.currency(house()), roles.ownNames(house(), words.language()))
                .sections(targets);
    }

    @Override
    public List<Act> acts(Actor actor, Draft<MetricTargets> draft) {
        return List.of(Act.of(MetricTargets.CODE));
    }

    @Override
    public Optional<Simulation> simulate(Actor actor, Words words, Draft<MetricTargets> draft, Progress progress) {
        return Targets.narrowed(regions, draft.scope())
                .map(narrowed -> simulations.of(words, draft.content(), narrowed, progress));
    }

    @Override
    public Set<String> references(MetricTargets content) {
        var references = new HashSet<String>();
        content.targets().forEach(target -> {
            if (target.owner() != null) {
                references.add("role:" + target.owner());
            }
        });
        return references;
    }

    @Override
    public Optional<String> editPath(UUID change, UUID item) {
        return Optional.of(Targets.PATH + "/" + change + "/" + item);
    }

    /** The figures there are targets for, as far as some days have a value of their own. */
    @Override
    public Map<String, BigDecimal> watched(
            Actor actor, Released<MetricTargets> released, LocalDate from, LocalDate to) {
        var metrics = EnumSet.noneOf(Metric.class);
        released.content()
                .targets()
                .forEach(target -> target.figure().filter(TargetSums::addedUp).ifPresent(metrics::add));
        var narrowed = Targets.narrowed(regions, released.scope());
        if (metrics.isEmpty() || narrowed.isEmpty()) {
            return Map.of();
        }
        var question = Targets.question(metrics, narrowed.get()).within(from, to.plusDays(1));
        var watched = new LinkedHashMap<String, BigDecimal>();
        for (Figure figure : figures.of(house(), question).figures()) {
            if (figure.value() != null) {
                watched.put(figure.metric().code(), figure.rounded(Objects.requireNonNull(figure.value())));
            }
        }
        return watched;
    }

    /** Targets are decided on as such, however much of them changes. */
    @Configuration(proxyBeanMethods = false)
    static class Governed {
        @Bean
        GovernedAct metricTargetsAct() {
            return new GovernedAct(MetricTargets.CODE, GovernedAct.Measure.NONE, List.of("finance", "leadership"));
        }
    }
}
