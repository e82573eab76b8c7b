package io.kontor.tiers;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.partners.spi.Measuring;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The members of programmes with their numbers, and what lies ahead of them. */
@Component
class Members {
    private static final List<String> RUNNING_OUT = List.of(Member.REVENUE, Member.DEALS);

    private final MemberSql sql;
    private final TierVocabulary vocabulary;
    private final Partners partners;
    private final Memberships memberships;
    private final ObjectProvider<Measuring> measuring;

    Members(
            MemberSql sql,
            TierVocabulary vocabulary,
            Partners partners,
            Memberships memberships,
            ObjectProvider<Measuring> measuring) {
        this.sql = sql;
        this.vocabulary = vocabulary;
        this.partners = partners;
        this.memberships = memberships;
        this.measuring = measuring;
    }

    /** Has the numbers of these days found out and kept. */
    void measure(Actor actor, Collection<LocalDate> days) {
        if (!days.isEmpty()) {
            measuring.forEach(one -> one.measure(actor, days));
        }
    }

    List<Member> of(Actor actor, UUID programme, LocalDate today) {
        return sql.of(programme, today, false);
    }

    /** As they stood on a day that is over, with the numbers kept of that day. */
    List<Member> then(UUID programme, LocalDate day) {
        return sql.of(programme, day, true);
    }

    Place place(Actor actor, UUID membership) {
        return partners.visible(
                actor, memberships.find(actor, membership).state().partner());
    }

    /** The same with the values of the fields the office made itself, as they are now. */
    <T> Map<Member, T> withOwnFields(Actor actor, Map<Member, T> members, LocalDate day) {
        var firms = partners.findAll(
                actor, members.keySet().stream().map(Member::partner).distinct().toList());
        var states = new HashMap<UUID, Partner>();
        firms.forEach((id, firm) -> states.put(id, firm.state()));
        var own = vocabulary.custom(actor, states, day);
        var all = new LinkedHashMap<Member, T>();
        members.forEach((member, what) -> {
            var fields = own.get(member.partner());
            all.put(fields == null ? member : member.withCustom(fields), what);
        });
        return all;
    }

    /** Where they stand, with the first day ahead on which they would not earn their tier any more. */
    List<Progress> progress(UUID programme, List<Judged> judged, LocalDate today) {
        var days = new TreeSet<LocalDate>();
        judged.forEach(one -> one.by().rules().warningDays().forEach(ahead -> days.add(today.plusDays(ahead))));
        var ahead = days.isEmpty()
                ? Map.<LocalDate, Map<UUID, Map<String, BigDecimal>>>of()
                : sql.ahead(programme, days, RUNNING_OUT);
        var all = new ArrayList<Progress>();
        for (var one : judged) {
            all.add(Progress.of(one, programme, today, warning(one, ahead, today)));
        }
        return all;
    }

    private static Progress.@Nullable Warning warning(
            Judged judged, Map<LocalDate, Map<UUID, Map<String, BigDecimal>>> ahead, LocalDate today) {
        if (judged.verdict().outcome() != Outcome.STAYS) {
            return null;
        }
        var ladder = judged.by().table().ladder();
        for (var days : judged.by().rules().warningDays()) {
            var day = today.plusDays(days);
            var left = ahead.getOrDefault(day, Map.of()).get(judged.member().partner());
            if (left != null) {
                var then = judged.member().with(left);
                var tier = TierTable.tier(
                        judged.by().table().decide(judged.by().table().facts(then, day)));
                if (tier != null
                        && ladder.rank(tier) < ladder.rank(judged.verdict().to())) {
                    return new Progress.Warning(day, tier);
                }
            }
        }
        return null;
    }
}
