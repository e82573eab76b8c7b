package io.kontor.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Hides in a programme what somebody should find. */
final class Planting {
    private final Settings settings;
    private final List<Plan.Firm> firms;
    private final List<Plan.Customer> customers;
    private final List<Plan.Deal> deals;

    final List<List<String>> duplicateFirms = new ArrayList<>();
    final List<List<String>> duplicateCustomers = new ArrayList<>();
    final List<Plan.LostCredit> lostCredit = new ArrayList<>();

    Planting(Settings settings, List<Plan.Firm> firms, List<Plan.Customer> customers, List<Plan.Deal> deals) {
        this.settings = settings;
        this.firms = firms;
        this.customers = customers;
        this.deals = deals;
    }

    /** A few firms and customers stand in the books twice, written a little differently. */
    void duplicates() {
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
                    twin.name().toUpperCase(Locale.ROOT),
                    twin.country(),
                    twin.city(),
                    twin.domain());
            customers.add(copy);
            duplicateCustomers.add(List.of(twin.externalId(), copy.externalId()));
        }
    }

    /** Deals that a partner's customer signed later with nobody credited; every other one names somebody of that partner. */
    void lostCredit() {
        int wanted = Math.clamp(settings.partners() / 40, 1, 10);
        var brought = deals.stream()
                .filter(deal -> deal.sourcing() >= 0 && deal.stage().equals("won"))
                .filter(deal -> deal.moves().getLast().day().plusDays(90).isBefore(settings.ending()))
                .sorted(Comparator.comparing(
                        deal -> firms.get(deal.sourcing()).contacts().isEmpty()))
                .limit(wanted)
                .toList();
        for (var deal : brought) {
            var opened = Market.workday(deal.moves().getLast().day().plusDays(30));
            var closed = Market.workdayAfter(opened.plusDays(21));
            var id = "D-%07d".formatted(deals.size() + 1);
            deals.add(new Plan.Deal(
                    id,
                    Selling.shortName(customers.get(deal.customer()).name()) + ", extension",
                    deal.customer(),
                    deal.owner(),
                    -1,
                    -1,
                    lostCredit.size() % 2 == 0 ? deal.sourcing() : -1,
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
