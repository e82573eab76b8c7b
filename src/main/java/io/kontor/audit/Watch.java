package io.kontor.audit;

import io.kontor.company.Company;
import io.kontor.database.Job;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Approval;
import io.kontor.ledger.Ledger;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.WorkingHours;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Looks through what was sealed since the last time for what wants an explanation: a clock that went back, bursts of work out
 * of hours, decisions in one's own matter. It goes on where it stopped, so a night costs what the day brought.
 */
@Component
public final class Watch {
    private static final int BATCH = 5_000;

    /** By this hour, where the company is, a day's work is over. */
    private static final int NIGHT = 1;

    private final Tx tx;
    private final WatchSql sql;
    private final Anomalies anomalies;
    private final Auditing auditing;
    private final Ledger ledger;
    private final People people;
    private final Company company;
    private final Clock clock;
    private final Map<String, Approval> approvals;

    Watch(
            Tx tx,
            WatchSql sql,
            Anomalies anomalies,
            Auditing auditing,
            Ledger ledger,
            People people,
            Company company,
            Clock clock,
            List<Approval> approvals) {
        this.tx = tx;
        this.sql = sql;
        this.anomalies = anomalies;
        this.auditing = auditing;
        this.ledger = ledger;
        this.people = people;
        this.company = company;
        this.clock = clock;
        this.approvals =
                approvals.stream().collect(Collectors.toUnmodifiableMap(Approval::action, approval -> approval));
    }

    private static Actor house() {
        return Purpose.HOUSEKEEPING.actor(Anomalies.KIND, Auditing.KIND, People.KIND, Company.KIND, "entry", "cost");
    }

    /** When it last looked; empty when it never did. */
    public Optional<Instant> ranAt(Actor actor) {
        return tx.as(actor, () -> sql.watched().map(WatchSql.Watched::ran));
    }

    /** Looks now. Refuses: not allowed to say what an anomaly was. */
    public void lookNow(Actor actor) {
        actor.role(Anomalies.KIND, Verb.CHANGE);
        look();
    }

    /** Once a night, and at once in an office that was never looked at. */
    void round() {
        var zone = company.profile(Purpose.SETTINGS.actor()).zoneId();
        var now = clock.instant().atZone(zone);
        var ran = ranAt(house()).map(at -> at.atZone(zone).toLocalDate());
        if (ran.isEmpty() || (ran.get().isBefore(now.toLocalDate()) && now.getHour() >= NIGHT)) {
            look();
        }
    }

    /** Looks at everything sealed since the last time, batch by batch, each with what it found in a transaction of its own. */
    void look() {
        boolean more = true;
        while (more) {
            more = tx.as(house(), this::lookAtBatch);
        }
    }

    private boolean lookAtBatch() {
        var actor = house();
        var watched = sql.watched().orElse(new WatchSql.Watched(0, null, Instant.EPOCH));
        var batch = sql.from(watched.next(), BATCH);
        var rules = auditing.rules(actor);
        var last = clockBack(actor, rules, watched.last(), batch);
        if (!batch.isEmpty()) {
            outOfHours(actor, rules, batch);
            ownMatters(actor, batch);
        }
        var next = batch.isEmpty() ? watched.next() : batch.getLast().position() + 1;
        sql.keep(new WatchSql.Watched(next, last, clock.instant()));
        return batch.size() == BATCH;
    }

    private @Nullable Instant clockBack(Actor actor, AuditRules rules, @Nullable Instant before, List<Moment> batch) {
        var last = before;
        var inOrder = batch.stream()
                .filter(Moment::byTheClock)
                .sorted(Comparator.comparingLong(Moment::seq))
                .toList();
        for (var moment : inOrder) {
            var back = last == null ? 0 : Duration.between(moment.at(), last).toSeconds();
            if (last != null && back > rules.clockSeconds()) {
                anomalies.found(
                        actor,
                        new Anomaly(
                                Anomaly.Kind.CLOCK_BACK,
                                null,
                                moment.at(),
                                last,
                                (int) Math.min(back, Integer.MAX_VALUE),
                                moment.entry(),
                                null,
                                null,
                                null));
            }
            last = moment.at();
        }
        return last;
    }

