package io.kontor.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;

/**
 * Thinks out a programme: firms in several countries that start fast or slowly, sell with the season, win and lose. The same
 * settings give the same programme.
 */
final class Planner {
    private final Settings settings;
    private final Random random;
    private final Names names;
    private final LocalDate start;

    private final List<Plan.Staff> staff = new ArrayList<>();
    private final List<Plan.Product> products = new ArrayList<>();

    private Planner(Settings settings) {
        this.settings = settings;
        this.random = new Random(settings.seed());
        this.names = new Names(random);
        this.start = settings.starting();
    }

    static Plan of(Settings settings) {
        return new Planner(settings).plan();
    }

    private Plan plan() {
        hire();
        invent();
        var rates = rates();
        var recruiting = new Recruiting(settings, random, names);
        var firms = new ArrayList<Plan.Firm>();
        for (int i = 0; i < settings.partners(); i++) {
            firms.add(recruiting.firm(i));
        }
        var selling = new Selling(settings, random, names, firms, products);
        for (int i = 0; i < firms.size(); i++) {
            selling.sell(i);
        }
        selling.sellOurselves();
        var planting = new Planting(settings, firms, selling.customers, selling.deals);
        planting.duplicates();
        planting.lostCredit();
        selling.deals.sort(Comparator.comparing(Plan.Deal::opened).thenComparing(Plan.Deal::externalId));
        return new Plan(
                start,
                settings.ending(),
                Market.REGIONS,
                staff,
                Market.FAMILIES,
                products,
                rates,
                firms,
                selling.customers,
                selling.deals,
                new Plan.Planted(
                        Market.REGIONS.get(Market.BOTTLENECK).code(),
                        "proposal",
                        planting.duplicateFirms,
                        planting.duplicateCustomers,
                        planting.lostCredit,
                        selling.quiet));
    }

    private void hire() {
        for (var role : List.of(
                "administrator",
                "partner-operations",
                "finance",
                "product",
                "pricing-manager",
                "legal",
                "engineering",
                "support",
                "sales",
                "enablement-lead",
                "reviewer",
                "leadership",
                "executive-sponsor",
                "auditor")) {
            staff.add(new Plan.Staff(role, names.person(), role + "@kontor.example", "en", -1));
        }
        for (int i = 0; i < Market.REGIONS.size(); i++) {
            var code = Market.REGIONS.get(i).code();
            var language = Market.LANGUAGE.getOrDefault(
                    Market.REGIONS.get(i).countries().getFirst(), "en");
            staff.add(new Plan.Staff(
                    "partner-manager", names.person(), "manager." + code + "@kontor.example", language, i));
            staff.add(
                    new Plan.Staff("regional-owner", names.person(), "owner." + code + "@kontor.example", language, i));
        }
    }

    private void invent() {
        var kinds = List.of("Base", "Plus", "Pro", "Enterprise", "Edge", "Light");
        for (int family = 0; family < Market.FAMILIES.size(); family++) {
            for (int kind = 0; kind < kinds.size(); kind++) {
                var price = BigDecimal.valueOf(Math.round(Math.exp(5.5 + random.nextDouble() * 3.2) / 10) * 10L);
                products.add(new Plan.Product(
                        Market.FAMILIES.get(family).code().substring(0, 3).toUpperCase(Locale.ROOT) + "-"
                                + (100 + kind),
                        Market.FAMILIES.get(family).name() + " " + kinds.get(kind),
                        family,
                        price,
                        price.multiply(BigDecimal.valueOf(30 + random.nextInt(35)))
                                .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP)));
            }
        }
    }

    /** Weekly, from a month before the start on; a slow random walk. */
    private List<Plan.Rate> rates() {
        var rates = new ArrayList<Plan.Rate>();
        for (var quote : new TreeMap<>(Market.RATE).entrySet()) {
            double rate = quote.getValue();
            for (var day = start.minusDays(28); !day.isAfter(settings.ending()); day = day.plusDays(7)) {
                rate *= 1 + (random.nextDouble() - 0.5) * 0.012;
                rates.add(new Plan.Rate(
                        day, quote.getKey(), BigDecimal.valueOf(rate).setScale(4, RoundingMode.HALF_UP)));
            }
        }
        return rates;
    }
}
