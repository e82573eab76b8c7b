package io.kontor.tiers;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partners;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.rules.Receipt;
import io.kontor.rules.Receipts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where one partner stands in its programmes, and why. */
@Component
public final class Positions {
    private final Tx tx;
    private final Tiers tiers;
    private final Company company;
    private final Partners partners;
    private final Programmes programmes;
    private final Memberships memberships;
    private final ProgressSql progress;
    private final Receipts receipts;

    Positions(
            Tx tx,
            Tiers tiers,
            Company company,
            Partners partners,
            Programmes programmes,
            Memberships memberships,
            ProgressSql progress,
            Receipts receipts) {
        this.tx = tx;
        this.tiers = tiers;
        this.company = company;
        this.partners = partners;
        this.programmes = programmes;
        this.memberships = memberships;
        this.progress = progress;
        this.receipts = receipts;
    }

    /**
     * Where a membership stands.
     *
     * @param currency the reporting currency its amounts are in
     * @param receipt why it has its tier, or none while nobody looked
     * @param heldTier the tier somebody set by hand, with its day and reason, or none
     * @param version the entry its standing stands at, or none
     */
    public record Position(
            Progress progress,
            Programme programme,
            String currency,
            @Nullable Receipt receipt,
            @Nullable String heldTier,
            @Nullable LocalDate heldUntil,
            @Nullable String heldReason,
            @Nullable UUID version,
            boolean mayChange) {
        public @Nullable String name(@Nullable String tier) {
            return tier == null ? null : programme.tierName(tier);
        }
    }

    /** Of all programmes a partner is in. Refuses: a partner the actor may not see. */
    public List<Position> ofPartner(Actor actor, UUID partner) {
        var place = partners.visible(actor, partner);
        actor.role(Tiers.KIND, Verb.SEE, place);
        return tx.read(actor, () -> positions(actor, progress.ofPartner(partner), place));
    }

    /** Refuses: a membership the actor may not see. */
    public List<Position> ofMembership(Actor actor, UUID membership) {
        var place = place(actor, membership);
        actor.role(Tiers.KIND, Verb.SEE, place);
        return tx.read(actor, () -> positions(actor, progress.ofMembership(membership), place));
    }

    /** The earlier decisions on a membership, the newest first. */
    public List<Receipt> decisions(Actor actor, UUID membership) {
        actor.role(Tiers.KIND, Verb.SEE, place(actor, membership));
        return receipts.of(actor, Standings.about(membership));
    }

    private Place place(Actor actor, UUID membership) {
        return partners.visible(
                actor, memberships.find(actor, membership).state().partner());
    }

    private List<Position> positions(Actor actor, List<Progress> all, Place place) {
        var known = tiers.book().load(all.stream().map(Progress::membership).toList(), false);
        var currency = company.profile(actor).currency();
        var positions = new ArrayList<Position>();
        for (var one : all) {
            var standing = Optional.ofNullable(known.get(one.membership()));
            var state = standing.map(io.kontor.ledger.Book.Known::state);
            positions.add(new Position(
                    one,
                    programmes.find(actor, one.programme()).state(),
                    currency,
                    receipts.latest(actor, Standings.about(one.membership()), TierRulesType.CODE)
                            .orElse(null),
                    state.map(TierStanding::heldTier).orElse(null),
                    state.map(TierStanding::heldUntil).orElse(null),
                    state.map(TierStanding::heldReason).orElse(null),
                    standing.map(io.kontor.ledger.Book.Known::version).orElse(null),
                    actor.may(Tiers.KIND, Verb.CHANGE, place)));
        }
        return positions;
    }
}
