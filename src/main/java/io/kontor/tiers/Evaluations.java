package io.kontor.tiers;

import io.kontor.company.Company;
import io.kontor.database.Job;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.governance.Documents;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.partners.MembershipTiers;
import io.kontor.partners.Partners;
import io.kontor.partners.Programmes;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Holds members against the rules of their programme: every night, and whenever somebody asks. */
@Component
public final class Evaluations {
    private static final Logger log = LoggerFactory.getLogger(Evaluations.class);

    private final Tx tx;
    private final Company company;
    private final Clock clock;
    private final Documents documents;
    private final TierRulesType type;
    private final RuleBook rules;
    private final Members members;
    private final Standings standings;
    private final MembershipTiers given;
    private final ProgressSql progress;
    private final Programmes programmes;

    Evaluations(
            Tx tx,
            Company company,
            Clock clock,
            Documents documents,
            TierRulesType type,
            RuleBook rules,
            Members members,
            Standings standings,
            MembershipTiers given,
            ProgressSql progress,
            Programmes programmes) {
        this.tx = tx;
        this.company = company;
        this.clock = clock;
        this.documents = documents;
        this.type = type;
        this.rules = rules;
        this.members = members;
        this.standings = standings;
        this.given = given;
        this.progress = progress;
        this.programmes = programmes;
    }

    /**
     * How looking at the members of a programme went.
     *
     * @param stopped how many were not moved down because they were more than the rules allow in one go
     * @param unknown of how many the rules did not say anything
     * @param rules the version, or empty when the programme has none
     */
    public record Evaluated(
            UUID programme, LocalDate day, int judged, int rose, int fell, int stopped, int unknown, String rules) {}

    /**
     * Looks at every member of a programme with the numbers of today, and moves those who are to move when the rules say so
     * themselves. Refuses: not allowed.
     */
    public Evaluated evaluate(Actor actor, UUID programme) {
        actor.role(Tiers.KIND, Verb.CHANGE);
        return look(Tiers.house(actor), programme, false);
    }

    /** The same, and moves everybody who is to move, also where the rules leave that to somebody. Refuses: not allowed. */
    public Evaluated move(Actor actor, UUID programme) {
        actor.role(Tiers.KIND, Verb.CHANGE);
        return look(Tiers.house(actor), programme, true);
    }

    /** Looks at one member again, with the numbers there are. */
    public void again(Actor actor, UUID programme, UUID membership) {
        actor.role(Tiers.KIND, Verb.CHANGE, members.place(actor, membership));
        var house = Tiers.house(actor);
        tx.as(house, () -> {
            var today = today(house);
            progress.alone();
            var found = rules.of(house, programme, clock.instant());
            var judged = judged(house, found, members.of(house, programme, today), today).stream()
                    .filter(one -> one.id().equals(membership))
                    .toList();
            standings.write(house, judged, today);
            progress.write(members.progress(programme, judged, today));
        });
    }

    private LocalDate today(Actor actor) {
        return company.profile(actor).today(clock);
    }

    private Evaluated look(Actor house, UUID programme, boolean byHand) {
        var today = today(house);
        var found = rules.of(house, programme, clock.instant());
        members.measure(house, List.of(today));
        members.measure(house, ahead(house, found, programme, today));
        return tx.as(house, () -> {
            progress.alone();
            var judged = judged(house, found, members.of(house, programme, today), today);
            var moved = carriedOut(house, judged, byHand, today);
            standings.write(house, moved, today);
            progress.write(members.progress(programme, moved, today));
            progress.keepOnly(programme, moved.stream().map(Judged::id).toList());
            var how = how(programme, judged, moved, today);
            progress.went(how, clock.instant());
            return how;
        });
    }

    private Set<LocalDate> ahead(Actor house, RuleBook.Of found, UUID programme, LocalDate today) {
        var days = new HashSet<LocalDate>();
        for (var member : tx.as(house, () -> members.of(house, programme, today))) {
            found.forMember(member)
                    .ifPresent(by -> by.rules().warningDays().forEach(ahead -> days.add(today.plusDays(ahead))));
        }
        return days;
    }

