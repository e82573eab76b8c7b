package io.kontor.governance;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.governance.ProgrammeChange.Publishing;
import io.kontor.governance.spi.DocumentType;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Publishes changes part by part, each part in a transaction of its own: what was done is known after a crash, two publishers at
 * work on one change take turns, and no document is published by two changes at once. A part that fails its check is undone, and
 * everything before it is taken back.
 */
@Component
public final class Publisher {
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);

    private final Tx tx;
    private final Types types;
    private final ChangeBook kept;
    private final ChangeSql sql;
    private final Drafts drafts;
    private final Releases releases;
    private final Overtaking overtaking;
    private final Releasing releasing;
    private final Reviewing reviewing;
    private final Waiting waiting;
    private final Company company;
    private final Clock clock;

    Publisher(
            Tx tx,
            Types types,
            ChangeBook kept,
            ChangeSql sql,
            Drafts drafts,
            Releases releases,
            Overtaking overtaking,
            Releasing releasing,
            Reviewing reviewing,
            Waiting waiting,
            Company company,
            Clock clock) {
        this.tx = tx;
        this.types = types;
        this.kept = kept;
        this.sql = sql;
        this.drafts = drafts;
        this.releases = releases;
        this.overtaking = overtaking;
        this.releasing = releasing;
        this.reviewing = reviewing;
        this.waiting = waiting;
        this.company = company;
        this.clock = clock;
    }

    /** What the house needs to publish a change: its own kinds, and those its types touch. */
    private Actor house(UUID change) {
        var kinds = new ArrayList<>(List.of(Documents.KIND, Changes.KIND, "approval"));
        types.all().stream().map(DocumentType::touches).forEach(kinds::addAll);
        var house = Purpose.HOUSEKEEPING.actor(kinds.toArray(String[]::new));
        return new Actor(
                house.side(), null, house.label(), null, house.rights(), new Origin(Origin.Kind.RULE, change), change);
    }

    /** Goes on with every change that is due. */
    public void round() {
        var house = house(new UUID(0, 0));
        var due = tx.as(house, () -> sql.due(company.profile(house).today(clock), clock.instant()));
        for (var change : due) {
            try {
                drive(change);
            } catch (RuntimeException e) {
                log.error("The change {} could not go on and is tried again in the next round.", change, e);
            }
        }
    }

    /** What a step of publishing came to. */
    private enum Came {
        ON,
        TO_REST
    }

    /** Goes on with one change as far as it goes now. */
    public void drive(UUID change) {
        drive(house(change), change);
    }

    /** The same for a programme that is made up. */
    public void drive(UUID change, Origin origin) {
        drive(house(change).with(origin), change);
    }

    private void drive(Actor house, UUID change) {
        var came = Came.ON;
        while (came == Came.ON) {
            try {
                came = tx.as(house, () -> step(house, change));
            } catch (Stopped stopped) {
                came = stop(house, change, stopped.problem, stopped.details);
            } catch (Refusal refusal) {
                came = refused(house, change, refusal);
            } catch (RuntimeException e) {
                log.warn("A part of the change {} failed.", change, e);
                came = failed(house, change);
            }
        }
    }

    private Came step(Actor house, UUID id) {
        var state = kept.lock(id).state();
        var publishing = state.publishing();
        if (publishing != null && publishing.next() != null && publishing.next().isAfter(clock.instant())) {
            return Came.TO_REST;
        }
        return switch (state.life()) {
            case SCHEDULED -> begin(house, id, state);
            case PUBLISHING -> back(publishing) ? backward(house, id, state) : forward(house, id, state);
            case PUBLISHED, WATCHED, SETTLED ->
                back(publishing)
                        ? backward(house, id, state)
                        : releases.watch(house, id, state) ? Came.ON : Came.TO_REST;
            case DRAFT, CHECKED, SIMULATED, IN_REVIEW, APPROVED, SUPERSEDED, ROLLED_BACK, REJECTED, WITHDRAWN ->
                Came.TO_REST;
        };
    }

    private static boolean back(@Nullable Publishing publishing) {
        return publishing != null && publishing.back();
    }

    private Came begin(Actor house, UUID id, ProgrammeChange change) {
        sql.lockBeginnings();
        if (waiting.why(house, id, change).isPresent()) {
            return Came.TO_REST;
        }
        if (drafts.check(house, id, change).stream().anyMatch(one -> !one.pass())
                || !reviewing.approves(house, id, change, drafts.ready(house, id, change))) {
            kept.book().changeNow(house, id, "lapsed", Verb.CHANGE, ProgrammeChange::drafted, null);
            reviewing.lapse(house, id, change, "stale");
            return Came.TO_REST;
        }
        releases.begin(house, id, change);
        return Came.ON;
    }

    private Came forward(Actor house, UUID id, ProgrammeChange change) {
        var publishing = Objects.requireNonNull(change.publishing());
        var next = sql.next(id, false);
        if (next.isEmpty()) {
            releases.finish(house, id, change);
            return Came.TO_REST;
        }
        var part = releases.part(house, id, change, next.get().item());
        part.apply(house, next.get().batch()).stream()
                .filter(Finding::error)
                .findFirst()
                .ifPresent(finding -> {
                    throw new Stopped("finding." + finding.code(), texts(finding.args()));
                });
        var now = new Publishing(
                publishing.began(), false, publishing.done() + 1, publishing.of(), 0, null, null, Map.of());
        releases.mark(
                house, id, change.at(change.life(), now), "advanced", next.get().place(), "done");
        return Came.ON;
    }

    private Came backward(Actor house, UUID id, ProgrammeChange change) {
        var publishing = Objects.requireNonNull(change.publishing());
        var last = sql.next(id, true);
        if (last.isEmpty()) {
            releases.finishBack(house, id, change);
            return Came.TO_REST;
        }
        releases.part(house, id, change, last.get().item())
                .takeBack(house, last.get().batch());
        var now = new Publishing(
                publishing.began(),
                true,
                publishing.done() - 1,
                publishing.of(),
                0,
                null,
                publishing.problem(),
                publishing.details());
        releases.mark(
                house, id, change.at(change.life(), now), "advanced", last.get().place(), "taken_back");
        return Came.ON;
    }

    /** A check said no: what the part did is undone already; everything before it is taken back. */
    private static final class Stopped extends RuntimeException {
        private final String problem;
        private final transient Map<String, String> details;

        Stopped(String problem, Map<String, String> details) {
            super(problem, null, false, false);
            this.problem = problem;
            this.details = details;
        }
    }

    private static Map<String, String> texts(Map<String, Object> args) {
        var texts = new HashMap<String, String>();
        args.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }

    private Came stop(Actor house, UUID id, @Nullable String problem, Map<String, String> details) {
        return tx.as(house, () -> {
            var change = kept.lock(id).state();
            var publishing = change.publishing();
            if (publishing == null || publishing.back()) {
                return Came.TO_REST;
            }
            var now = new Publishing(
                    publishing.began(), true, publishing.done(), publishing.of(), 0, null, problem, details);
            kept.book().changeNow(house, id, "stopped", Verb.CHANGE, state -> state.at(state.life(), now), null);
            return Came.ON;
        });
    }

    /** A refusal is the same the next time: going forward it stops, going back somebody has to look. */
    private Came refused(Actor house, UUID id, Refusal refusal) {
        var publishing = tx.as(house, () -> kept.lock(id).state()).publishing();
        var lasting =
                refusal.kind() != Refusal.Kind.UNAVAILABLE && !refusal.code().equals("try-again");
        if (lasting && publishing != null && !publishing.back()) {
            return stop(house, id, "refusal." + refusal.code(), texts(refusal.args()));
        }
        log.warn("The change {} cannot be taken back now.", id, refusal);
        return failed(house, id);
    }

    /** Something else failed: it is tried again, later each time, and after the last try all of it is taken back. */
    private Came failed(Actor house, UUID id) {
        var most = releasing.rules(house).tries();
        var enough = tx.as(house, () -> {
            var change = kept.lock(id).state();
            var publishing = change.publishing();
            if (publishing == null) {
                return false;
            }
            var tries = publishing.tries() + 1;
            if (tries >= most && !publishing.back()) {
                return true;
            }
            var now = new Publishing(
                    publishing.began(),
                    publishing.back(),
                    publishing.done(),
                    publishing.of(),
                    tries,
                    clock.instant().plus(BackOff.after(tries, ThreadLocalRandom.current())),
                    publishing.problem(),
                    publishing.details());
            kept.book().changeNow(house, id, "tried", Verb.CHANGE, state -> state.at(state.life(), now), null);
            return false;
        });
        return enough ? stop(house, id, "change.problem.failed", Map.of()) : Came.TO_REST;
    }

    /**
     * Takes a change back: what is being published is stopped, what is in force is undone, its documents say again exactly what they
     * said before. Everything by new entries. Refuses: a later change of one of its documents is in force; it is not published.
     */
    public void rollBack(Actor actor, UUID id, @Nullable String reason) {
        tx.as(actor, () -> {
            kept.book().find(actor, id);
            actor.role(Changes.KIND, Verb.CHANGE);
            var change = kept.lock(id).state();
            change.life().by(Life.Step.ROLL_BACK);
            if (back(change.publishing())) {
                return;
            }
            overtaking.refuseOvertaken(change);
            var verb = change.life() == Life.PUBLISHING ? "stopped" : "recalled";
            kept.book().changeNow(actor, id, verb, Verb.CHANGE, state -> state.goingBack(clock.instant()), reason);
        });
        drive(id);
    }
}
