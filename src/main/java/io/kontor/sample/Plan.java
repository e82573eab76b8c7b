package io.kontor.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A made-up programme, thought out whole before any of it is recorded. Things refer to each other by their place in the lists.
 *
 * @param start the day the office opened
 * @param ending the last day
 */
record Plan(
        LocalDate start,
        LocalDate ending,
        List<Region> regions,
        List<Staff> staff,
        List<Family> families,
        List<Product> products,
        List<Rate> rates,
        List<Firm> firms,
        List<Customer> customers,
        List<Deal> deals,
        Planted planted) {
    record Region(String code, String name, List<String> countries) {}

    /** @param region the region the person is limited to, or -1 */
    record Staff(String role, String name, String email, String language, int region) {}

    record Family(String code, String name) {}

    /** @param listPrice in euro, when sales began */
    record Product(String sku, String name, int family, BigDecimal listPrice, BigDecimal cost) {}

    record Rate(LocalDate day, String quote, BigDecimal rate) {}

    record Person(String name, String role, String language) {}

    /** @param tier a tier's code from this day on */
    record TierStep(LocalDate day, String tier) {}

    /**
     * @param manager place among the staff, or -1 for none
     * @param region place among the regions
     * @param active the day it began to sell, or none
     * @param ended the day it left, or none
     */
    record Firm(
            String externalId,
            String name,
            String country,
            String city,
            String domain,
            String type,
            String segment,
            int region,
            int manager,
            LocalDate recruited,
            @Nullable LocalDate active,
            @Nullable LocalDate ended,
            String source,
            List<TierStep> tiers,
            List<Person> contacts,
            @Nullable LocalDate agreementEnds) {}

    record Customer(String externalId, LocalDate since, String name, String country, String city, String domain) {}

    record Line(int product, int quantity, BigDecimal amount, BigDecimal cost) {}

    record Move(LocalDate day, String stage) {}

    /**
     * @param sourcing place among the firms, or -1 for a deal of our own
     * @param influencing another firm, or -1
     * @param contactOf the firm one of whose people works on it, or -1
     */
    record Deal(
            String externalId,
            String name,
            int customer,
            int owner,
            int sourcing,
            int influencing,
            int contactOf,
            String currency,
            LocalDate opened,
            LocalDate expected,
            List<Move> moves,
            List<Line> lines,
            @Nullable String lossReason) {
        String stage() {
            return moves.isEmpty() ? "prospecting" : moves.getLast().stage();
        }
    }

    /**
     * What was hidden in the programme for somebody to find.
     *
     * @param bottleneckRegion where proposals lie three times as long as elsewhere
     * @param duplicateFirms pairs of the same firm
     * @param lostCredit won deals without a partner, whose customer a partner had brought
     * @param quiet firms that sold once and have not been heard of for half a year
     */
    record Planted(
            String bottleneckRegion,
            String bottleneckStage,
            List<List<String>> duplicateFirms,
            List<List<String>> duplicateCustomers,
            List<LostCredit> lostCredit,
            List<String> quiet) {}

    record LostCredit(String deal, String customer, String partner) {}
}
