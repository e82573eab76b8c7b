package io.kontor.partners;

import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Chronicle;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in which programme, since when, in which tier. */
@Component
public final class Memberships {
    public static final String KIND = "membership";
    public static final SubjectType<Membership> MEMBERSHIP = SubjectType.of(
                    KIND,
                    Membership.class,
                    "created",
                    "changed",
                    "tier_set",
                    "ended",
                    "moved",
                    "withdrawn",
                    "restored",
                    "undone")
            .shared("joined", "left", "status", "tiers");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Partners partners;
    private final Book<Membership> book;

    Memberships(
            Tx tx,
            Ledger ledger,
            JdbcClient jdbc,
            Partners partners,
            Programmes programmes,
            PartnerDays days,
            Ids ids) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.partners = partners;
        this.book = new Book<>(tx, ledger, ids, MEMBERSHIP, new MembershipShelf(jdbc, partners, programmes, days));
    }

    /** A membership as pages list it. */
    public record Listed(
            UUID id,
            UUID partner,
            String partnerName,
            UUID programme,
            String programmeName,
            LocalDate joined,
            @Nullable LocalDate left,
            String status,
            @Nullable String tier,
            @Nullable String tierName) {}

    private static final String LISTED = """
            select m.id, m.partner_id, p.name as partner, m.programme_id, g.name as programme, m.joined_on, m.left_on,
                m.status, m.tier, t.name as tier_name
            from partners.membership m
            join partners.partner p on p.id = m.partner_id
            join partners.programme g on g.id = m.programme_id
            left join partners.tier t on t.programme_id = m.programme_id and t.code = m.tier
            """;

    /** The programmes a firm is or was in, the newest first. */
    public List<Listed> of(Actor actor, UUID partner) {
        partners.visible(actor, partner);
        return tx.as(
                actor,
                () -> jdbc.sql(LISTED
                                + " where m.partner_id = :partner and not m.withdrawn order by m.joined_on desc, m.id")
                        .param("partner", partner)
                        .query(Memberships::listed)
                        .list());
    }

    private static Listed listed(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Listed(
                row.getObject("id", UUID.class),
                row.getObject("partner_id", UUID.class),
                row.getString("partner"),
                row.getObject("programme_id", UUID.class),
                row.getString("programme"),
                row.getObject("joined_on", LocalDate.class),
                row.getObject("left_on", LocalDate.class),
                row.getString("status"),
                row.getString("tier"),
                row.getString("tier_name"));
    }

    public Book.Known<Membership> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    /** Those of these the actor may see. */
    public Map<UUID, Book.Known<Membership>> findAll(Actor actor, Collection<UUID> ids) {
        return book.findAll(actor, ids);
    }

    /** Refuses: the firm is in that programme on those days already; a tier the programme does not have. */
    public UUID create(Actor actor, Membership membership, @Nullable String reason) {
        return guarded(() -> tx.as(
                actor,
                () -> book.create(actor, membership.movedTo(partners.standing(actor, membership.partner())), reason)));
    }

    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Membership> edit, @Nullable String reason) {
        guarded(() -> book.change(actor, id, seen, edit, reason));
    }

    /** Gives a tier from a day on. */
    public void setTier(
            Actor actor, UUID id, UUID seen, @Nullable String tier, LocalDate day, @Nullable String reason) {
        book.change(actor, id, seen, "tier_set", Verb.CHANGE, membership -> membership.withTier(tier, day), reason);
    }

    /** Ends a membership on a day. Refuses: no reason. */
    public void end(Actor actor, UUID id, UUID seen, LocalDate day, @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw Refusal.invalid("field-required").at("reason");
        }
        book.change(
                actor,
                id,
                seen,
                "ended",
                Verb.CHANGE,
                membership -> membership.with(Membership.Status.LEFT, day),
                reason);
    }

    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "withdrawn", Verb.WITHDRAW, membership -> membership.withdrawn(true), reason);
    }

    /** Brings a membership back. Refuses: it overlaps another of the same partner in the same programme by now. */
    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        guarded(() -> book.change(
                actor, id, seen, "restored", Verb.WITHDRAW, membership -> membership.withdrawn(false), reason));
    }

    /** Takes the last change back. Refuses: it was changed since; nothing is before it; as bringing back does. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        guarded(() -> {
            book.undo(actor, id, seen, reason);
            return id;
        });
    }

    public List<Book.Effect<Membership>> changeMany(
            Actor actor, Collection<UUID> ids, UnaryOperator<Membership> edit, @Nullable String reason, boolean write) {
        return book.changeMany(actor, ids, "changed", Verb.CHANGE, edit, reason, write);
    }

    /** For telling what happened to many of them over a time, as the sample programme does; to be asked for inside the transaction. */
    public Chronicle<Membership> chronicle(Actor actor) {
        return book.chronicle(actor);
    }

    Book<Membership> book() {
        return book;
    }

    /** The memberships of a firm that were not withdrawn. */
    List<UUID> idsOf(UUID firm) {
        return jdbc.sql(
                        "select id from partners.membership where partner_id = :firm and not withdrawn order by joined_on, id")
                .param("firm", firm)
                .query(Rows.ID)
                .list();
    }

    Map<UUID, String> programmeNames(Actor actor, Collection<UUID> memberships) {
        var names = new LinkedHashMap<UUID, String>();
        tx.as(
                actor,
                () -> jdbc.sql("""
                select m.id, g.name from partners.membership m join partners.programme g on g.id = m.programme_id
                where m.id = any(:ids)
                """)
                        .param("ids", Rows.uuids(Set.copyOf(memberships)))
                        .query(row -> {
                            names.put(row.getObject(1, UUID.class), row.getString(2));
                        }));
        return names;
    }

    private static <T> T guarded(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (DataIntegrityViolationException e) {
            if (String.valueOf(e.getMostSpecificCause().getMessage()).contains("membership_partner_id_programme_id")) {
                throw Refusal.conflict("membership-overlaps").at("joined");
            }
            throw e;
        }
    }
}
