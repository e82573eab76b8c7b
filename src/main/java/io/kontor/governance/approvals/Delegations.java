package io.kontor.governance.approvals;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.governance.charter.Benches;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import io.kontor.people.People;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who approves for whom while they are away. */
@Component
public final class Delegations {
    public static final String KIND = "delegation";
    static final SubjectType<Delegation> DELEGATION = SubjectType.of(KIND, Delegation.class, "created", "ended");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Benches benches;
    private final People people;
    private final Clock clock;
    private final Book<Delegation> book;

    Delegations(Tx tx, Ledger ledger, JdbcClient jdbc, Ids ids, Benches benches, People people, Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.benches = benches;
        this.people = people;
        this.clock = clock;
        this.book = new Book<>(tx, ledger, ids, DELEGATION, new Shelf());
    }

    public Book.Known<Delegation> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    /** Those that hold or will, the first to begin first; then those that ended lately. */
    public List<Book.Known<Delegation>> newest(Actor actor, int most) {
        return tx.as(actor, () -> {
            var ids = jdbc.sql("""
                            select id from governance.delegation
                            order by ended_at is not null or last_on < :today, first_on, id limit :most
                            """)
                    .param("today", benches.today())
                    .param("most", most)
                    .query(Rows.ID)
                    .list();
            var known = book.findAll(actor, ids);
            return ids.stream().filter(known::containsKey).map(known::get).toList();
        });
    }

    /**
     * Lets somebody approve for somebody. Refuses: days that are over; somebody who left or cannot sign in; on one of these days
     * it would come back to who lends; not allowed for others than oneself.
     */
    public UUID create(Actor actor, Delegation delegation, @Nullable String reason) {
        if (delegation.last().isBefore(benches.today())) {
            throw Refusal.invalid("delegation-over").at("last");
        }
        return tx.as(actor, () -> book.create(actor, delegation, reason));
    }

    /** Takes it back, from this moment on. Refuses: it is over already. */
    public void end(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(
                actor,
                id,
                seen,
                "ended",
                Verb.WITHDRAW,
                delegation -> {
                    if (delegation.ended() != null) {
                        throw Refusal.conflict("delegation-ended");
                    }
                    return delegation.ended(clock.instant());
                },
                reason);
    }

    Map<UUID, String> names(Actor actor, Collection<UUID> ids) {
        return tx.as(actor, () -> {
            var ends = new HashMap<UUID, List<UUID>>();
            jdbc.sql("select id, from_id, to_id from governance.delegation where id = any(:ids)")
                    .param("ids", Rows.uuids(ids))
                    .query(row -> {
                        ends.put(
                                row.getObject(1, UUID.class),
                                List.of(row.getObject(2, UUID.class), row.getObject(3, UUID.class)));
                    });
            var named = people.names(
                    actor,
                    ends.values().stream().flatMap(List::stream).distinct().toList());
            var names = new HashMap<UUID, String>();
            ends.forEach((id, both) -> names.put(
                    id, named.getOrDefault(both.getFirst(), "") + " → " + named.getOrDefault(both.getLast(), "")));
            return names;
        });
    }

    /**
     * On which day a new delegation would close a ring, or null. Pure.
     *
     * @param others that are not taken back
     */
    static @Nullable LocalDate ring(Collection<Delegation> others, Delegation fresh) {
        var days = new ArrayList<LocalDate>();
        days.add(fresh.first());
        others.stream()
                .map(Delegation::first)
                .filter(day -> day.isAfter(fresh.first()) && !day.isAfter(fresh.last()))
                .sorted()
                .forEach(days::add);
        for (var day : days) {
            var next = new HashMap<UUID, List<UUID>>();
            others.stream()
                    .filter(one -> one.holds(day))
                    .forEach(one -> next.computeIfAbsent(one.from(), key -> new ArrayList<>())
                            .add(one.to()));
            var seen = new HashSet<UUID>();
            var open = new ArrayDeque<>(List.of(fresh.to()));
            while (!open.isEmpty()) {
                var person = open.pop();
                if (person.equals(fresh.from())) {
                    return day;
                }
                if (seen.add(person)) {
                    open.addAll(next.getOrDefault(person, List.of()));
                }
            }
        }
        return null;
    }

    private final class Shelf implements Book.Shelf<Delegation> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> delegations, boolean lock) {
            return Tables.versions(jdbc, "governance.delegation", delegations, lock);
        }

        @Override
        public void write(List<Recorded<Delegation>> recorded) {
            jdbc.sql("""
                    insert into governance.delegation (id, from_id, to_id, first_on, last_on, ended_at, entry_id)
                    select id, from_id, to_id, first_on, last_on, ended, entry
                    from unnest(:id, :from, :to, :first, :last, :ended, :entry)
                        as r (id, from_id, to_id, first_on, last_on, ended, entry)
                    on conflict (id) do update set ended_at = excluded.ended_at, entry_id = excluded.entry_id
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .uuid("from", one -> one.state().from())
                            .uuid("to", one -> one.state().to())
                            .day("first", one -> one.state().first())
                            .day("last", one -> one.state().last())
                            .moment("ended", one -> one.state().ended())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
        }

        /** Where who lends stands: everybody lends their own. */
        @Override
        public Place place(Actor actor, UUID id, Delegation delegation) {
            return Place.of(null, null, null, delegation.from());
        }

        @Override
        public @Nullable UUID partner(UUID id, Delegation delegation) {
            return null;
        }

        @Override
        public void check(Actor actor, UUID id, Delegation delegation) {
            if (delegation.ended() != null) {
                return;
            }
            jdbc.sql("select pg_advisory_xact_lock(hashtext('governance.delegation'))")
                    .query((row, number) -> true)
                    .single();
            var there = benches.now().people();
            if (!there.contains(delegation.to())) {
                throw Refusal.invalid("delegation-nobody").at("to");
            }
            if (!there.contains(delegation.from())) {
                throw Refusal.invalid("delegation-nobody").at("from");
            }
            var ring = ring(others(id), delegation);
            if (ring != null) {
                throw Refusal.conflict("delegation-ring", "day", ring).at("to");
            }
        }

        private List<Delegation> others(UUID id) {
            return jdbc.sql("""
                            select from_id, to_id, first_on, last_on from governance.delegation
                            where ended_at is null and last_on >= :today and id <> :id
                            """)
                    .param("today", benches.today())
                    .param("id", id)
                    .query((row, number) -> new Delegation(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            row.getObject(3, LocalDate.class),
                            row.getObject(4, LocalDate.class),
                            null,
                            null))
                    .list();
        }
    }
}
