package io.kontor.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Thinks out firms: where they sit, when they join and begin to sell, how far they rise, whether they leave. */
final class Recruiting {
    private final Settings settings;
    private final Random random;
    private final Names names;
    private final LocalDate start;

    Recruiting(Settings settings, Random random, Names names) {
        this.settings = settings;
        this.random = random;
        this.names = names;
        this.start = settings.starting();
    }

    /** @param number its place among the firms */
    Plan.Firm firm(int number) {
        int region = Market.pick(random, Market.SHARE);
        var countries = Market.REGIONS.get(region).countries();
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
        return new Plan.Firm(
                "P-%05d".formatted(number + 1),
                name,
                country,
                names.city(country),
                Names.domain(name),
                type,
                segment,
                region,
                random.nextInt(20) == 0 ? -1 : Market.managerOf(region),
                recruited,
                shown,
                shown != null && random.nextInt(14) == 0 ? later(shown, 200, 700) : null,
                List.of("event", "referral", "website", "distributor", "outbound")
                        .get(random.nextInt(5)),
                tiers(shown),
                contacts(country),
                shown == null ? null : agreementEnd(shown));
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
                    Market.LANGUAGE.getOrDefault(country, "en")));
        }
        return people;
    }
}
