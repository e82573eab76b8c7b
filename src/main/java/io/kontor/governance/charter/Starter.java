package io.kontor.governance.charter;

import io.kontor.governance.DocumentScope;
import io.kontor.governance.spi.GovernedAct;
import io.kontor.language.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The charter an office starts with, in the words of the language asked for: minor changes are agreed to by one, those that touch
 * much by product, finance and the owners of the regions, the charter itself by leadership.
 */
public final class Starter {
    private static final int TWO_DAYS = 48;
    private static final int THREE_DAYS = 72;
    private static final int FIVE_DAYS = 120;
    private static final int MONTH = 30;
    private static final String OPERATIONS = "partner-operations";
    private static final String LEADERSHIP = "leadership";
    private static final String FINANCE = "finance";
    private static final String PRODUCT = "product";

    private Starter() {}

    public static Charter of(Words words, List<GovernedAct> acts) {
        return new Charter(
                words.t("charter.starter.mission"),
                lines(words, "objectives"),
                lines(words, "duties"),
                lines(words, "boundaries"),
                acts.stream().flatMap(act -> proposed(act).stream()).toList(),
                List.of("reviewer", LEADERSHIP, "executive-sponsor"),
                lines(words, "channels"),
                List.of(new Charter.Budget(words.t("charter.starter.budget"), BigDecimal.ZERO, FINANCE)),
                raci(words),
                lines(words, "sharing"),
                new Charter.Emergency(LEADERSHIP, TWO_DAYS),
                true);
    }

    private static List<String> lines(Words words, String part) {
        return words.t("charter.starter." + part).lines().map(String::strip).toList();
    }

    private static List<Charter.Raci> raci(Words words) {
        var what = lines(words, "raci");
        return List.of(
                new Charter.Raci(
                        what.get(0),
                        List.of(OPERATIONS),
                        OPERATIONS,
                        List.of(PRODUCT, FINANCE, Rung.REGIONAL_OWNER),
                        List.of(LEADERSHIP, "sales")),
                new Charter.Raci(
                        what.get(1),
                        List.of("pricing-manager"),
                        FINANCE,
                        List.of(PRODUCT, Rung.REGIONAL_OWNER),
                        List.of(OPERATIONS, "sales")),
                new Charter.Raci(
                        what.get(2), List.of(OPERATIONS), "legal", List.of(LEADERSHIP), List.of("partner-manager")),
                new Charter.Raci(
                        what.get(3),
                        List.of("enablement-lead"),
                        OPERATIONS,
                        List.of(PRODUCT, "engineering"),
                        List.of("partner-manager", "sales")));
    }

    /** The clauses an act would get: how many and how strict depends on what it is measured by. */
    public static List<Clause> proposed(GovernedAct act) {
        var clauses = new Clauses(act.code());
        if (!act.proposed().isEmpty()) {
            return List.copyOf(clauses.add(null, THREE_DAYS, act.proposed().toArray(String[]::new)).made);
        }
        switch (act.measure()) {
            case NONE -> {
                if (act.code().equals(CharterType.CODE)) {
                    clauses.add(null, FIVE_DAYS, LEADERSHIP, "executive-sponsor");
                } else {
                    clauses.add(null, THREE_DAYS, LEADERSHIP);
                }
            }
            case PARTNERS ->
                clauses.add(null, TWO_DAYS, OPERATIONS).add("10", FIVE_DAYS, PRODUCT, FINANCE, Rung.REGIONAL_OWNER);
            case REVENUE ->
                clauses.add(null, TWO_DAYS, OPERATIONS).add("100000", FIVE_DAYS, PRODUCT, FINANCE, Rung.REGIONAL_OWNER);
            case AMOUNT ->
                clauses.add(null, TWO_DAYS, OPERATIONS)
                        .add("10000", THREE_DAYS, PRODUCT, FINANCE)
                        .add("100000", FIVE_DAYS, PRODUCT, FINANCE, Rung.REGIONAL_OWNER, LEADERSHIP);
            case PERCENT ->
                clauses.add(null, TWO_DAYS, OPERATIONS)
                        .add("5", THREE_DAYS, PRODUCT, FINANCE)
                        .add("15", FIVE_DAYS, PRODUCT, FINANCE, Rung.REGIONAL_OWNER);
        }
        return List.copyOf(clauses.made);
    }

    private static final class Clauses {
        private final String act;
        private final List<Clause> made = new ArrayList<>();

        Clauses(String act) {
            this.act = act;
        }

        Clauses add(@Nullable String from, int hours, String... roles) {
            made.add(new Clause(
                    act + "." + (made.size() + 1),
                    act,
                    from == null ? null : new BigDecimal(from),
                    DocumentScope.ALL,
                    List.of(roles).stream().map(role -> new Rung(role, 1)).toList(),
                    false,
                    hours,
                    from == null ? 0 : MONTH));
            return this;
        }
    }
}
