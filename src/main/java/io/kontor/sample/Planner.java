package io.kontor.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Thinks out a programme: firms in several countries that start fast or slowly, sell with the season, win and lose. The same
 * settings give the same programme.
 */
final class Planner {
    private static final List<Plan.Region> REGIONS = List.of(
            new Plan.Region("dach", "Germany, Austria, Switzerland", List.of("DE", "AT", "CH")),
            new Plan.Region("west", "France and Benelux", List.of("FR", "BE", "NL")),
            new Plan.Region("iberia", "Spain and Portugal", List.of("ES", "PT")),
            new Plan.Region("north", "Nordics", List.of("SE", "DK")),
            new Plan.Region("uki", "United Kingdom and Ireland", List.of("GB", "IE")),
            new Plan.Region("americas", "North America", List.of("US", "CA")));
    private static final int BOTTLENECK = 2;
    /** The people who answer for everything; a manager and an owner per region follow. */
    private static final int OFFICE_ROLES = 14;

    /** How many firms of a hundred sit in each region. */
    private static final int[] SHARE = {34, 20, 14, 8, 14, 10};

    private static final Map<String, String> CURRENCY =
            Map.of("CH", "CHF", "SE", "SEK", "DK", "DKK", "GB", "GBP", "US", "USD", "CA", "CAD");
    private static final Map<String, Double> RATE =
            Map.of("CHF", 0.95, "SEK", 11.3, "DKK", 7.46, "GBP", 0.86, "USD", 1.09, "CAD", 1.48);
    private static final Map<String, String> LANGUAGE =
            Map.of("DE", "de", "AT", "de", "CH", "de", "FR", "fr", "BE", "fr", "ES", "es");
    /** What a month sells compared with an average one: slow summers, a strong last quarter. */
    private static final double[] SEASON = {0.8, 0.9, 1.15, 0.9, 0.95, 1.2, 0.75, 0.6, 1.1, 1.05, 1.2, 1.4};

    private static final List<String> LOSSES = List.of("price", "competitor", "no-decision", "no-budget");
    private static final List<Plan.Family> FAMILIES = List.of(
            new Plan.Family("platform", "Platform"),
            new Plan.Family("modules", "Modules"),
            new Plan.Family("appliances", "Appliances"),
            new Plan.Family("support", "Support"),
            new Plan.Family("training", "Training"));

    private final Settings settings;
    private final Random random;
    private final Names names;
    private final LocalDate start;

    private final List<Plan.Staff> staff = new ArrayList<>();
    private final List<Plan.Product> products = new ArrayList<>();
    private final List<Plan.Firm> firms = new ArrayList<>();
    private final List<Plan.Customer> customers = new ArrayList<>();
    private final List<Plan.Deal> deals = new ArrayList<>();
    private final Map<Integer, List<Integer>> customersOf = new HashMap<>();
    private final List<List<String>> duplicateFirms = new ArrayList<>();
    private final List<List<String>> duplicateCustomers = new ArrayList<>();
    private final List<Plan.LostCredit> lostCredit = new ArrayList<>();
    private final List<String> quiet = new ArrayList<>();

    private Planner(Settings settings) {
        this.settings = settings;
        this.random = new Random(settings.seed());
        this.names = new Names(random);
        this.start = settings.ending().minusYears(settings.years());
    }

    static Plan of(Settings settings) {
        return new Planner(settings).plan();
    }

    private Plan plan() {
        hire();
        invent();
        var rates = rates();
        for (int i = 0; i < settings.partners(); i++) {
            firm(i);
        }
        for (int i = 0; i < firms.size(); i++) {
            sell(i);
        }
        sellOurselves();
        plantDuplicates();
        plantLostCredit();
        deals.sort(java.util.Comparator.comparing(Plan.Deal::opened).thenComparing(Plan.Deal::externalId));
        return new Plan(
                start,
                settings.ending(),
                REGIONS,
                staff,
                FAMILIES,
                products,
                rates,
                firms,
                customers,
                deals,
                new Plan.Planted(
                        REGIONS.get(BOTTLENECK).code(),
                        "proposal",
                        duplicateFirms,
                        duplicateCustomers,
                        lostCredit,
                        quiet));
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
        for (int i = 0; i < REGIONS.size(); i++) {
            var code = REGIONS.get(i).code();
            var language = LANGUAGE.getOrDefault(REGIONS.get(i).countries().getFirst(), "en");
            staff.add(new Plan.Staff(
                    "partner-manager", names.person(), "manager." + code + "@kontor.example", language, i));
            staff.add(
                    new Plan.Staff("regional-owner", names.person(), "owner." + code + "@kontor.example", language, i));
        }
    }

    private int managerOf(int region) {
        return OFFICE_ROLES + 2 * region;
    }

