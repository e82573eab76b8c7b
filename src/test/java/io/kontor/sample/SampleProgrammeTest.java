package io.kontor.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.language.Language;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.OrderQuery;
import io.kontor.ledger.Seals;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import io.kontor.people.Access;
import io.kontor.people.Roles;
import io.kontor.reports.Target;
import io.kontor.reports.Targets;
import io.kontor.support.TestOffice;
import io.kontor.verify.Flaw;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class SampleProgrammeTest {
    private static final LocalDate ENDING = LocalDate.parse("2026-06-30");
    private static final Actor ADMINISTRATOR = Access.local("tests", UUID.randomUUID());

    private static Settings small(long seed) {
        return Settings.of(12, 1, seed, ENDING);
    }

    private static SampleClock clock(Settings settings) {
        return new SampleClock(settings.ending()
                .minusYears(settings.years())
                .minusDays(40)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC));
    }

    private static TestOffice office(SampleClock clock, long seed) {
        var office = TestOffice.under(clock, new Ids(clock, new Random(seed)));
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        office.bean(Roles.class).ship();
        return office;
    }

    @Property(tries = 20)
    void the_same_settings_give_the_same_programme(
            @ForAll @IntRange(min = 1, max = 60) int partners, @ForAll long seed) {
        var settings = Settings.of(partners, 2, seed, ENDING);
        var plan = Planner.of(settings);
        assertThat(Planner.of(settings)).isEqualTo(plan);
        assertThat(plan.firms())
                .hasSize(partners + plan.planted().duplicateFirms().size());
        for (var deal : plan.deals()) {
            assertThat(deal.opened()).isBetween(plan.start(), plan.ending());
            assertThat(deal.lines()).isNotEmpty();
            assertThat(plan.customers().get(deal.customer()).since()).isBeforeOrEqualTo(deal.opened());
            if (deal.sourcing() >= 0) {
                assertThat(plan.firms().get(deal.sourcing()).recruited()).isBeforeOrEqualTo(deal.opened());
            }
            var day = deal.opened();
            for (var move : deal.moves()) {
                assertThat(move.day()).isBetween(day, plan.ending());
                day = move.day();
            }
        }
    }

    @Test
    void names_tell_firms_apart() {
        var plan = Planner.of(Settings.of(300, 2, 5, ENDING));
        var names = new HashSet<String>();
        plan.firms().stream()
                .limit(300)
                .forEach(firm -> assertThat(names.add(firm.name())).isTrue());
    }

    @Test
    void what_is_recorded_is_what_was_thought_out_and_says_that_it_is_sample_data() throws Flaw {
        var settings = Settings.of(12, 2, 7, ENDING);
        var clock = clock(settings);
        try (var office = office(clock, 7)) {
            var truth = office.bean(SamplePrograms.class).generate(ADMINISTRATOR, settings, clock, true, day -> {});
            office.settle();
            var figures = new HashMap<String, Object>();
            office.bean(Figures.class)
                    .all(ADMINISTRATOR, null, null)
                    .forEach(figure -> figures.put(figure.metric().code(), figure.value()));
            assertThat(figures)
                    .containsEntry("deals_won", BigDecimal.valueOf((Long) truth.get("deals_won")))
                    .containsEntry("deals_lost", BigDecimal.valueOf((Long) truth.get("deals_lost")));
            assertThat((Long) truth.get("deals_won")).isPositive();
            assertThat(office.column("select distinct origin from ledger.entry where origin <> 'system'"))
                    .containsExactly("sample");
            assertThat(office.bean(Ledger.class).sample()).isTrue();
            assertThat(office.bean(Seals.class).verify(null, null).rows()).isGreaterThan(1_000);
            assertThat(office.column("select count(*) from post.message")).containsExactly("0");
            assertThat(office.column("select count(*) from ledger.entry e where e.recorded_at > '2026-07-01'"))
                    .containsExactly("0");
            for (var pair : (List<?>) truth.get("duplicate_partners")) {
                assertThat(office.column(
                                "select count(*) from partners.external_id where system = 'sample' and external_id in ('"
                                        + String.join(
                                                "','",
                                                ((List<?>) pair)
                                                        .stream()
                                                                .map(String::valueOf)
                                                                .toList()) + "')"))
                        .containsExactly("2");
            }
            assertThat(office.column(
                            "select (count(*) > 0)::text from deals.deal_contact c join deals.deal d on d.id = c.deal_id"
                                    + " where d.sourcing_id is not null"))
                    .containsExactly("true");
            assertThat(office.column("select (count(*) > 0)::text from deals.deal_contact where alone"))
                    .containsExactly("true");
            assertThat((List<?>) truth.get("lost_credit")).isNotEmpty();
            for (var lost : (List<?>) truth.get("lost_credit")) {
                assertThat(office.column("select coalesce(d.sourcing_id::text, 'nobody') from deals.deal d"
                                + " join deals.external_id x on x.deal_id = d.id where x.external_id = '"
                                + ((Map<?, ?>) lost).get("deal") + "'"))
                        .containsExactly("nobody");
            }
        }
    }

    @Test
    void the_made_up_programme_is_governed() {
        var settings = Settings.of(60, 2, 1, ENDING);
        var clock = clock(settings);
        try (var office = office(clock, 1)) {
            office.bean(SamplePrograms.class).generate(ADMINISTRATOR, settings, clock, true, day -> {});
            assertThat(office.column("select type from governance.document order by type"))
                    .contains("charter", "tier-rules", "metric-targets");
            assertThat(office.column("select life from governance.change order by id"))
                    .hasSize(5)
                    .contains("rejected", "in_review")
                    .containsAnyOf("published", "watched", "settled");
            assertThat(office.column("select count(*) from tiers.standing where held_tier is not null"))
                    .containsExactly("1");
            assertThat(office.column("select (count(*) > 0)::text from tiers.standing where grace_until is not null"))
                    .containsExactly("true");
            assertThat(office.column("select count(*) from governance.delegation"))
                    .containsExactly("1");
            assertThat(office.column("select (count(*) >= 4)::text from governance.decision"))
                    .containsExactly("true");
            assertThat(office.column("select count(*) from governance.request where state = 'open'"))
                    .containsExactly("1");
            assertThat(office.column("select count(*) from governance.request where unratified"))
                    .containsExactly("0");
        }
    }

    @Test
    void each_of_the_last_two_years_begins_with_targets_from_what_came_before() {
        var settings = Settings.of(60, 2, 1, ENDING);
        var clock = clock(settings);
        try (var office = office(clock, 1)) {
            office.bean(SamplePrograms.class).generate(ADMINISTRATOR, settings, clock, true, day -> {});
            office.settle();
            var sheet = office.bean(Targets.class).sheets(ADMINISTRATOR, Language.EN).stream()
                    .findFirst()
                    .orElseThrow();
            assertThat(sheet.since()).isBetween("2026-01-01", "2026-01-31");
            assertThat(sheet.rows())
                    .extracting(row -> row.target().begins())
                    .containsOnly(LocalDate.parse("2025-01-01"), LocalDate.parse("2026-01-01"));
            assertThat(sheet.rows()).filteredOn(Targets.Row::runs).hasSizeGreaterThanOrEqualTo(4);
            assertThat(sheet.rows())
                    .allSatisfy(row -> assertThat(row.target().owner()).isNotNull());
            assertThat(reached(sheet)).contains(true, false);
            var quarter = LocalDate.parse("2025-10-01");
            var before = office.bean(Figures.class).all(ADMINISTRATOR, quarter, quarter.plusMonths(3)).stream()
                    .filter(figure -> figure.metric() == Metric.PARTNER_SOURCED_REVENUE)
                    .map(figure -> Objects.requireNonNull(figure.value()).doubleValue())
                    .findFirst()
                    .orElseThrow();
            assertThat(running(sheet, Metric.PARTNER_SOURCED_REVENUE).value().doubleValue())
                    .isCloseTo(before * 6, withinPercentage(11));
            var outcome = running(sheet, Metric.PARTNER_ENGAGEMENT);
            assertThat(outcome.steers()).isTrue();
            assertThat(outcome.value())
                    .isEqualTo(Objects.requireNonNull(outcome.baseline()).add(new BigDecimal("0.05")));
        }
    }

    private static List<Boolean> reached(Targets.Sheet sheet) {
        return sheet.rows().stream()
                .filter(row -> row.standing() != null && row.standing().figure().value() != null)
                .map(row -> row.target()
                        .met(Objects.requireNonNull(row.standing().figure().value())))
                .toList();
    }

    private static Target running(Targets.Sheet sheet, Metric metric) {
        return sheet.rows().stream()
                .filter(Targets.Row::runs)
                .map(Targets.Row::target)
                .filter(target -> target.metric().equals(metric.code()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_same_seed_records_the_same_entries() {
        assertThat(entries(3)).isEqualTo(entries(3)).isNotEqualTo(entries(4));
    }

    private static List<String> entries(long seed) {
        var settings = small(seed);
        var clock = clock(settings);
        try (var office = office(clock, seed)) {
            office.bean(SamplePrograms.class).generate(ADMINISTRATOR, settings, clock, true, day -> {});
            var ledger = office.bean(Ledger.class);
            ledger.settle();
            return office
                    .as(
                            ADMINISTRATOR,
                            () -> ledger.inOrder(
                                    ADMINISTRATOR, new OrderQuery(0, null, null, null, null, null, Integer.MAX_VALUE)))
                    .stream()
                    .filter(entry -> entry.origin().equals("sample"))
                    .map(entry -> entry.action()
                            + entry.subject().id()
                            + entry.recordedAt()
                            + entry.reason()
                            + entry.after().without("person"))
                    .toList();
        }
    }

    @Test
    void an_office_that_holds_anything_is_left_alone() {
        var settings = small(1);
        var clock = clock(settings);
        try (var office = office(clock, 1)) {
            var samples = office.bean(SamplePrograms.class);
            samples.generate(ADMINISTRATOR, settings, clock, false, day -> {});
            var entries = office.column("select count(*) from ledger.entry");
            assertThatThrownBy(() -> samples.generate(ADMINISTRATOR, settings, clock, false, day -> {}))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("sample-office-not-empty");
            assertThat(office.column("select count(*) from ledger.entry")).isEqualTo(entries);
        }
    }

    @Test
    void sizes_nobody_means_are_refused() {
        assertThatThrownBy(() -> Settings.of(0, 1, 1, ENDING)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Settings.of(1, 0, 1, ENDING)).isInstanceOf(Refusal.class);
    }
}
