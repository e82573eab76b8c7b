package io.kontor.tiers;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.spi.Progress;
import io.kontor.kernel.Actor;
import io.kontor.partners.Programmes;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How rules would have moved members at the ends of the last eight quarters, with the numbers those days have by what is known
 * now. Own fields have no days: of a day that is over they are not known, and nothing is guessed.
 */
@Component
class Quarters {
    static final int COUNT = 8;

    private final Tx tx;
    private final Company company;
    private final Clock clock;
    private final TierTables tables;
    private final Members members;
    private final MemberSql sql;
    private final Programmes programmes;
    private final Benefits benefits;

    Quarters(
            Tx tx,
            Company company,
            Clock clock,
            TierTables tables,
            Members members,
            MemberSql sql,
            Programmes programmes,
            Benefits benefits) {
        this.tx = tx;
        this.company = company;
        this.clock = clock;
        this.tables = tables;
        this.members = members;
        this.sql = sql;
        this.programmes = programmes;
        this.benefits = benefits;
    }

    /** The last days of the last quarters that are over, the oldest first; quarters of the fiscal year. */
    static List<LocalDate> ends(LocalDate today, int fiscalMonth, int count) {
        var first = today.withDayOfMonth(1);
        while (Math.floorMod(first.getMonthValue() - fiscalMonth, 3) != 0) {
            first = first.minusMonths(1);
        }
        var ends = new ArrayList<LocalDate>();
        for (int i = count - 1; i >= 0; i--) {
            ends.add(first.minusMonths(3L * i).minusDays(1));
        }
        return ends;
    }

    List<Quarter> of(Actor actor, TierRules rules, DocumentScope scope, Progress progress) {
        var house = Tiers.house(actor);
        var profile = company.profile(house);
        var ready = tables.ready(house, rules, Publishing.draft());
        var programme = tables.programme(house, rules);
        var values = new BenefitValues(programmes.find(house, programme).state(), benefits.library(actor));
        var quarters = new ArrayList<Quarter>();
        Map<UUID, String> before = null;
        progress.total(COUNT + 1L);
        for (var day : ends(profile.today(clock), profile.fiscalMonth(), COUNT + 1)) {
            if (!tx.as(house, () -> sql.measured(programme, day))) {
                members.measure(house, List.of(day));
            }
            var all = tx.as(house, () -> members.then(programme, day)).stream()
                    .filter(member -> scope.holds(RuleBook.where(rules.programme(), member)))
                    .toList();
            var at = new At(ready, values, day, all);
            if (before != null) {
                quarters.add(at.quarter(before));
            }
            before = at.tiers;
            progress.done(quarters.size() + 1L);
        }
        return quarters;
    }

    /** All members on the last day of one quarter. */
    private static final class At {
        private final InForce ready;
        private final BenefitValues values;
        private final LocalDate day;
        private final List<Member> all;
        private final Map<UUID, String> tiers = new HashMap<>();
        private int unknown;

        At(InForce ready, BenefitValues values, LocalDate day, List<Member> all) {
            this.ready = ready;
            this.values = values;
            this.day = day;
            this.all = all;
            for (var member : all) {
                var tier = TierTable.tier(ready.table().decide(ready.table().facts(member, day)));
                if (tier == null) {
                    unknown++;
                } else {
                    tiers.put(member.membership(), tier);
                }
            }
        }

        Quarter quarter(Map<UUID, String> before) {
            int rose = 0;
            int fell = 0;
            int otherwise = 0;
            var moved = BigDecimal.ZERO;
            var would = BigDecimal.ZERO;
            var had = BigDecimal.ZERO;
            var counts = new HashMap<String, Integer>();
            for (var member : all) {
                var tier = tiers.get(member.membership());
                var revenue = member.number(Member.REVENUE);
                had = had.add(values.yearly(member.tier(), revenue));
                if (tier != null) {
                    counts.merge(tier, 1, Integer::sum);
                    would = would.add(values.yearly(tier, revenue));
                    otherwise += tier.equals(member.tier()) ? 0 : 1;
                    int steps = steps(before.get(member.membership()), tier);
                    rose += steps > 0 ? 1 : 0;
                    fell += steps < 0 ? 1 : 0;
                    moved = steps == 0 ? moved : moved.add(revenue);
                }
            }
            return new Quarter(day, all.size(), rose, fell, otherwise, unknown, moved, would, had, counts);
        }

        /** Up with a plus; who was no member before did not move. */
        private int steps(@Nullable String before, String tier) {
            var ladder = ready.table().ladder();
            return before == null ? 0 : ladder.rank(tier) - ladder.rank(before);
        }
    }
}
