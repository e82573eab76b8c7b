package io.kontor.rules;

import io.kontor.database.Tx;
import io.kontor.kernel.Subject;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.support.TestServer;
import java.util.List;
import java.util.UUID;

/** Something that rules decided. */
public final class DecidedSample {
    private DecidedSample() {}

    /** @return the entry of the change a version of rules decided */
    public static UUID by(TestServer server, UUID document, int major, int minor) {
        var actor = server.administrator();
        var rules = Tables.compile(Shop.WORDS, RulesTest.DISCOUNTS);
        var facts = Shop.facts("gold", "712");
        var subject = UUID.randomUUID();
        return server.bean(Tx.class).as(actor, () -> {
            var entry = server.bean(Ledger.class)
                    .append(actor, Change.of(RulesTest.VISIT, subject, "made", "tester", new RulesTest.Visit("x")))
                    .entry();
            server.bean(Receipts.class)
                    .leave(
                            actor,
                            List.of(new Receipts.Left(
                                    entry,
                                    new Subject("visit", subject),
                                    new RuleVersion("discounts", document, major, minor, rules.hash()),
                                    rules,
                                    facts,
                                    rules.decide(facts))));
            return entry.id();
        });
    }
}
