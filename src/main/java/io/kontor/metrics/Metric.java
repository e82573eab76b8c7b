package io.kontor.metrics;

import java.util.Locale;

/** The figures; the name, a sentence of definition and the way down to the rows stand in the bundles and here. */
public enum Metric {
    PARTNERS_RECRUITED("/partners?status=onboarding&status=active&status=paused&status=ended"),
    PARTNERS_WITH_DEALS("/partners-with-deals"),
    DEALS_WON("/deals?stage=won"),
    DEALS_LOST("/deals?stage=lost"),
    DEALS_OPEN("/deals?stage=prospecting&stage=qualified&stage=proposal&stage=negotiation"),
    DEAL_LINES("/deals?stage=won"),
    DEALS_WON_VALUE("/deals?stage=won"),
    PARTNER_SOURCED_REVENUE("/deals?stage=won&sourced=true");

    private final String rows;

    Metric(String rows) {
        this.rows = rows;
    }

    /** The name in every contract, e.g. {@code partner_sourced_revenue}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The list of exactly the rows behind it. */
    public String rows() {
        return rows;
    }
}
