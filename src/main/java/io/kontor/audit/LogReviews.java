package io.kontor.audit;

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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reviews of the ledger, signed by who made them, and when the next is due. */
@Component
public final class LogReviews {
    public static final String KIND = "review";
    static final SubjectType<LogReview> REVIEW = SubjectType.of(KIND, LogReview.class, "created");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Auditing auditing;
    private final Company company;
    private final Clock clock;
    private final Book<LogReview> book;

    LogReviews(Tx tx, Ledger ledger, JdbcClient jdbc, Ids ids, Auditing auditing, Company company, Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.auditing = auditing;
        this.company = company;
        this.clock = clock;
        this.book = new Book<>(tx, ledger, ids, REVIEW, new Shelf());
    }

    /** A signed review. */
    public record Signed(UUID id, Instant at, LogReview review) {}

    public Signed find(Actor actor, UUID id) {
        return tx.as(actor, () -> {
            var review = book.find(actor, id).state();
            return new Signed(id, signedAt(List.of(id)).getOrDefault(id, Instant.EPOCH), review);
        });
    }

    /** The newest first. */
    public List<Signed> newest(Actor actor, int most) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> {
            var ids = jdbc.sql("select id from audit.review order by signed_at desc, id desc limit :most")
                    .param("most", most)
                    .query(Rows.ID)
                    .list();
            var known = book.load(ids, false);
            var signed = signedAt(ids);
            return ids.stream()
                    .map(known::get)
                    .filter(Objects::nonNull)
                    .map(one -> new Signed(one.id(), signed.getOrDefault(one.id(), Instant.EPOCH), one.state()))
                    .toList();
        });
    }

    private Map<UUID, Instant> signedAt(Collection<UUID> ids) {
        var signed = new HashMap<UUID, Instant>();
        jdbc.sql("select id, signed_at from audit.review where id = any(:ids)")
                .param("ids", Rows.uuids(ids))
                .query(row -> {
                    signed.put(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant());
                });
        return signed;
    }

    /**
     * When the next review is due and what it begins with.
     *
     * @param from the day after the last day reviewed; the first day of the ledger while nobody reviewed it
     * @param on the day by which somebody is to sign it
     * @param reviewer who is to, or none: then anybody who may
     */
    public record Due(
            LocalDate from, LocalDate on, @Nullable UUID reviewer) {}

    /** Empty while nothing stands in the ledger. */
    public Optional<Due> due(Actor actor) {
        return tx.as(actor, () -> {
            var rules = auditing.rules(actor);
            return begin(actor)
                    .map(begin ->
                            new Due(begin.from(), begin.counted().plusMonths(rules.reviewMonths()), rules.reviewer()));
        });
    }

    private record Begin(LocalDate from, LocalDate counted) {}

    private Optional<Begin> begin(Actor actor) {
        var zone = company.profile(actor).zoneId();
        var last = jdbc.sql("select last_on, signed_at from audit.review order by signed_at desc, id desc limit 1")
                .query((row, number) -> new Begin(
                        row.getObject("last_on", LocalDate.class).plusDays(1),
                        LocalDate.ofInstant(row.getTimestamp("signed_at").toInstant(), zone)))
                .optional();
        return last.isPresent()
                ? last
                : jdbc.sql("select recorded_at from ledger.moment_v where position = 0")
                        .query((row, number) ->
                                LocalDate.ofInstant(row.getTimestamp(1).toInstant(), zone))
                        .optional()
                        .map(first -> new Begin(first, first));
    }

    /**
     * Signs a review; the caller has made sure that the actor is who they say, in that way. Refuses: days to come; a period the
     * wrong way round; nothing found said; nobody in person; not allowed.
     */
    public UUID sign(Actor actor, LocalDate from, LocalDate last, String finding, LogReview.Way way) {
        var reviewer = actor.person();
        if (reviewer == null) {
            throw Refusal.forbidden(KIND, Verb.CREATE);
        }
        if (last.isAfter(company.profile(actor).today(clock))) {
            throw Refusal.invalid("review-of-days-to-come").at("last");
        }
        return tx.as(actor, () -> {
            var size = ledger.size().sealed();
            return book.create(actor, new LogReview(from, last, reviewer, finding, way, size), null);
        });
    }

    /** The days they are about, by which people know them. */
    Map<UUID, String> names(Actor actor, Collection<UUID> ids) {
        return tx.as(actor, () -> {
            var names = new HashMap<UUID, String>();
            jdbc.sql("select id, from_on, last_on from audit.review where id = any(:ids)")
                    .param("ids", Rows.uuids(ids))
                    .query(row -> {
                        names.put(row.getObject(1, UUID.class), row.getString(2) + " – " + row.getString(3));
                    });
            return names;
        });
    }

    private final class Shelf implements Book.Shelf<LogReview> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> reviews, boolean lock) {
            return Tables.versions(jdbc, "audit.review", reviews, lock);
        }

        @Override
        public void write(List<Recorded<LogReview>> recorded) {
            jdbc.sql("""
                    insert into audit.review (id, from_on, last_on, reviewer_id, signed_at, entry_id)
                    select id, from_on, last_on, reviewer, signed, entry
                    from unnest(:id, :from, :last, :reviewer, :signed, :entry)
                        as r (id, from_on, last_on, reviewer, signed, entry)
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .day("from", one -> one.state().from())
                            .day("last", one -> one.state().last())
                            .uuid("reviewer", one -> one.state().reviewer())
                            .moment("signed", one -> one.entry().recordedAt())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
        }

        @Override
        public Place place(Actor actor, UUID id, LogReview review) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, LogReview review) {
            return null;
        }
    }
}
