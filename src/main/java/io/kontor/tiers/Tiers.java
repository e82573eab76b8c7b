package io.kontor.tiers;

import io.kontor.company.Company;
import io.kontor.company.Regions;
import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Moves;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import io.kontor.partners.MembershipTiers;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partners;
import io.kontor.partners.Programmes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where memberships stand by the rules, and tiers somebody set by hand until a day. */
@Component
public final class Tiers {
    public static final String KIND = "tier";
    static final SubjectType<TierStanding> STANDING =
            SubjectType.of(KIND, TierStanding.class, "judged", "held", "released", "moved");
    private static final int LONGEST_DAYS = 800;

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Company company;
    private final Clock clock;
    private final Partners partners;
    private final Programmes programmes;
    private final Memberships memberships;
    private final MembershipTiers given;
    private final Book<TierStanding> book;

    Tiers(
            Tx tx,
            Ledger ledger,
            JdbcClient jdbc,
            Ids ids,
            Company company,
            Clock clock,
            Partners partners,
            Programmes programmes,
            Memberships memberships,
            MembershipTiers given) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.company = company;
        this.clock = clock;
        this.partners = partners;
        this.programmes = programmes;
        this.memberships = memberships;
        this.given = given;
        this.book = new Book<>(tx, ledger, ids, STANDING, new Shelf());
    }

    LocalDate today(Actor actor) {
        return company.profile(actor).today(clock);
    }

    /** The same person with the house's rights to move tiers, once it is clear that they may set that going. */
    static Actor house(Actor actor) {
        return actor.with(Purpose.HOUSEKEEPING
                .actor(KIND, Memberships.KIND, Partners.KIND, Programmes.KIND, Regions.KIND)
                .rights());
    }

    /**
     * Sets the tier of a membership by hand until a day; from then on the rules say again. Refuses: no reason; a day that has
     * come, or one too far away; a tier the programme does not have; a membership that is over.
     */
    public void hold(
            Actor actor,
            UUID membership,
            @Nullable UUID seen,
            String tier,
            @Nullable LocalDate until,
            @Nullable String reason) {
        var why = needed(reason);
        tx.as(actor, () -> {
            var today = today(actor);
            if (until == null || !until.isAfter(today) || until.isAfter(today.plusDays(LONGEST_DAYS))) {
                throw Refusal.invalid("tiers-hold-until", "days", LONGEST_DAYS).at("until");
            }
            var member = memberships.find(actor, membership).state();
            var programme = programmes.find(actor, member.programme()).state();
            if (!new Ladder(programme.tiers()).has(tier)) {
                throw Refusal.invalid("tier-unknown", "tier", tier, "programme", programme.name())
                        .at("tier");
            }
            if (member.left() != null && !member.left().isAfter(today)) {
                throw Refusal.conflict("tiers-member-left");
            }
            write(
                    actor,
                    membership,
                    seen,
                    "held",
                    why,
                    standing(membership, member.partner(), member.programme()).holding(tier, until, why));
            given.give(house(actor), Map.of(membership, tier), today, why);
        });
    }

    /** Ends what was set by hand before its day; the next look at the rules says what the tier is. Refuses: no reason; nothing set. */
    public void release(Actor actor, UUID membership, UUID seen, @Nullable String reason) {
        var why = needed(reason);
        tx.as(actor, () -> {
            var standing = book.find(actor, membership).state();
            if (standing.heldTier() == null) {
                throw Refusal.conflict("tiers-nothing-held");
            }
            write(actor, membership, seen, "released", why, standing.released());
        });
    }

    private static String needed(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw Refusal.invalid("field-required").at("reason");
        }
        return reason.strip();
    }

    private void write(Actor actor, UUID id, @Nullable UUID seen, String act, String reason, TierStanding standing) {
        var role = actor.role(KIND, Verb.CHANGE, book.place(actor, id, standing));
        var known = book.load(List.of(id), true).get(id);
        var version = known == null ? null : known.version();
        if (seen != null && !seen.equals(version)) {
            throw Refusal.conflict("tiers-standing-changed");
        }
        book.record(
                actor,
                List.of(Change.of(STANDING, id, act, role, standing)
                        .ofPartner(standing.partner())
                        .after(version)
                        .because(reason)));
    }

    private TierStanding standing(UUID membership, UUID partner, UUID programme) {
        var known = book.load(List.of(membership), false).get(membership);
        return known == null ? TierStanding.fresh(partner, programme) : known.state();
    }

    Book<TierStanding> book() {
        return book;
    }

    Map<UUID, String> names(Actor actor, Collection<UUID> ids) {
        return memberships.findAll(house(actor), ids).entrySet().stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        one -> partners.names(
                                        actor, List.of(one.getValue().state().partner()))
                                .getOrDefault(one.getValue().state().partner(), "")));
    }

    private List<UUID> idsOf(UUID partner) {
        return jdbc.sql("select id from tiers.standing where partner_id = :partner order by id")
                .param("partner", partner)
                .query(Rows.ID)
                .list();
    }

    @Configuration(proxyBeanMethods = false)
    static class Following {
        /** Standings go along when the partner is merged into another. */
        @Bean
        Moves tierMoves(Tiers tiers) {
            return tiers.book.moves(
                    Set.of(Partners.KIND),
                    (actor, partner) -> tiers.idsOf(partner.id()),
                    (standing, from, to) -> standing.movedTo(to));
        }
    }

    private final class Shelf implements Book.Shelf<TierStanding> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> standings, boolean lock) {
            return Tables.versions(jdbc, "tiers.standing", standings, lock);
        }

        @Override
        public void write(List<Recorded<TierStanding>> recorded) {
            jdbc.sql("""
                    insert into tiers.standing (
                        id, partner_id, programme_id, suggested, outcome, grace_until, held_tier, held_until, rules, entry_id
                    )
                    select id, partner, programme, suggested, outcome, grace, held, until, rules, entry
                    from unnest(:id, :partner, :programme, :suggested, :outcome, :grace, :held, :until, :rules, :entry)
                        as r (id, partner, programme, suggested, outcome, grace, held, until, rules, entry)
                    on conflict (id) do update set partner_id = excluded.partner_id, suggested = excluded.suggested,
                        outcome = excluded.outcome, grace_until = excluded.grace_until, held_tier = excluded.held_tier,
                        held_until = excluded.held_until, rules = excluded.rules, entry_id = excluded.entry_id
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .uuid("partner", one -> one.state().partner())
                            .uuid("programme", one -> one.state().programme())
                            .text("suggested", one -> one.state().suggested())
                            .text("outcome", one -> one.state().outcome().code())
                            .day("grace", one -> one.state().graceUntil())
                            .text("held", one -> one.state().heldTier())
                            .day("until", one -> one.state().heldUntil())
                            .text("rules", one -> one.state().rules())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
            jdbc.sql("""
                    update tiers.progress g set partner_id = s.partner_id from tiers.standing s
                    where s.id = g.membership_id and s.id = any(:ids) and g.partner_id <> s.partner_id
                    """)
                    .param("ids", Rows.uuids(recorded.stream().map(Recorded::id).toList()))
                    .update();
        }

        @Override
        public Place place(Actor actor, UUID id, TierStanding standing) {
            return partners.place(actor, standing.partner()).orElseThrow(() -> Refusal.notFound(Partners.KIND));
        }

        @Override
        public UUID partner(UUID id, TierStanding standing) {
            return standing.partner();
        }
    }
}
