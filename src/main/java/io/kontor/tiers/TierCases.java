package io.kontor.tiers;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Subject;
import io.kontor.partners.Memberships;
import io.kontor.partners.Programmes;
import io.kontor.rules.Facts;
import io.kontor.rules.Vocabularies;
import io.kontor.rules.spi.Cases;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Members as they stood at the ends of past months, for asking how other rules would have decided: each is a case with the tier it
 * had that day and what it came to in the twelve months before.
 */
@Component
final class TierCases implements Cases {
    private final Tx tx;
    private final Company company;
    private final Programmes programmes;
    private final Members members;
    private final MemberSql sql;
    private final Vocabularies vocabularies;

    TierCases(
            Tx tx, Company company, Programmes programmes, Members members, MemberSql sql, Vocabularies vocabularies) {
        this.tx = tx;
        this.company = company;
        this.programmes = programmes;
        this.members = members;
        this.sql = sql;
        this.vocabularies = vocabularies;
    }

    @Override
    public String vocabulary() {
        return TierRules.VOCABULARY;
    }

    @Override
    public void each(Actor actor, LocalDate from, LocalDate until, Predicate<Case> taker) {
        var house = Tiers.house(actor);
        var words = vocabularies.of(house, vocabulary());
        var zone = company.profile(house);
        for (var day = end(from); day.isBefore(until); day = end(day.plusDays(1))) {
            var at = zone.endOf(day);
            for (var programme : programmes.all(house)) {
                for (var member : then(house, programme.id(), day)) {
                    var known = new HashMap<String, @Nullable Object>(member.facts(day));
                    known.keySet().removeIf(word -> words.find(word).isEmpty());
                    var told = new Case(
                            new Subject(Memberships.KIND, member.membership()),
                            at,
                            Facts.of(words, known),
                            member.tier(),
                            member.number(Member.REVENUE));
                    if (!taker.test(told)) {
                        return;
                    }
                }
            }
        }
    }

    private List<Member> then(Actor house, UUID programme, LocalDate day) {
        if (!tx.as(house, () -> sql.measured(programme, day))) {
            members.measure(house, List.of(day));
        }
        return tx.as(house, () -> members.then(programme, day));
    }

    /** The last day of the month a day lies in. */
    private static LocalDate end(LocalDate day) {
        return day.withDayOfMonth(day.lengthOfMonth());
    }
}
