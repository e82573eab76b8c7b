package io.kontor.erasure;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Somebody;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.PersonalData;
import io.kontor.ledger.Change;
import io.kontor.ledger.Erasing;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import io.kontor.people.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Erases people, says what that takes away before, and certifies it afterwards. */
@Component
public final class Erasures {
    public static final String KIND = "erasure";
    static final SubjectType<Erasure> ERASURE = SubjectType.of(KIND, Erasure.class, "done", "handed_over");

    private final Tx tx;
    private final Ledger ledger;
    private final Erasing erasing;
    private final Ids ids;
    private final ErasureSql sql;
    private final ErasureList list;
    private final Holds holds;
    private final People people;
    private final ErasureReach reach;

    Erasures(
            Tx tx,
            Ledger ledger,
            Erasing erasing,
            Ids ids,
            ErasureSql sql,
            ErasureList list,
            Holds holds,
            People people,
            ErasureReach reach) {
        this.tx = tx;
        this.ledger = ledger;
        this.erasing = erasing;
        this.ids = ids;
        this.sql = sql;
        this.list = list;
        this.holds = holds;
        this.people = people;
        this.reach = reach;
    }

    /** How many of what. */
    public record Held(String what, long count) {}

    /** An object that stays and whose texts name them. */
    public record Mention(String type, String name, String link) {}

    /**
     * What erasing somebody would take away.
     *
     * @param also other objects that are the same person and go along
     * @param hold why it must not, if there is something
     * @param last the certificate when they were erased before
     */
    public record Preview(
            Subject subject,
            String name,
            String link,
            List<Mention> also,
            List<Held> held,
            List<Mention> mentions,
            Holds.@Nullable Standing hold,
            @Nullable UUID last) {}

