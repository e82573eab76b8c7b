package io.kontor.partners;

import io.kontor.database.Rows;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Importable;
import io.kontor.ledger.Arrival;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Memberships from files. No other system has an id for one: a firm's newest membership of a programme is the one that is
 * meant.
 */
@Component
class MembershipImport implements Importable {
    private final Memberships memberships;
    private final Programmes programmes;
    private final Partners partners;
    private final JdbcClient jdbc;

    MembershipImport(Memberships memberships, Programmes programmes, Partners partners, JdbcClient jdbc) {
        this.memberships = memberships;
        this.programmes = programmes;
        this.partners = partners;
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return Memberships.KIND;
    }

    @Override
    public List<Field> fields(Actor actor) {
        return List.of(
                Field.reference("partner", Partners.KIND).needed(),
                Field.reference("programme", Programmes.KIND).needed(),
                Field.day("joined").needed(),
                Field.day("left"),
                Field.choice(
                        "status",
                        Arrays.stream(Membership.Status.values())
                                .map(Membership.Status::code)
                                .toList()),
                Field.text("tier").byDay());
    }

    @Override
    public Map<String, UUID> known(Actor actor, String system, Collection<String> keys) {
        return Map.of();
    }

    private record Pair(UUID partner, UUID programme) {}

    @Override
    public List<Outcome> take(Actor actor, List<Incoming> batch, @Nullable String reason) {
        var newest = newest(batch.stream()
                .map(MembershipImport::pair)
                .flatMap(Optional::stream)
                .distinct()
                .toList());
        var today = partners.today(actor);
        var tiers = new HashMap<UUID, List<String>>();
        var arrivals = batch.stream()
                .map(one -> new Arrival<Membership>(
                        pair(one).map(newest::get).orElse(null),
                        () -> edited(fresh(one.values()), one.values(), today),
                        old -> edited(old, one.values(), today),
                        (id, state) -> refuseUnknownTier(actor, state, tiers),
                        null))
                .toList();
        return memberships.book().take(actor, arrivals, reason);
    }

    private static Optional<Pair> pair(Incoming one) {
        var partner = one.values().reference("partner");
        var programme = one.values().reference("programme");
        return partner == null || programme == null ? Optional.empty() : Optional.of(new Pair(partner, programme));
    }

    private Map<Pair, UUID> newest(List<Pair> pairs) {
        var ids = new HashMap<Pair, UUID>();
        jdbc.sql("""
                select distinct on (m.partner_id, m.programme_id) m.partner_id, m.programme_id, m.id
                from unnest(:partner, :programme) as r (partner, programme)
                join partners.membership m on m.partner_id = r.partner and m.programme_id = r.programme and not m.withdrawn
                order by m.partner_id, m.programme_id, m.joined_on desc
                """)
                .params(Rows.of(pairs)
                        .uuid("partner", Pair::partner)
                        .uuid("programme", Pair::programme)
                        .params())
                .query(row -> {
                    ids.put(
                            new Pair(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                            row.getObject(3, UUID.class));
                });
        return ids;
    }

    private static Membership fresh(Values told) {
        return new Membership(
                needed(told.reference("partner"), "partner"),
                needed(told.reference("programme"), "programme"),
                needed(told.day("joined"), "joined"),
                null,
                Membership.Status.ACTIVE,
                List.of(),
                false);
    }

    private static <T> T needed(@Nullable T value, String field) {
        return Optional.ofNullable(value)
                .orElseThrow(() -> Refusal.invalid("field-required").at(field));
    }

    private static Membership edited(Membership old, Values told, LocalDate today) {
        var joined = told.speakOf("joined") ? needed(told.day("joined"), "joined") : old.joined();
        var left = told.speakOf("left") ? told.day("left") : old.left();
        var status = told.text("status");
        var tiers = told.speakOf("tier")
                ? PartnerImport.held(old.tiers(), told.text("tier"), told, "tier", today)
                : old.tiers();
        return new Membership(
                old.partner(),
                old.programme(),
                joined,
                left,
                status == null
                        ? statusBy(old.status(), left)
                        : Membership.Status.valueOf(status.toUpperCase(Locale.ROOT)),
                tiers,
                old.withdrawn());
    }

    private static Membership.Status statusBy(Membership.Status before, @Nullable LocalDate left) {
        return left == null ? before : Membership.Status.LEFT;
    }

    private void refuseUnknownTier(Actor actor, Membership membership, Map<UUID, List<String>> known) {
        if (membership.tiers().isEmpty()) {
            return;
        }
        var programme = membership.programme();
        var tiers = known.computeIfAbsent(
                programme,
                id -> programmes.find(actor, id).state().tiers().stream()
                        .map(Programme.Tier::code)
                        .toList());
        membership.tiers().stream()
                .map(tier -> tier.value())
                .filter(Objects::nonNull)
                .filter(tier -> !tiers.contains(tier))
                .findFirst()
                .ifPresent(tier -> {
                    throw Refusal.invalid("tier-unknown", "tier", tier, "programme", programme)
                            .at("tier");
                });
    }
}
