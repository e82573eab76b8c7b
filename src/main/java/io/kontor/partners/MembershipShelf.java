package io.kontor.partners;

import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.Book;
import io.kontor.ledger.Recorded;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps memberships and their tiers in their tables, with what a partner has of them today. */
final class MembershipShelf implements Book.Shelf<Membership> {
    private final JdbcClient jdbc;
    private final Partners partners;
    private final Programmes programmes;
    private final PartnerDays days;

    MembershipShelf(JdbcClient jdbc, Partners partners, Programmes programmes, PartnerDays days) {
        this.jdbc = jdbc;
        this.partners = partners;
        this.programmes = programmes;
        this.days = days;
    }

    private record TierRow(Recorded<Membership> of, Dated<String> tier) {}

    @Override
    public Map<UUID, UUID> versions(Collection<UUID> memberships, boolean lock) {
        return Tables.versions(jdbc, "partners.membership", memberships, lock);
    }

    @Override
    public void write(List<Recorded<Membership>> recorded) {
        var today = partners.today(Purpose.SETTINGS.actor());
        jdbc.sql("""
                    insert into partners.membership (
                        id, partner_id, programme_id, joined_on, left_on, status, tier, withdrawn, entry_id
                    )
                    select id, partner, programme, joined, gone, status, tier, withdrawn, entry
                    from unnest(:id, :partner, :programme, :joined, :left, :status, :tier, :withdrawn, :entry)
                        as r (id, partner, programme, joined, gone, status, tier, withdrawn, entry)
                    on conflict (id) do update set partner_id = excluded.partner_id, joined_on = excluded.joined_on,
                        left_on = excluded.left_on, status = excluded.status, tier = excluded.tier,
                        withdrawn = excluded.withdrawn, entry_id = excluded.entry_id
                    """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .uuid("partner", one -> one.state().partner())
                        .uuid("programme", one -> one.state().programme())
                        .day("joined", one -> one.state().joined())
                        .day("left", one -> one.state().left())
                        .text("status", one -> one.state().status().code())
                        .text("tier", one -> one.state().tier(today).orElse(null))
                        .truth("withdrawn", one -> one.state().withdrawn())
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
        jdbc.sql("delete from partners.membership_tier where membership_id = any(:ids)")
                .param("ids", Rows.uuids(recorded.stream().map(Recorded::id).toList()))
                .update();
        var tiers = recorded.stream()
                .flatMap(one -> one.state().tiers().stream().map(tier -> new TierRow(one, tier)))
                .toList();
        jdbc.sql("""
                    insert into partners.membership_tier (membership_id, tier, from_day, to_day, entry_id)
                    select membership, tier, from_day, to_day, entry
                    from unnest(:membership, :tier, :from_day, :to_day, :entry) as r (membership, tier, from_day, to_day, entry)
                    """)
                .params(Rows.of(tiers)
                        .uuid("membership", row -> row.of().id())
                        .text("tier", row -> row.tier().value())
                        .day("from_day", row -> row.tier().from())
                        .day("to_day", row -> row.tier().to())
                        .uuid("entry", row -> row.of().entryId())
                        .params())
                .update();
        days.derive(
                recorded.stream().map(one -> one.state().partner()).distinct().toList(), today);
    }

    @Override
    public Place place(Actor actor, UUID id, Membership membership) {
        return partners.place(actor, membership.partner()).orElseThrow(() -> Refusal.notFound(Partners.KIND));
    }

    @Override
    public UUID partner(UUID id, Membership membership) {
        return membership.partner();
    }

    @Override
    public void check(Actor actor, UUID id, Membership membership) {
        check(membership, programmes.find(actor, membership.programme()).state());
    }

    @Override
    public void checkAll(Actor actor, List<Recorded<Membership>> recorded) {
        var known = new HashMap<UUID, Programme>();
        for (var one : recorded) {
            var programme = one.state().programme();
            check(
                    one.state(),
                    known.computeIfAbsent(
                            programme, id -> programmes.find(actor, id).state()));
        }
    }

    private static void check(Membership membership, Programme programme) {
        var known = programme.tiers().stream().map(Programme.Tier::code).toList();
        for (var tier : membership.tiers()) {
            if (!known.contains(tier.value())) {
                throw Refusal.invalid("tier-unknown", "tier", tier.value(), "programme", programme.name())
                        .at("tier");
            }
        }
    }
}
