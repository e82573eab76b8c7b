package io.kontor.tiers;

import io.kontor.governance.DocumentVersion;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.rules.Mistake;
import io.kontor.rules.Proof;
import io.kontor.rules.RuleVersion;
import io.kontor.rules.Tables;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes rule sets ready to be asked. */
@Component
class TierTables {
    private final Programmes programmes;
    private final Tables tables;

    TierTables(Programmes programmes, Tables tables) {
        this.programmes = programmes;
        this.tables = tables;
    }

    static RuleVersion version(UUID document, DocumentVersion version, String hash) {
        return new RuleVersion(TierRulesType.CODE, document, version.major(), version.minor(), hash);
    }

    /** The programme a rule set is about. Refuses: there is none of that code. */
    UUID programme(Actor actor, TierRules rules) {
        return programmes
                .byCode(actor, rules.programme())
                .orElseThrow(() -> Refusal.invalid("tiers-programme-unknown", "programme", rules.programme())
                        .at("programme"));
    }

    /** Refuses: a table that is wrong; a programme there is not. */
    InForce ready(Actor actor, TierRules rules, RuleVersion version) {
        return ready(
                actor, rules, programmes.find(actor, programme(actor, rules)).state(), version);
    }

    InForce ready(Actor actor, TierRules rules, Programme programme, RuleVersion version) {
        return new InForce(
                rules, new TierTable(tables.compile(actor, rules.table()), new Ladder(programme.tiers())), version);
    }

    /** Everything that is wrong in a table, and what it shows about itself. */
    List<Mistake> mistakes(Actor actor, TierRules rules) {
        return tables.check(actor, rules.table());
    }

    static Proof proof(InForce ready) {
        return Tables.prove(ready.table().compiled());
    }
}
