package io.kontor.tiers;

import io.kontor.rules.RuleVersion;

/** A rule set ready to be asked. */
record InForce(TierRules rules, TierTable table, RuleVersion version) {
    String said() {
        return version.said();
    }
}
