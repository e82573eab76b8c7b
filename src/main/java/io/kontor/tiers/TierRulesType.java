package io.kontor.tiers;

import io.kontor.company.Regions;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.Finding;
import io.kontor.governance.Section;
import io.kontor.governance.spi.Act;
import io.kontor.governance.spi.Batch;
import io.kontor.governance.spi.DocumentType;
import io.kontor.governance.spi.Draft;
import io.kontor.governance.spi.GovernedAct;
import io.kontor.governance.spi.Progress;
import io.kontor.governance.spi.Released;
import io.kontor.governance.spi.Simulation;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partners;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.rules.Cell;
import io.kontor.rules.DecisionTable;
import io.kontor.rules.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Rules of tiers as documents: what is wrong with a draft, whom publishing moves, and moving them. */
@Component
class TierRulesType implements DocumentType<TierRules> {
    static final String CODE = "tier-rules";
    static final String MOVES = "tier-rules";
    static final String REVENUE = "tier-revenue";

    private final Programmes programmes;
    private final TierTables tables;
    private final Publishing publishing;
    private final TierSimulations simulations;
    private final MoveSql moves;

    TierRulesType(
            Programmes programmes,
            TierTables tables,
            Publishing publishing,
            TierSimulations simulations,
            MoveSql moves) {
        this.programmes = programmes;
        this.tables = tables;
        this.publishing = publishing;
        this.simulations = simulations;
        this.moves = moves;
    }

    @Override
    public String code() {
        return CODE;
    }

    /** What people wrote beside the rows. */
    @Override
    public List<String> texts() {
        return List.of("/table/rows/*/note");
    }

    @Override
    public Class<TierRules> content() {
        return TierRules.class;
    }

    /** The tiers of the programme from the highest down, each from a round revenue on; the lowest for everybody else. */
    @Override
    public TierRules starter(Actor actor, DocumentScope scope) {
        var code = scope.programme();
        var id = code == null ? Optional.<UUID>empty() : programmes.byCode(actor, code);
        var tiers = id.map(one -> programmes.find(actor, one).state().tiers()).orElse(List.of());
        return new TierRules(
                code == null ? "programme" : code,
                table(tiers),
                true,
                90,
                false,
                180,
                List.of(30, 60, 90),
                BigDecimal.TEN,
                50);
    }

    static DecisionTable table(List<Programme.Tier> tiers) {
        var rows = new ArrayList<DecisionTable.Row>();
        var threshold = BigDecimal.valueOf(100_000).multiply(BigDecimal.TWO.pow(Math.max(0, tiers.size() - 2)));
        for (int i = tiers.size() - 1; i >= 0; i--) {
            var cell = i == 0
                    ? Cell.of("-")
                    : Cell.of(">= " + threshold.stripTrailingZeros().toPlainString());
            rows.add(new DecisionTable.Row(List.of(cell), List.of(tiers.get(i).code()), null));
            threshold = threshold.divide(BigDecimal.TWO, 2, java.math.RoundingMode.HALF_UP);
        }
        return new DecisionTable(
                TierRules.VOCABULARY, DecisionTable.Hit.FIRST, List.of(Member.REVENUE), List.of(output(tiers)), rows);
    }

    static DecisionTable.Output output(List<Programme.Tier> tiers) {
        return new DecisionTable.Output(
                TierRules.TIER,
                Kind.TEXT,
                tiers.stream().map(Programme.Tier::code).toList());
    }

    @Override
    public List<Finding> check(Actor actor, Draft<TierRules> draft) {
        var rules = draft.content();
        var found = new ArrayList<Finding>();
        var named = draft.scope().programme();
        if (!rules.programme().equals(named)) {
            found.add(Finding.error(
                    "/programme", "tiers-scope", "programme", rules.programme(), "scope", named == null ? "-" : named));
        }
        try {
            var programme =
                    programmes.find(actor, tables.programme(actor, rules)).state();
            found.addAll(checked(rules, programme));
            var mistakes = tables.mistakes(actor, rules);
            mistakes.forEach(mistake -> found.add(Finding.refused("/table" + mistake.pointer(), mistake.refusal())));
            if (mistakes.isEmpty()) {
                found.addAll(proved(tables.ready(actor, rules, Publishing.draft())));
            }
        } catch (Refusal refusal) {
            found.add(Finding.refused(pointer(refusal), refusal));
        }
        return found;
    }

