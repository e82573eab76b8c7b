package io.kontor.cli;

import io.kontor.rules.DecisionTable;
import io.kontor.rules.DecisionTable.Hit;
import io.kontor.rules.DecisionTable.Output;
import io.kontor.rules.Kind;
import java.util.List;

/** A large table for measuring: prices by a code, a tier and a band of amounts, in one file or in another some weeks later. */
final class RulesLargeTable {
    /** The last row asks what rows before it ask already. */
    static final int UNREACHABLE = 1;

    private static final int EVERY = 100;

    private RulesLargeTable() {}

    static DecisionTable shape() {
        return new DecisionTable(
                "bench",
                Hit.FIRST,
                List.of("region", "tier", "worth"),
                List.of(new Output("price", Kind.NUMBER, List.of())),
                List.of());
    }

    /** @param later whether one price in a hundred is another */
    static String csv(int rows, boolean later) {
        var csv = new StringBuilder("region,tier,worth,price,note\n");
        for (int i = 0; i < rows - 1; i++) {
            int code = i / 4;
            csv.append("code-")
                    .append(code)
                    .append(',')
                    .append(RulesDeciding.TIERS.get(i % 2))
                    .append(',')
                    .append(i % 4 < 2 ? "< 1000" : ">= 1000")
                    .append(',')
                    .append(later && i % EVERY == 0 ? i % 500 + 1 : i % 500)
                    .append(",\n");
        }
        return csv.append("code-0,bronze,[10..20),1,\n").toString();
    }
}
