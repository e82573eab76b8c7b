package io.kontor.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The figures. Name, sentence of definition and words stand in the bundles under {@code metric.<code>}; where a name begins with
 * {@code partner_} or {@code direct_} it is the same figure over deals with a partner or without one.
 */
public enum Metric {
    PARTNER_SOURCED_REVENUE(Unit.MONEY, Better.UP),
    TIME_TO_FIRST_DEAL(Unit.DAYS, Better.DOWN),
    PARTNER_ENGAGEMENT(Unit.SHARE, Better.UP),
    PARTNER_INFLUENCED_REVENUE(Unit.MONEY, Better.UP),
    PARTNER_INVOLVED_REVENUE(Unit.MONEY, Better.UP),
    PARTNERS_RECRUITED(Unit.PARTNERS, Better.UP),
    PARTNERS_WITH_DEALS(Unit.PARTNERS, Better.UP),
    PARTNERS_ACTIVE(Unit.PARTNERS, Better.UP),
    PARTNERS_LEFT(Unit.PARTNERS, Better.DOWN),
    PARTNER_CHURN(Unit.SHARE, Better.DOWN),
    DEALS_WON(Unit.DEALS, Better.UP),
    DEALS_LOST(Unit.DEALS, Better.DOWN),
    DEALS_OPEN(Unit.DEALS, Better.NEITHER),
    DEALS_WON_VALUE(Unit.MONEY, Better.UP),
    DEAL_LINES(Unit.LINES, Better.UP),
    WIN_RATE(Unit.SHARE, Better.UP),
    DEAL_VELOCITY_PER_DAY(Unit.MONEY_PER_DAY, Better.UP),
    PARTNER_DEALS_WON(DEALS_WON, Whose.PARTNER),
    PARTNER_DEALS_LOST(DEALS_LOST, Whose.PARTNER),
    PARTNER_DEALS_OPEN(DEALS_OPEN, Whose.PARTNER),
    PARTNER_DEALS_WON_VALUE(DEALS_WON_VALUE, Whose.PARTNER),
    PARTNER_DEAL_LINES(DEAL_LINES, Whose.PARTNER),
    PARTNER_WIN_RATE(WIN_RATE, Whose.PARTNER),
    PARTNER_DEAL_VELOCITY_PER_DAY(DEAL_VELOCITY_PER_DAY, Whose.PARTNER),
    DIRECT_DEALS_WON(DEALS_WON, Whose.DIRECT),
    DIRECT_DEALS_LOST(DEALS_LOST, Whose.DIRECT),
    DIRECT_DEALS_OPEN(DEALS_OPEN, Whose.DIRECT),
    DIRECT_DEALS_WON_VALUE(DEALS_WON_VALUE, Whose.DIRECT),
    DIRECT_DEAL_LINES(DEAL_LINES, Whose.DIRECT),
    DIRECT_WIN_RATE(WIN_RATE, Whose.DIRECT),
    DIRECT_DEAL_VELOCITY_PER_DAY(DEAL_VELOCITY_PER_DAY, Whose.DIRECT);

    /** What a value of it is. */
    public enum Unit {
        MONEY,
        MONEY_PER_DAY,
        DEALS,
        PARTNERS,
        LINES,
        DAYS,
        SHARE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether a value of it is an amount in the reporting currency. */
        public boolean money() {
            return this == MONEY || this == MONEY_PER_DAY;
        }
    }

    /** Which way is good. */
    public enum Better {
        UP,
        DOWN,
        NEITHER
    }

    /** Over which deals. */
    enum Whose {
        ALL,
        PARTNER,
        DIRECT
    }

    private final Unit unit;
    private final Better better;
    private final Metric of;
    private final Whose whose;

    Metric(Unit unit, Better better) {
        this.unit = unit;
        this.better = better;
        this.of = this;
        this.whose = Whose.ALL;
    }

    Metric(Metric of, Whose whose) {
        this.unit = of.unit;
        this.better = of.better;
        this.of = of;
        this.whose = whose;
    }

    /** The name in every contract, e.g. {@code partner_sourced_revenue}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Metric> of(String code) {
        return Arrays.stream(values())
                .filter(metric -> metric.code().equals(code))
                .findFirst();
    }

    public Unit unit() {
        return unit;
    }

    public Better better() {
        return better;
    }

    /** The same figure over all deals; itself when it is that. */
    public Metric base() {
        return of;
    }

    Whose whose() {
        return whose;
    }

    /** Whether it counts or adds up deals; otherwise it is about partners. */
    public boolean ofDeals() {
        return switch (of) {
            case DEALS_WON,
                    DEALS_LOST,
                    DEALS_OPEN,
                    DEALS_WON_VALUE,
                    DEAL_LINES,
                    WIN_RATE,
                    DEAL_VELOCITY_PER_DAY,
                    PARTNER_SOURCED_REVENUE,
                    PARTNER_INFLUENCED_REVENUE,
                    PARTNER_INVOLVED_REVENUE -> true;
            default -> false;
        };
    }

    /** The page of exactly the rows behind it. */
    public String rows() {
        return "/metrics/" + code() + "/rows";
    }
}