    /** What the table shows about itself that somebody should know. */
    private static List<Finding> proved(InForce ready) {
        var proof = TierTables.proof(ready);
        var found = new ArrayList<Finding>();
        proof.gaps().stream()
                .filter(gap -> gap.unless().isEmpty())
                .limit(1)
                .forEach(gap -> found.add(Finding.warning(
                        "/table",
                        "tiers-gap",
                        "where",
                        gap.where().stream()
                                .map(part -> part.term() + " " + part.cell().text())
                                .collect(Collectors.joining(", ")))));
        proof.unreachable()
                .forEach(row -> found.add(Finding.warning("/table/rows/" + row, "tiers-unreachable", "row", row + 1)));
        return found;
    }

    private static String pointer(Refusal refusal) {
        var field = refusal.field();
        return field == null ? "/table" : "/" + field;
    }

    private static List<Finding> checked(TierRules rules, Programme programme) {
        var found = new ArrayList<Finding>();
        var ladder = new Ladder(programme.tiers());
        var table = rules.table();
        int output = place(table);
        if (output < 0) {
            return List.of(Finding.error("/table/outputs", "tiers-no-output"));
        }
        var given = new ArrayList<String>();
        for (int i = 0; i < table.rows().size(); i++) {
            var tier = table.rows().get(i).result(output).strip();
            given.add(tier);
            if (!ladder.has(tier) && !tier.startsWith("=")) {
                found.add(Finding.error(
                        "/table/rows/" + i + "/results/" + output,
                        "tiers-unknown",
                        "row",
                        i + 1,
                        "tier",
                        tier,
                        "programme",
                        programme.name()));
            }
        }
        for (var tier : programme.tiers()) {
            if (!given.contains(tier.code())) {
                found.add(Finding.warning("/table", "tiers-never", "tier", tier.name()));
            }
        }
        return found;
    }

    private static int place(DecisionTable table) {
        for (int i = 0; i < table.outputs().size(); i++) {
            if (table.outputs().get(i).code().equals(TierRules.TIER)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public List<Section> describe(TierRules rules, Words words) {
        return RulesWords.of(rules, words);
    }

    @Override
    public List<Act> acts(Actor actor, Draft<TierRules> draft) {
        var moving = Publishing.moving(publishing.judged(actor, draft.content(), draft.scope(), Publishing.draft()));
        var regions = Publishing.regions(moving);
        var revenue = moving.stream().map(Judged::revenue).reduce(BigDecimal.ZERO, BigDecimal::add);
        return List.of(new Act(MOVES, BigDecimal.valueOf(moving.size()), regions), new Act(REVENUE, revenue, regions));
    }

    @Override
    public Optional<Simulation> simulate(Actor actor, Words words, Draft<TierRules> draft, Progress progress) {
        return Optional.of(simulations.of(actor, words, draft, progress));
    }

    @Override
    public Set<String> touches() {
        return Set.of(Tiers.KIND, Memberships.KIND, Partners.KIND, Programmes.KIND, Benefits.KIND, Regions.KIND);
    }

    @Override
    public List<Batch> batches(Actor actor, Released<TierRules> released) {
        return publishing.batches(actor, released);
    }

    @Override
    public void apply(Actor actor, Released<TierRules> released, Batch batch) {
        publishing.apply(actor, released, batch);
    }

    @Override
    public List<Finding> after(Actor actor, Released<TierRules> released, Batch batch) {
        return publishing.after(actor, released, batch);
    }

    @Override
    public void takeBack(Actor actor, Released<TierRules> released, Batch batch) {
        publishing.takeBack(actor, released, batch);
    }

    @Override
    public Set<String> references(TierRules rules) {
        return Set.of("programme:" + rules.programme());
    }

    @Override
    public Optional<String> editPath(UUID change, UUID item) {
        return Optional.of("/tiers/rules/" + change + "/" + item);
    }

    @Override
    public Map<String, BigDecimal> watched(Actor actor, Released<TierRules> released, LocalDate from, LocalDate to) {
        return moves.between(released.content().programme(), from, to);
    }

    /** Publishing rules is decided on by how many partners it moves, and by how much revenue they stand for. */
    @Configuration(proxyBeanMethods = false)
    static class Governed {
        @Bean
        GovernedAct tierRulesMove() {
            return new GovernedAct(MOVES, GovernedAct.Measure.PARTNERS);
        }

        @Bean
        GovernedAct tierRulesRevenue() {
            return new GovernedAct(REVENUE, GovernedAct.Measure.REVENUE);
        }
    }
}
