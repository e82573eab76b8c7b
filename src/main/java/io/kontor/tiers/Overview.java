package io.kontor.tiers;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.lists.Reach;
import io.kontor.lists.SqlPart;
import io.kontor.partners.Programmes;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the members of programmes stand, as far as somebody may see them. */
@Component
public final class Overview {
    static final Reach REACH = new Reach("p.id", "p.region_id", "p.segment", "p.manager_id");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Company company;
    private final Programmes programmes;
    private final RuleBook rules;
    private final ProgressSql progress;

    Overview(
            Tx tx,
            JdbcClient jdbc,
            Clock clock,
            Company company,
            Programmes programmes,
            RuleBook rules,
            ProgressSql progress) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.clock = clock;
        this.company = company;
        this.programmes = programmes;
        this.rules = rules;
        this.progress = progress;
    }

    /**
     * One tier of a programme.
     *
     * @param code empty for members without a tier
     * @param revenue what they came to in twelve months, in the reporting currency
     */
    public record Step(String code, String name, int members, BigDecimal revenue) {}

    /**
     * A programme and its tiers.
     *
     * @param rules the version in force for everybody in it, or none
     * @param document that version's document
     * @param steps the highest tier first
     * @param moving who moves next, {@code warned} who would lose a tier if nothing happens; the first ones
     */
    public record Programmed(
            UUID id,
            String code,
            String name,
            @Nullable String rules,
            @Nullable UUID document,
            boolean automatic,
            Evaluations.@Nullable Evaluated last,
            String currency,
            List<Step> steps,
            List<Named> moving,
            List<Named> warned) {
        public int members() {
            return steps.stream().mapToInt(Step::members).sum();
        }
    }

    /** Somebody who moves, with names. */
    public record Named(
            Progress progress,
            String partner,
            @Nullable String tier,
            @Nullable String other) {}

    /** All programmes that are not withdrawn. */
    public List<Programmed> all(Actor actor, int most) {
        actor.role(Tiers.KIND, Verb.SEE);
        return tx.read(
                actor,
                () -> programmes.all(actor).stream()
                        .map(one -> programmed(actor, one.id(), most))
                        .toList());
    }

    /** Refuses: no such programme. */
    public Programmed of(Actor actor, UUID programme, int most) {
        actor.role(Tiers.KIND, Verb.SEE);
        return tx.read(actor, () -> programmed(actor, programme, most));
    }

    private Programmed programmed(Actor actor, UUID id, int most) {
        var programme = programmes.find(actor, id).state();
        var ruled = rules.of(actor, id, clock.instant()).forAll();
        var ladder = new Ladder(programme.tiers());
        return new Programmed(
                id,
                programme.code(),
                programme.name(),
                ruled.map(InForce::said).orElse(null),
                ruled.map(one -> one.version().document()).orElse(null),
                ruled.map(one -> one.rules().automatic()).orElse(false),
                progress.last(id),
                company.profile(actor).currency(),
                steps(actor, id, ladder),
                named(actor, id, ladder, "g.move_on is not null", "g.move_on", most),
                named(actor, id, ladder, "g.warn_on is not null", "g.warn_on", most));
    }

    private SqlPart reach(Actor actor) {
        return REACH.of(actor.rights().over(Tiers.KIND, Verb.SEE), "see");
    }

    private List<Step> steps(Actor actor, UUID programme, Ladder ladder) {
        var reach = reach(actor);
        var found = jdbc.sql("""
                select coalesce(m.tier, '') as tier, count(*) as members, coalesce(sum(g.revenue), 0) as revenue
                from partners.membership_v m
                join partners.partner_v p on p.id = m.partner_id and not p.withdrawn
                left join tiers.progress g on g.membership_id = m.id
                where m.programme_id = :programme and not m.withdrawn and m.status = 'active' and (""" + reach.sql() + """
                )
                group by 1
                """)
                .params(reach.params())
                .param("programme", programme)
                .query((row, number) -> new Step(row.getString(1), "", row.getInt(2), row.getBigDecimal(3)))
                .list();
        var steps = new ArrayList<Step>();
        for (var tier : ladder.tiers().reversed()) {
            var step = step(found, tier.code());
            steps.add(new Step(tier.code(), tier.name(), step.members(), step.revenue()));
        }
        var none = step(found, "");
        if (none.members() > 0) {
            steps.add(none);
        }
        return steps;
    }

    private static Step step(List<Step> found, String tier) {
        return found.stream()
                .filter(one -> one.code().equals(tier))
                .findFirst()
                .orElse(new Step(tier, "", 0, BigDecimal.ZERO));
    }

    private List<Named> named(Actor actor, UUID programme, Ladder ladder, String where, String order, int most) {
        var reach = reach(actor);
        return jdbc.sql("select p.name as partner_name, " + ProgressSql.COLUMNS + " from tiers.progress g"
                        + " join partners.partner_v p on p.id = g.partner_id and not p.withdrawn"
                        + " where g.programme_id = :programme and " + where + " and (" + reach.sql() + ") order by "
                        + order + ", p.name_key, g.membership_id limit :most")
                .params(reach.params())
                .param("programme", programme)
                .param("most", most)
                .query((row, number) -> named(ProgressSql.read(row, number), row.getString("partner_name"), ladder))
                .list();
    }

    private static Named named(Progress progress, String partner, Ladder ladder) {
        var other = progress.warnTier() != null ? progress.warnTier() : progress.suggested();
        return new Named(progress, partner, name(ladder, progress.tier()), name(ladder, other));
    }

    private static @Nullable String name(Ladder ladder, @Nullable String tier) {
        return ladder.tiers().stream()
                .filter(one -> one.code().equals(tier))
                .map(io.kontor.partners.Programme.Tier::name)
                .findFirst()
                .orElse(tier);
    }
}
