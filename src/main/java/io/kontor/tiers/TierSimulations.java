package io.kontor.tiers;

import io.kontor.company.Company;
import io.kontor.governance.Line;
import io.kontor.governance.Section;
import io.kontor.governance.spi.Draft;
import io.kontor.governance.spi.Progress;
import io.kontor.governance.spi.Simulation;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Money;
import io.kontor.language.Words;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What publishing rules would do: to how many, to which revenue, to what benefits take up; and what they would have done before. */
@Component
class TierSimulations {
    static final String ROSE = "tiers_rose";
    static final String FELL = "tiers_fell";
    static final String REVENUE = "tiers_revenue_moved";
    static final String BENEFITS = "tiers_benefits_change";

    private final Publishing publishing;
    private final Quarters quarters;
    private final Programmes programmes;
    private final TierTables tables;
    private final Benefits benefits;
    private final Company company;

    TierSimulations(
            Publishing publishing,
            Quarters quarters,
            Programmes programmes,
            TierTables tables,
            Benefits benefits,
            Company company) {
        this.publishing = publishing;
        this.quarters = quarters;
        this.programmes = programmes;
        this.tables = tables;
        this.benefits = benefits;
        this.company = company;
    }

    Simulation of(Actor actor, Words words, Draft<TierRules> draft, Progress progress) {
        var rules = draft.content();
        var past = quarters.of(actor, rules, draft.scope(), progress);
        var judged = publishing.judged(actor, rules, draft.scope(), Publishing.draft());
        var house = Tiers.house(actor);
        var programme = programmes.find(house, tables.programme(house, rules)).state();
        var library = benefits.library(actor);
        var said = new Telling(
                words,
                programme,
                new BenefitValues(programme, library),
                company.profile(house).currency());
        return new Simulation(
                List.of(said.moves(judged), said.tiers(judged), said.quarters(past)),
                said.figures(judged),
                said.rows(judged));
    }

    /** Says it in one language. */
    private record Telling(Words words, Programme programme, BenefitValues values, String currency) {
        private String money(BigDecimal amount) {
            return words.roundMoney(new Money(amount, currency));
        }

        private static BigDecimal revenue(List<Judged> some) {
            return some.stream().map(Judged::revenue).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private BigDecimal change(List<Judged> moving) {
            return moving.stream()
                    .map(one -> values.yearly(one.verdict().to(), one.revenue())
                            .subtract(values.yearly(one.member().tier(), one.revenue())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static List<Judged> rising(List<Judged> judged) {
            return judged.stream().filter(Judged::rises).toList();
        }

        private static List<Judged> falling(List<Judged> judged) {
            return judged.stream().filter(Judged::falls).toList();
        }

        Section moves(List<Judged> judged) {
            var rising = rising(judged);
            var falling = falling(judged);
            var lines = new ArrayList<Line>();
            lines.add(new Line("members", words.t("tiers.simulation.members"), words.count(judged.size())));
            lines.add(new Line("rise", words.t("tiers.simulation.rise"), counted(rising.size(), revenue(rising))));
            lines.add(new Line("fall", words.t("tiers.simulation.fall"), counted(falling.size(), revenue(falling))));
            lines.add(new Line(
                    "grace",
                    words.t("tiers.simulation.grace"),
                    words.count(judged.stream()
                            .filter(one -> one.verdict().outcome() == Outcome.GRACE)
                            .count())));
            lines.add(new Line(
                    "unknown",
                    words.t("tiers.simulation.unknown"),
                    words.count(judged.stream()
                            .filter(one -> one.verdict().outcome() == Outcome.UNKNOWN)
                            .count())));
            if (values.counted()) {
                lines.add(new Line(
                        "benefits", words.t("tiers.simulation.benefits"), money(change(Publishing.moving(judged)))));
            }
            return new Section("moves", words.t("tiers.simulation.moves"), lines);
        }

        private String counted(int partners, BigDecimal revenue) {
            return words.t("tiers.simulation.counted", "count", partners, "revenue", money(revenue));
        }

        Section tiers(List<Judged> judged) {
            var before =
                    counts(judged.stream().map(one -> code(one.member().tier())).toList());
            var after =
                    counts(judged.stream().map(one -> code(one.verdict().to())).toList());
            var lines = new ArrayList<Line>();
            for (var tier : programme.tiers().reversed()) {
                lines.add(new Line(
                        tier.code(),
                        tier.name(),
                        words.t(
                                "tiers.simulation.from-to",
                                "from",
                                words.count(before.getOrDefault(tier.code(), 0)),
                                "to",
                                words.count(after.getOrDefault(tier.code(), 0)))));
            }
            return new Section("tiers", words.t("tiers.simulation.tiers"), lines);
        }

        private static String code(@Nullable String tier) {
            return tier == null ? "" : tier;
        }

        private static Map<String, Integer> counts(List<String> tiers) {
            var counts = new LinkedHashMap<String, Integer>();
            tiers.forEach(tier -> counts.merge(tier, 1, Integer::sum));
            return counts;
        }

        Section quarters(List<Quarter> past) {
            var lines = new ArrayList<Line>();
            for (var quarter : past) {
                lines.add(new Line(
                        quarter.day().toString(),
                        words.day(quarter.day()),
                        words.t(
                                        "tiers.simulation.quarter",
                                        "members",
                                        words.count(quarter.members()),
                                        "rose",
                                        words.count(quarter.rose()),
                                        "fell",
                                        words.count(quarter.fell()),
                                        "otherwise",
                                        words.count(quarter.otherwise()),
                                        "unknown",
                                        words.count(quarter.unknown()),
                                        "revenue",
                                        money(quarter.moved()))
                                + (values.counted()
                                        ? " "
                                                + words.t(
                                                        "tiers.simulation.quarter.benefits",
                                                        "would",
                                                        money(quarter.benefits()),
                                                        "had",
                                                        money(quarter.had()))
                                        : "")));
            }
            return new Section("quarters", words.t("tiers.simulation.quarters"), lines);
        }

        Map<String, BigDecimal> figures(List<Judged> judged) {
            var moving = Publishing.moving(judged);
            return Map.of(
                    ROSE,
                    BigDecimal.valueOf(rising(judged).size()),
                    FELL,
                    BigDecimal.valueOf(falling(judged).size()),
                    REVENUE,
                    revenue(moving),
                    BENEFITS,
                    change(moving));
        }

        List<List<String>> rows(List<Judged> judged) {
            var rows = new ArrayList<List<String>>();
            rows.add(List.of(
                    words.t("tiers.simulation.partner"),
                    words.t("tiers.simulation.from"),
                    words.t("tiers.simulation.to"),
                    words.t("tiers.term." + Member.REVENUE)));
            for (var one : Publishing.moving(judged)) {
                rows.add(List.of(
                        one.member().name(),
                        name(one.member().tier()),
                        name(one.verdict().to()),
                        money(one.revenue())));
            }
            return rows;
        }

        private String name(@Nullable String tier) {
            return tier == null ? "–" : programme.tierName(tier);
        }
    }
}
