package io.kontor.deals;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.FreeText;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a partner has to do with a deal.
 *
 * @param day since when, or none when it is not known
 * @param evidence how we know
 */
public record DealShare(
        UUID partnerId,
        PartnerRole role,
        @Nullable LocalDate day,
        @FreeText @Nullable String evidence) {
    private static final int MOST = 50;

    public DealShare {
        evidence = Fields.optional(evidence, "partners", 1_000);
    }

    DealShare with(UUID other) {
        return new DealShare(other, role, day, evidence);
    }

    /** Refuses: too many; a second sourcing partner; a partner with the same part twice. */
    static List<DealShare> checked(List<DealShare> partners) {
        if (partners.size() > MOST) {
            throw Refusal.invalid("too-many-partners", "count", partners.size(), "most", MOST)
                    .at("partners");
        }
        if (partners.stream()
                        .filter(share -> share.role() == PartnerRole.SOURCING)
                        .count()
                > 1) {
            throw Refusal.invalid("one-sourcing-partner").at("partners");
        }
        var once = partners.stream()
                .map(share -> share.partnerId() + "/" + share.role())
                .distinct()
                .count();
        if (once < partners.size()) {
            throw Refusal.invalid("partner-twice").at("partners");
        }
        return List.copyOf(partners);
    }
}