    private void invent() {
        var kinds = List.of("Base", "Plus", "Pro", "Enterprise", "Edge", "Light");
        for (int family = 0; family < FAMILIES.size(); family++) {
            for (int kind = 0; kind < kinds.size(); kind++) {
                var price = BigDecimal.valueOf(Math.round(Math.exp(5.5 + random.nextDouble() * 3.2) / 10) * 10L);
                products.add(new Plan.Product(
                        FAMILIES.get(family).code().substring(0, 3).toUpperCase(java.util.Locale.ROOT) + "-"
                                + (100 + kind),
                        FAMILIES.get(family).name() + " " + kinds.get(kind),
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
        for (var quote : new java.util.TreeMap<>(RATE).entrySet()) {
            double rate = quote.getValue();
            for (var day = start.minusDays(28); !day.isAfter(settings.ending()); day = day.plusDays(7)) {
                rate *= 1 + (random.nextDouble() - 0.5) * 0.012;
                rates.add(new Plan.Rate(
                        day, quote.getKey(), BigDecimal.valueOf(rate).setScale(4, RoundingMode.HALF_UP)));
            }
        }
        return rates;
    }

    private void firm(int number) {
        int region = pick(SHARE);
        var countries = REGIONS.get(region).countries();
        var country = countries.get(random.nextInt(3) > 0 ? 0 : random.nextInt(countries.size()));
        var name = names.partner(country);
        long span = ChronoUnit.DAYS.between(start, settings.ending());
        // A third are there in the first months; the others join over the years.
        var recruited = start.plusDays(1 + (long) (span * Math.pow(random.nextDouble(), 1.4) * 0.93));
        var type = List.of("reseller", "reseller", "reseller", "distributor", "consultant", "msp")
                .get(random.nextInt(6));
        var segment = List.of("enterprise", "midmarket", "midmarket", "small-business")
                .get(random.nextInt(4));
        var active = recruited.plusDays(5 + (long) (-Math.log(1 - random.nextDouble()) * 25));
        var shown = active.isAfter(settings.ending()) ? null : active;
        firms.add(new Plan.Firm(
                "P-%05d".formatted(number + 1),
                name,
                country,
                names.city(country),
                Names.domain(name),
                type,
                segment,
                region,
                random.nextInt(20) == 0 ? -1 : managerOf(region),
                recruited,
                shown,
                shown != null && random.nextInt(14) == 0 ? later(shown, 200, 700) : null,
                List.of("event", "referral", "website", "distributor", "outbound")
                        .get(random.nextInt(5)),
                tiers(shown),
                contacts(country),
                shown == null ? null : agreementEnd(shown)));
    }

    private @Nullable LocalDate later(LocalDate day, int least, int more) {
        var then = day.plusDays(least + random.nextInt(more));
        return then.isBefore(settings.ending()) ? then : null;
    }

    /** Agreements run for a year and are renewed, most of them. */
    private LocalDate agreementEnd(LocalDate signed) {
        var end = signed.plusYears(1);
        while (end.isBefore(settings.ending()) && random.nextInt(12) > 0) {
            end = end.plusYears(1);
        }
        return end;
    }

    private List<Plan.TierStep> tiers(@Nullable LocalDate active) {
        var steps = new ArrayList<Plan.TierStep>();
        if (active != null) {
            steps.add(new Plan.TierStep(active, "registered"));
            var day = active;
            for (var tier : List.of("silver", "gold", "platinum")) {
                day = day.plusDays(120 + random.nextInt(420));
                if (day.isAfter(settings.ending()) || random.nextInt(3) == 0) {
                    break;
                }
                steps.add(new Plan.TierStep(day, tier));
            }
        }
        return steps;
    }

    private List<Plan.Person> contacts(String country) {
        var people = new ArrayList<Plan.Person>();
        int count = random.nextInt(25) == 0 ? 0 : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            people.add(new Plan.Person(
                    names.person(),
                    List.of("main", "sales", "technical").get(i),
                    LANGUAGE.getOrDefault(country, "en")));
        }
        return people;
    }

    private int pick(int[] shares) {
        int total = java.util.Arrays.stream(shares).sum();
        int at = random.nextInt(total);
        int index = 0;
        while (at >= shares[index]) {
            at -= shares[index++];
        }
        return index;
    }

    /** A firm's deals: some sell within weeks, some after a year, some never; how much follows a steep curve. */
    private void sell(int index) {
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
            if (random.nextDouble() < SEASON[opened.getMonthValue() - 1] / 1.4) {
                deal(index, workday(opened), until);
                made++;
            }
        }
        if (falls && made > 0 && firm.ended() == null) {
            quiet.add(firm.externalId());
        }
    }

    private static LocalDate workday(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.minusDays(1);
            case SUNDAY -> day.minusDays(2);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
        };
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
    private void sellOurselves() {
        int own = deals.size() / 8;
        long span = ChronoUnit.DAYS.between(start, settings.ending());
        for (int i = 0; i < own; i++) {
            var opened = workday(start.plusDays(20 + (long) (random.nextDouble() * Math.max(1, span - 30))));
            int region = pick(SHARE);
            var country = REGIONS.get(region).countries().getFirst();
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
        var currency = CURRENCY.getOrDefault(customers.get(customer).country(), "EUR");
        var lines = lines(currency);
        boolean wins = random.nextInt(100) < (sourcing >= 0 ? 46 : 38);
        var moves = new ArrayList<Plan.Move>();
        var day = opened;
        for (var stage : List.of("qualified", "proposal", "negotiation", wins ? "won" : "lost")) {
            int lying = 3 + (int) (-Math.log(1 - random.nextDouble()) * 14);
            boolean behindProposal = stage.equals("negotiation") && region == BOTTLENECK;
            day = workdayAfter(day.plusDays(behindProposal ? lying * 3L + 20 : lying));
            if (day.isAfter(settings.ending()) || (!day.isBefore(until) && random.nextInt(2) == 0)) {
                break;
            }
            moves.add(new Plan.Move(day, stage));
            if (!wins && !stage.equals("lost") && random.nextInt(4) == 0) {
                day = workdayAfter(day.plusDays(lying));
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
                managerOf(region),
                sourcing,
                influencing,
                currency,
                opened,
                opened.plusDays(60 + random.nextInt(60)),
                moves,
                lines,
                lost ? LOSSES.get(random.nextInt(LOSSES.size())) : null);
    }

    private static String shortName(String name) {
        return name.split(" ", 2)[0];
    }

    private static LocalDate workdayAfter(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY
                ? day.plusDays(2)
                : day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.plusDays(1) : day;
    }

    private List<Plan.Line> lines(String currency) {
        double rate = RATE.getOrDefault(currency, 1.0);
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

    /** A few firms and customers stand in the books twice, written a little differently. */
    private void plantDuplicates() {
        int pairs = Math.clamp(firms.size() / 30, 1, 12);
        for (int i = 0; i < pairs; i++) {
            var twin = firms.get((i * 7 + 3) % settings.partners());
            var day = twin.recruited().plusDays(90);
            if (day.isAfter(settings.ending())) {
                day = settings.ending();
            }
            var copy = new Plan.Firm(
                    "P-%05d".formatted(firms.size() + 1),
                    twin.name()
                            .replaceAll(
                                    " (GmbH & Co\\. KG|GmbH|AG|SARL|SAS|Ltd|plc|Inc|LLC|S\\.L\\.|S\\.A\\.|SA|B\\.V\\.)$",
                                    ""),
                    twin.country(),
                    twin.city(),
                    twin.domain(),
                    twin.type(),
                    twin.segment(),
                    twin.region(),
                    -1,
                    day,
                    null,
                    null,
                    "website",
                    List.of(),
                    List.of(),
                    null);
            firms.add(copy);
            duplicateFirms.add(List.of(twin.externalId(), copy.externalId()));
        }
        for (int i = 0; i < pairs && i * 5 + 1 < customers.size(); i++) {
            var twin = customers.get(i * 5 + 1);
            var copy = new Plan.Customer(
                    "C-%06d".formatted(customers.size() + 1),
                    twin.since(),
                    twin.name().toUpperCase(java.util.Locale.ROOT),
                    twin.country(),
                    twin.city(),
                    twin.domain());
            customers.add(copy);
            duplicateCustomers.add(List.of(twin.externalId(), copy.externalId()));
        }
    }

    /** Deals that a partner's customer signed later with nobody credited. */
    private void plantLostCredit() {
        int wanted = Math.clamp(settings.partners() / 40, 1, 10);
        var brought = deals.stream()
                .filter(deal -> deal.sourcing() >= 0 && deal.stage().equals("won"))
                .filter(deal -> deal.moves().getLast().day().plusDays(90).isBefore(settings.ending()))
                .limit(wanted)
                .toList();
        for (var deal : brought) {
            var opened = workday(deal.moves().getLast().day().plusDays(30));
            var closed = workdayAfter(opened.plusDays(21));
            var id = "D-%07d".formatted(deals.size() + 1);
            deals.add(new Plan.Deal(
                    id,
                    shortName(customers.get(deal.customer()).name()) + ", extension",
                    deal.customer(),
                    deal.owner(),
                    -1,
                    -1,
                    deal.currency(),
                    opened,
                    opened.plusDays(60),
                    List.of(new Plan.Move(closed, "won")),
                    deal.lines(),
                    null));
            lostCredit.add(new Plan.LostCredit(
                    id,
                    customers.get(deal.customer()).externalId(),
                    firms.get(deal.sourcing()).externalId()));
        }
    }
}