    private void outOfHours(Actor actor, AuditRules rules, List<Moment> batch) {
        var within = Duration.ofMinutes(rules.burstMinutes());
        var all = new ArrayList<>(sql.justBefore(
                batch.getFirst().position(), batch.getFirst().at().minus(within)));
        batch.stream().filter(Moment::byHand).forEach(all::add);
        var byPerson = new LinkedHashMap<UUID, List<Moment>>();
        var known = new HashMap<UUID, Optional<Person>>();
        for (var moment : all) {
            var who = moment.actor();
            if (who != null
                    && known.computeIfAbsent(who, id -> person(actor, id))
                            .filter(person -> offDuty(person, moment.at()))
                            .isPresent()) {
                byPerson.computeIfAbsent(who, id -> new ArrayList<>()).add(moment);
            }
        }
        var bursts = new Bursts(rules);
        byPerson.forEach((person, moments) -> {
            moments.sort(Comparator.comparing(Moment::at));
            bursts.in(moments).forEach(burst -> note(actor, person, burst, within));
        });
    }

    private void note(Actor actor, UUID person, Bursts.Burst burst, Duration within) {
        var going = anomalies.burst(person, burst.first().at().minus(within));
        if (going.isEmpty()) {
            anomalies.found(
                    actor,
                    new Anomaly(
                            Anomaly.Kind.OUT_OF_HOURS,
                            person,
                            burst.first().at(),
                            burst.until(),
                            burst.count(),
                            burst.first().entry(),
                            null,
                            null,
                            null));
        } else if (burst.until().isAfter(going.get().state().until())
                && !going.get().state().acknowledged()) {
            var state = going.get().state();
            anomalies.grown(actor, going.get().id(), burst.until(), Math.max(state.count() + 1, burst.count()));
        }
    }

    /** Nobody keeps a partner's hours. */
    private Optional<Person> person(Actor actor, UUID id) {
        try {
            return Optional.of(people.find(actor, id).person()).filter(person -> person.side() == Side.OFFICE);
        } catch (Refusal refusal) {
            return Optional.empty();
        }
    }

    private static boolean offDuty(Person person, Instant at) {
        var hours = person.hours() == null ? WorkingHours.USUAL : person.hours();
        var local = at.atZone(ZoneId.of(person.zone()));
        return !hours.days().contains(local.getDayOfWeek())
                || local.toLocalTime().isBefore(hours.from())
                || !local.toLocalTime().isBefore(hours.to());
    }

    private void ownMatters(Actor actor, List<Moment> batch) {
        for (var moment : batch) {
            var approval = approvals.get(moment.action());
            var who = moment.actor();
            if (approval != null && who != null && who.equals(whose(actor, moment, approval))) {
                anomalies.found(
                        actor,
                        new Anomaly(
                                Anomaly.Kind.OWN_MATTER,
                                who,
                                moment.at(),
                                moment.at(),
                                1,
                                moment.entry(),
                                moment.action(),
                                null,
                                null));
            }
        }
    }

    private @Nullable UUID whose(Actor actor, Moment moment, Approval approval) {
        if (approval.whose().isEmpty()) {
            return moment.subject().id();
        }
        return ledger.entry(actor, moment.entry())
                .map(entry -> named(entry.after(), approval.whose()))
                .orElse(null);
    }

    private static @Nullable UUID named(JsonNode state, String path) {
        var node = state;
        for (var part : path.split("\\.", -1)) {
            node = node.path(part);
        }
        try {
            return node.isString() ? UUID.fromString(node.asString()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Nightly {
        @Bean
        Job auditWatch(Watch watch) {
            return new Job("audit-watch", Duration.ofMinutes(15), watch::round);
        }
    }
}
