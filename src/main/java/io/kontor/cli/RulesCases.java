package io.kontor.cli;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Subject;
import io.kontor.rules.Facts;
import io.kontor.rules.RulesMeasure;
import io.kontor.rules.spi.Cases;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Past cases for measuring, read from a table of the database as a stream. */
final class RulesCases implements Cases {
    static final LocalDate FIRST = LocalDate.parse("2025-01-01");

    private @Nullable RulesMeasure measure;

    /** Of each tenth case was decided otherwise than by the table. */
    static String tables(int count) {
        return """
                drop schema if exists bench cascade;
                create schema bench;
                create table bench.past as
                    select i as place, (array['bronze', 'silver', 'gold', 'platinum'])[1 + i %% 4] as tier,
                        (array['north', 'south', 'east', 'west'])[1 + (i / 4) %% 4] as region,
                        i::bigint * 7919 %% 200000 as worth, (i %% 50) as deals,
                        date '2025-01-01' + (i::bigint * 365 / %d)::int as day
                    from generate_series(0, %d - 1) as g (i);
                alter table bench.past add primary key (place);
                create table bench.bare (place int primary key, body text not null);
                grant usage on schema bench to kontor_office;
                grant select, insert on bench.past, bench.bare to kontor_office;
                analyze bench.past;
                """.formatted(count, count);
    }

    void from(RulesMeasure from) {
        this.measure = from;
    }

    private RulesMeasure measure() {
        return Objects.requireNonNull(measure);
    }

    /** How many the table decides otherwise than was decided then. */
    long changed() {
        return measure().otherwise(Office.administrator());
    }

    @Override
    public String vocabulary() {
        return "bench";
    }

    @Override
    public void each(Actor actor, LocalDate from, LocalDate until, Predicate<Case> taker) {
        measure().past(actor, from, until, past -> taker.test(one(past)));
    }

    private static Case one(RulesMeasure.Past past) {
        int decided = RulesDeciding.discount(
                RulesDeciding.TIERS.indexOf(past.tier()),
                RulesDeciding.REGIONS.indexOf(past.region()),
                band(past.worth()));
        return new Case(
                new Subject("case", new UUID(0, past.place())),
                past.day(),
                Facts.of(
                        RulesDeciding.WORDS,
                        Map.of(
                                "tier",
                                past.tier(),
                                "region",
                                past.region(),
                                "worth",
                                BigDecimal.valueOf(past.worth()),
                                "deals",
                                BigDecimal.valueOf(past.deals()))),
                String.valueOf(past.place() % 10 == 0 ? decided + 1 : decided),
                BigDecimal.valueOf(past.worth()));
    }

    private static int band(long worth) {
        return worth < 1_000 ? 0 : worth < 10_000 ? 1 : worth < 100_000 ? 2 : 3;
    }
}
