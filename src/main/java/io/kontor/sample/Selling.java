package io.kontor.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Thinks out who sells what to whom, when, and how it ends. */
final class Selling {
    private final Settings settings;
    private final Random random;
    private final Names names;
    private final LocalDate start;
    private final List<Plan.Firm> firms;
    private final List<Plan.Product> products;
    private final Map<Integer, List<Integer>> customersOf = new HashMap<>();

    final List<Plan.Customer> customers = new ArrayList<>();
    final List<Plan.Deal> deals = new ArrayList<>();
    /** Firms that sold once and have not been heard of for half a year. */
    final List<String> quiet = new ArrayList<>();

    Selling(Settings settings, Random random, Names names, List<Plan.Firm> firms, List<Plan.Product> products) {
        this.settings = settings;
        this.random = random;
        this.names = names;
        this.start = settings.starting();
        this.firms = firms;
        this.products = products;
    }

    /** A firm's deals: some sell within weeks, some after a year, some never; how much follows a steep curve. */
    void sell(int index) {
        var firm = firms.get(index);
        if (firm.active() == null) {
            return;
        }
        boolean slow = random.nextInt(3) == 0;
        double strength = Math.min(8, Math.pow(1 - random.nextDouble(), -0.55) * 0.55);
        var first = firm.active().plusDays((long) (Math.exp(random.nextGaussian() * 0.7) * (slow ? 260 : 45)));
        boolean falls = random.nextInt(12) == 0;
        var until = firm.ended() != null
                ? firm.ended()
                : falls ? settings.ending().minusDays(200 + random.nextInt(200)) : settings.ending();
        double perDay = strength * settings.dealsPerYear() / 365.0;
        int made = 0;
        var day = (double) first.toEpochDay();
        while (true) {
            day += -Math.log(1 - random.nextDouble()) / perDay;
            var opened = LocalDate.ofEpochDay((long) day);
            if (!opened.isBefore(until)) {
                break;
            }
            if (random.nextDouble() < Market.SEASON[opened.getMonthValue() - 1] / 1.4) {
                deal(index, Market.workday(opened), until);
                made++;
            }
        }
        if (falls && made > 0 && firm.ended() == null) {
            quiet.add(firm.externalId());
        }
    }

    private void deal(int partner, LocalDate opened, LocalDate until) {
        var firm = firms.get(partner);
        var customer = customer(partner, firm, opened);
        int other = random.nextInt(9) == 0 ? random.nextInt(firms.size()) : -1;
        boolean joins =
                other >= 0 && other != partner && firms.get(other).recruited().isBefore(opened);
        deals.add(made(customer, partner, joins ? other : -1, firm.region(), opened, until));
    }

    /** Every eighth deal is one of our own sales force, with no partner on it. */
    void sellOurselves() {
        int own = deals.size() / 8;
        long span = ChronoUnit.DAYS.between(start, settings.ending());
        for (int i = 0; i < own; i++) {
            var opened = Market.workday(start.plusDays(20 + (long) (random.nextDouble() * Math.max(1, span - 30))));
            int region = Market.pick(random, Market.SHARE);
            var country = Market.REGIONS.get(region).countries().getFirst();
            int customer = newCustomer(country, opened);
            deals.add(made(customer, -1, -1, region, opened, settings.ending()));
        }
    }

    private int customer(int partner, Plan.Firm firm, LocalDate opened) {
        var known = customersOf.computeIfAbsent(partner, p -> new ArrayList<>());
        if (!known.isEmpty() && random.nextInt(100) < 55) {
            return known.get(random.nextInt(known.size()));
        }
        int customer = newCustomer(firm.country(), opened);
        known.add(customer);
        return customer;
    }

    private int newCustomer(String country, LocalDate since) {
        var name = names.customer(country);
        customers.add(new Plan.Customer(
                "C-%06d".formatted(customers.size() + 1),
                since,
                name,
                country,
                names.city(country),
                Names.domain(name)));
        return customers.size() - 1;
    }

    private Plan.Deal made(int customer, int sourcing, int influencing, int region, LocalDate opened, LocalDate until) {
        var currency = Market.CURRENCY.getOrDefault(customers.get(customer).country(), "EUR");
        var lines = lines(currency);
        boolean wins = random.nextInt(100) < (sourcing >= 0 ? 46 : 38);
        var moves = new ArrayList<Plan.Move>();
        var day = opened;
        for (var stage : List.of("qualified", "proposal", "negotiation", wins ? "won" : "lost")) {
            int lying = 3 + (int) (-Math.log(1 - random.nextDouble()) * 14);
            boolean behindProposal = stage.equals("negotiation") && region == Market.BOTTLENECK;
            day = Market.workdayAfter(day.plusDays(behindProposal ? lying * 3L + 20 : lying));
            if (day.isAfter(settings.ending()) || (!day.isBefore(until) && random.nextInt(2) == 0)) {
                break;
            }
            moves.add(new Plan.Move(day, stage));
            if (!wins && !stage.equals("lost") && random.nextInt(4) == 0) {
                day = Market.workdayAfter(day.plusDays(lying));
                if (!day.isAfter(settings.ending())) {
                    moves.add(new Plan.Move(day, "lost"));
                }
                break;
            }
        }
        boolean lost = !moves.isEmpty() && moves.getLast().stage().equals("lost");
        var product = products.get(lines.getFirst().product());
        return new Plan.Deal(
                "D-%07d".formatted(deals.size() + 1),
                shortName(customers.get(customer).name()) + ", " + product.name(),
                customer,
                Market.managerOf(region),
                sourcing,
                influencing,
                deals.size() % 3 == 0 ? sourcing : -1,
                currency,
                opened,
                opened.plusDays(60 + random.nextInt(60)),
                moves,
                lines,
                lost ? Market.LOSSES.get(random.nextInt(Market.LOSSES.size())) : null);
    }

    static String shortName(String name) {
        return name.split(" ", 2)[0];
    }

    private List<Plan.Line> lines(String currency) {
        double rate = Market.RATE.getOrDefault(currency, 1.0);
        var lines = new ArrayList<Plan.Line>();
        int count = 1 + (int) Math.min(4, -Math.log(1 - random.nextDouble()) * 1.3);
        for (int i = 0; i < count; i++) {
            int product = random.nextInt(products.size());
            int quantity = 1 + (int) (-Math.log(1 - random.nextDouble()) * 6);
            int discount = random.nextInt(26);
            var factor = BigDecimal.valueOf(rate * quantity);
            lines.add(new Plan.Line(
                    product,
                    quantity,
                    products.get(product)
                            .listPrice()
                            .multiply(factor)
                            .multiply(BigDecimal.valueOf(100 - discount))
                            .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP),
                    products.get(product).cost().multiply(factor).setScale(2, RoundingMode.HALF_UP)));
        }
        return lines;
    }
}