    /** Refuses: not allowed; nobody the actor may see. */
    public Preview preview(Actor actor, Subject subject) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> {
            var holding = reach.visible(actor, subject);
            var who = reach.somebody(actor, subject);
            var mentions = new ArrayList<Subject>();
            reach.rooms().forEach(room -> mentions.addAll(room.mentions(actor, who)));
            var also = who.subjects().stream()
                    .filter(other -> !other.equals(subject))
                    .toList();
            return new Preview(
                    subject,
                    holding.titles(actor, List.of(subject.id())).getOrDefault(subject.id(), ""),
                    holding.link(subject.id()),
                    reach.named(actor, also),
                    reach.held(actor, who),
                    reach.named(actor, mentions),
                    holds.on(who.ids()).orElse(null),
                    sql.of(who.ids()).stream()
                            .findFirst()
                            .map(ErasureSql.Done::id)
                            .orElse(null));
        });
    }

    /**
     * Erases somebody for good. Refuses: not allowed, no reason, a legal hold, oneself, the last administrator, somebody of whom
     * nothing is left.
     *
     * @return the id of the certificate
     */
    public UUID erase(Actor actor, Subject subject, @Nullable String reason) {
        var role = actor.role(KIND, Verb.CREATE);
        var why = Fields.required(reason, "reason", 1_000);
        var done = tx.as(actor, () -> {
            reach.visible(actor, subject);
            return erase(actor, subject, role, why);
        });
        finish(done);
        return done.id();
    }

    private record Gone(UUID id, Somebody who, Subject subject) {}

    private Gone erase(Actor actor, Subject subject, String role, @Nullable String why) {
        var who = reach.somebody(actor, subject);
        holds.on(who.ids()).ifPresent(hold -> {
            throw Refusal.conflict("erasure-held", "reason", hold.why());
        });
        var gone = new LinkedHashMap<String, Long>();
        reach.held(actor, who).forEach(held -> gone.put(held.what(), held.count()));
        if (gone.isEmpty()) {
            throw Refusal.conflict("nothing-to-erase");
        }
        reach.rooms().forEach(room -> room.erase(actor, who, role));
        erasing.people(who.ids());
        erasing.textsOf(who.ids());
        var also = who.ids().stream().filter(id -> !id.equals(subject.id())).toList();
        var state = new Erasure(subject.type(), subject.id(), also, gone);
        var recorded = ledger.append(
                actor, Change.of(ERASURE, ids.next(), "done", role, state).because(why));
        sql.write(recorded, actor.person(), role);
        return new Gone(recorded.id(), who, subject);
    }

    private void finish(Gone done) {
        reach.rooms().forEach(room -> room.eraseOutside(done.who()));
        list.add(List.of(done.subject()));
    }

    /**
     * Erases again who was erased and is here, after a restore from a backup older than that; and brings the list beside the
     * backups up to what the database knows. A legal hold set meanwhile does not stand in the way: it went with the restore, or
     * was set for somebody already erased.
     *
     * @return how many were erased again
     */
    int again() {
        var actor = Purpose.HOUSEKEEPING.actor(KIND);
        var known = tx.ask(Purpose.HOUSEKEEPING, sql::all);
        var erased = new HashSet<>(ErasureList.subjects(known));
        int again = 0;
        for (var subject : list.read()) {
            if (!erased.contains(subject)) {
                try {
                    finish(tx.as(actor, () -> erase(actor, subject, "system", null)));
                    again++;
                } catch (Refusal refusal) {
                    if (!refusal.code().equals("nothing-to-erase")) {
                        throw refusal;
                    }
                }
            }
        }
        list.add(ErasureList.subjects(known));
        return again;
    }

    /**
     * What can be said of an erasure afterwards.
     *
     * @param position of its entry in the order of everything, or none while it is not sealed
     */
    public record Certificate(
            UUID id,
            Subject subject,
            List<UUID> also,
            List<Held> gone,
            String by,
            String role,
            Instant at,
            UUID entry,
            @Nullable Long position) {}

    /** Refuses: not allowed; no such erasure. */
    public Certificate certificate(Actor actor, UUID id) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> certificate(actor, sql.find(id).orElseThrow(() -> Refusal.notFound(KIND))));
    }

    /** The newest. */
    public List<Certificate> newest(Actor actor, int most) {
        actor.role(KIND, Verb.SEE);
        return tx.as(
                actor,
                () -> sql.newest(most).stream()
                        .map(done -> certificate(actor, done))
                        .toList());
    }

    private Certificate certificate(Actor actor, ErasureSql.Done done) {
        var by = done.by();
        return new Certificate(
                done.id(),
                done.subject(),
                done.also(),
                done.gone().entrySet().stream()
                        .map(one -> new Held(one.getKey(), one.getValue()))
                        .sorted(java.util.Comparator.comparing(Held::what))
                        .toList(),
                by == null ? "" : people.names(actor, List.of(by)).getOrDefault(by, ""),
                done.role(),
                done.at(),
                done.entry(),
                ledger.entry(actor, done.entry()).orElseThrow().position());
    }

    /**
     * Everything held about somebody, put into a parcel; that it was handed over is an entry. Refuses: not allowed, nobody the
     * actor may see.
     */
    public void export(Actor actor, Subject subject, PersonalData.Parcel parcel) {
        var role = actor.role(KIND, Verb.EXPORT);
        tx.as(actor, () -> {
            reach.visible(actor, subject);
            var who = reach.somebody(actor, subject);
            var gone = new LinkedHashMap<String, Long>();
            reach.held(actor, who).forEach(held -> gone.put(held.what(), held.count()));
            Map<String, Object> about = new LinkedHashMap<>();
            about.put("objects", who.subjects());
            about.put("names", who.names());
            about.put("addresses", who.addresses());
            about.put("held", gone);
            parcel.json("about", about);
            reach.rooms().forEach(room -> room.export(actor, who, parcel));
            parcel.json("history", History.of(ledger, actor, who));
            var also = who.ids().stream().filter(id -> !id.equals(subject.id())).toList();
            ledger.append(
                    actor,
                    Change.of(
                            ERASURE,
                            ids.next(),
                            "handed_over",
                            role,
                            new Erasure(subject.type(), subject.id(), also, gone)));
        });
    }

    public UUID hold(Actor actor, Subject subject, @Nullable String why) {
        return tx.as(actor, () -> {
            reach.visible(actor, subject);
            return holds.set(actor, subject, why);
        });
    }

    public void lift(Actor actor, UUID hold, @Nullable String why) {
        holds.lift(actor, hold, why);
    }
}
