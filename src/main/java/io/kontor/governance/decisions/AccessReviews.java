package io.kontor.governance.decisions;

import io.kontor.company.Company;
import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reviews of who may see and do what, signed by who made them, and when the next is due. */
@Component
public final class AccessReviews {
    public static final String KIND = "access-review";
    static final SubjectType<AccessReview> REVIEW = SubjectType.of(KIND, AccessReview.class, "created");

    /** How long after the last one, or after the office began, one is due unless its reviewer says otherwise. */
    private static final int MONTHS = 3;

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Company company;
    private final Clock clock;
    private final Book<AccessReview> book;

    AccessReviews(Tx tx, Ledger ledger, JdbcClient jdbc, Ids ids, Company company, Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.company = company;
        this.clock = clock;
        this.book = new Book<>(tx, ledger, ids, REVIEW, new Shelf());
    }

    /** A signed review. */
    public record Signed(UUID id, Instant at, AccessReview review) {}

    /** The newest first. */
    public List<Signed> newest(Actor actor, int most) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> {
            var ids = jdbc.sql("select id from governance.access_review order by signed_at desc, id desc limit :most")
                    .param("most", most)
                    .query(Rows.ID)
                    .list();
            var known = book.load(ids, false);
            var at = signedAt(ids);
            return ids.stream()
                    .map(known::get)
                    .filter(Objects::nonNull)
                    .map(one -> new Signed(one.id(), at.getOrDefault(one.id(), Instant.EPOCH), one.state()))
                    .toList();
        });
    }

    /** Refuses: no such review. */
    public Signed find(Actor actor, UUID id) {
        return tx.as(
                actor,
                () -> new Signed(
                        id,
                        signedAt(List.of(id)).getOrDefault(id, Instant.EPOCH),
                        book.find(actor, id).state()));
    }

    private Map<UUID, Instant> signedAt(Collection<UUID> ids) {
        var at = new HashMap<UUID, Instant>();
        jdbc.sql("select id, signed_at from governance.access_review where id = any(:ids)")
                .param("ids", Rows.uuids(ids))
                .query(row -> {
                    at.put(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant());
                });
        return at;
    }

    /** The day by which the next one is to be signed; empty while nothing stands in the ledger. */
    public Optional<LocalDate> due(Actor actor) {
        return tx.as(actor, () -> {
            var next = jdbc.sql("select next_on from governance.access_review order by signed_at desc, id desc limit 1")
                    .query(LocalDate.class)
                    .optional();
            return next.isPresent()
                    ? next
                    : jdbc.sql("select recorded_at from ledger.moment_v where position = 0")
                            .query((row, number) -> LocalDate.ofInstant(
                                            row.getTimestamp(1).toInstant(),
                                            company.profile(actor).zoneId())
                                    .plusMonths(MONTHS))
                            .optional();
        });
    }

    /** The usual day of the one after a review signed today. */
    public LocalDate usualNext(Actor actor) {
        return company.profile(actor).today(clock).plusMonths(MONTHS);
    }

    /** How many people hold roles, and how many lines say what they may. */
    public record Size(int people, int rights) {}

    public Size size(Actor actor) {
        actor.role(KIND, Verb.SEE);
        return tx.as(
                actor,
                () -> jdbc.sql("""
                        select count(distinct m.person_id) as people, count(*) as rights
                        from people.may_v m join people.person_v p on p.id = m.person_id
                        where not p.withdrawn and (m.from_day is null or m.from_day <= :day) and (m.to_day is null or m.to_day > :day)
                        """)
                        .param("day", company.profile(actor).today(clock))
                        .query((row, number) -> new Size(row.getInt("people"), row.getInt("rights")))
                        .single());
    }

    /**
     * Signs a review; the caller has made sure that the actor is who they say, in that way. Refuses: nothing found said; a next
     * day that is over, or more than a year away; nobody in person; not allowed.
     */
    public UUID sign(Actor actor, String finding, AccessReview.Way way, LocalDate next) {
        var reviewer = actor.person();
        if (reviewer == null) {
            throw Refusal.forbidden(KIND, Verb.CREATE);
        }
        var today = company.profile(actor).today(clock);
        if (!next.isAfter(today) || next.isAfter(today.plusYears(1))) {
            throw Refusal.invalid("access-review-next").at("next");
        }
        return tx.as(actor, () -> {
            var size = size(actor);
            var review = new AccessReview(reviewer, finding, way, size.people(), size.rights(), hash(today), next);
            return book.create(actor, review, null);
        });
    }

    /** Of every line in its order, so that the same table always has the same. */
    private String hash(LocalDate today) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            jdbc.sql("""
                    select concat_ws('|', m.person_id, m.role, m.scope, m.kind, m.verb, m.reach) as line
                    from people.may_v m join people.person_v p on p.id = m.person_id
                    where not p.withdrawn and (m.from_day is null or m.from_day <= :day) and (m.to_day is null or m.to_day > :day)
                    order by 1
                    """).param("day", today).query(row -> {
                sha.update((row.getString(1) + '\n').getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The days they were signed on, by which people know them. */
    Map<UUID, String> names(Actor actor, Collection<UUID> ids) {
        return tx.as(actor, () -> {
            var zone = company.profile(actor).zoneId();
            var names = new HashMap<UUID, String>();
            signedAt(ids)
                    .forEach((id, at) ->
                            names.put(id, LocalDate.ofInstant(at, zone).toString()));
            return names;
        });
    }

    private final class Shelf implements Book.Shelf<AccessReview> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> reviews, boolean lock) {
            return Tables.versions(jdbc, "governance.access_review", reviews, lock);
        }

        @Override
        public void write(List<Recorded<AccessReview>> recorded) {
            jdbc.sql("""
                    insert into governance.access_review (id, reviewer_id, signed_at, people, rights, next_on, entry_id)
                    select id, reviewer, signed, people, rights, next_on, entry
                    from unnest(:id, :reviewer, :signed, :people, :rights, :next, :entry)
                        as r (id, reviewer, signed, people, rights, next_on, entry)
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .uuid("reviewer", one -> one.state().reviewer())
                            .moment("signed", one -> one.entry().recordedAt())
                            .whole("people", one -> one.state().people())
                            .whole("rights", one -> one.state().rights())
                            .day("next", one -> one.state().next())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
        }

        @Override
        public Place place(Actor actor, UUID id, AccessReview review) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, AccessReview review) {
            return null;
        }
    }
}