    private List<Judged> judged(Actor house, RuleBook.Of found, List<Member> all, LocalDate today) {
        var byMember = new LinkedHashMap<Member, InForce>();
        all.forEach(member -> found.forMember(member).ifPresent(by -> byMember.put(member, by)));
        boolean own =
                byMember.values().stream().distinct().anyMatch(by -> by.table().readsOwnFields());
        var before = standings.of(byMember.keySet());
        var judged = new ArrayList<Judged>();
        for (var one : (own ? members.withOwnFields(house, byMember, today) : byMember).entrySet()) {
            var member = one.getKey();
            judged.add(Judged.of(
                    member,
                    one.getValue(),
                    before.getOrDefault(
                            member.membership(), TierStanding.fresh(member.partner(), programme(found, house))),
                    today));
        }
        return judged;
    }

    private UUID programme(RuleBook.Of found, Actor house) {
        return programmes.byCode(house, found.programme().code()).orElseThrow();
    }

    /** Moves whom the rules move, unless too many would fall; they stand where they are then, and it says so. */
    private List<Judged> carriedOut(Actor house, List<Judged> judged, boolean byHand, LocalDate today) {
        long fall = judged.stream().filter(Judged::falls).count();
        var tiers = new LinkedHashMap<UUID, String>();
        for (var one : judged) {
            var to = one.verdict().to();
            boolean free = byHand || one.by().rules().automatic();
            boolean falls = one.falls() && !one.by().rules().tooMany(fall, judged.size());
            if (to != null && free && (one.rises() || falls)) {
                tiers.put(one.id(), to);
            }
        }
        given.give(house, tiers, today, null);
        return judged.stream()
                .map(one -> tiers.containsKey(one.id()) ? one.with(one.verdict().done()) : one)
                .toList();
    }

    private static Evaluated how(UUID programme, List<Judged> judged, List<Judged> moved, LocalDate today) {
        int rose = 0;
        int fell = 0;
        int stopped = 0;
        int unknown = 0;
        for (int i = 0; i < judged.size(); i++) {
            var one = judged.get(i);
            boolean done = moved.get(i).verdict().outcome() == Outcome.STAYS;
            rose += one.rises() && done ? 1 : 0;
            fell += one.falls() && done ? 1 : 0;
            stopped += one.falls() && !done && one.by().rules().automatic() ? 1 : 0;
            unknown += one.verdict().outcome() == Outcome.UNKNOWN ? 1 : 0;
        }
        var rules = judged.isEmpty() ? "" : judged.getFirst().by().said();
        return new Evaluated(programme, today, judged.size(), rose, fell, stopped, unknown, rules);
    }

    /** The last look at a programme, or none. */
    public Optional<Evaluated> last(Actor actor, UUID programme) {
        actor.role(Tiers.KIND, Verb.SEE);
        return tx.as(actor, () -> Optional.ofNullable(progress.last(programme)));
    }

    /** Programmes that have rules today, with their codes. */
    Map<UUID, String> ruled(Actor actor) {
        var ruled = new LinkedHashMap<UUID, String>();
        for (var effective : documents.all(actor, type, clock.instant())) {
            var code = effective.content().programme();
            programmes.byCode(actor, code).ifPresent(id -> ruled.put(id, code));
        }
        return ruled;
    }

    /** Looks at the programmes nobody looked at today. */
    void nightly() {
        var house = Tiers.house(Purpose.HOUSEKEEPING.actor(Tiers.KIND, Partners.KIND));
        var today = today(house);
        var done = tx.as(house, () -> progress.done(today));
        for (var programme : ruled(house).entrySet()) {
            if (!done.contains(programme.getKey())) {
                var how = look(house, programme.getKey(), false);
                if (how.stopped() > 0) {
                    log.warn(
                            "{} members of the programme {} would fall in one night; nobody was moved down.",
                            how.stopped(),
                            programme.getValue());
                }
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Nightly {
        @Bean
        Job tiersNightly(Evaluations evaluations) {
            return new Job("tiers-evaluation", Duration.ofMinutes(20), evaluations::nightly);
        }
    }
}
