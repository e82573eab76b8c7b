package io.kontor.partners;

import java.util.Locale;

/** What a firm does with us; a firm can be several of these at once. */
public enum PartnerType {
    RESELLER,
    DISTRIBUTOR,
    REFERRAL,
    SYSTEM_INTEGRATOR,
    MSP,
    ISV,
    CONSULTANT,
    TRAINING,
    AFFILIATE,
    ALLIANCE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
