package io.kontor.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.company.Company;
import io.kontor.company.Region;
import io.kontor.company.Regions;
import io.kontor.database.DatabaseRole;
import io.kontor.database.Purpose;
import io.kontor.deals.Deals;
import io.kontor.governance.AsCode;
import io.kontor.governance.Changes;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.Finding;
import io.kontor.governance.Life;
import io.kontor.governance.Translations;
import io.kontor.governance.charter.CharterType;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.metrics.Dimension;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.people.Roles;
import io.kontor.reports.Targets.Standing;
import io.kontor.support.SampleDeals;
import io.kontor.support.TestOffice;
import io.kontor.tiers.Ruling;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Targets as a document: what is wrong with a draft, what it would ask for, and what is shown of those in force. */
@Tag("database")
class TargetsTest {
    static final LocalDate YEAR = LocalDate.of(2027, 1, 1);

    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Words words = new Words(Language.EN, ZoneOffset.UTC);

    TestOffice office;
    Targets targets;
    LocalDate today;

    @BeforeEach
    void found() {
        office = TestOffice.open();
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        office.bean(Roles.class).ship();
        targets = office.bean(Targets.class);
        today = LocalDate.ofInstant(office.clock().instant(), ZoneOffset.UTC);
    }

    @AfterEach
    void close() {
        office.close();
    }

    static Target target(String metric, String value, Stretch period, LocalDate begins) {
        return new Target(metric, new BigDecimal(value), period, begins, null, false, null, null, null, null);
    }

    static Target outcome(String metric, String value, LocalDate begins, @Nullable LocalDate last, String name) {
        return new Target(
                metric,
                new BigDecimal(value),
                last == null ? Stretch.YEAR : Stretch.DAYS,
                begins,
                last,
                true,
                name,
                null,
                "finance",
                null);
    }

    static MetricTargets of(Target... targets) {
        return new MetricTargets(List.of(targets));
    }

    void won(LocalDate day, int amount) {
        var firm = office.bean(Partners.class)
                .create(actor, Partner.named("Sample Firm " + day).withStatus(PartnerStatus.ACTIVE), null);
        var deal = SampleDeals.won(firm, day, amount);
        office.bean(Deals.class).createMany(actor, List.of(Deals.Draft.of(deal)), null);
        office.settle();
    }

    private String outside(String sql) {
        try (var connection = office.endpoint().open(DatabaseRole.OWNER);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> wrong(DocumentScope scope, Target... some) {
        return targets.findings(actor, scope, of(some)).stream()
                .map(finding -> (finding.error() ? "" : "note ") + finding.path() + " "
                        + finding.code().replace("refusal.", ""))
                .toList();
    }

    private List<String> wrong(Target... some) {
        return wrong(DocumentScope.ALL, some);
    }

    @Test
    void nonsense_is_named_where_it_stands() {
        assertThat(wrong(target("revenue", "1", Stretch.YEAR, YEAR)))
                .containsExactly("/targets/0/metric targets-metric-unknown");
        assertThat(wrong(target("deals_open", "1", Stretch.YEAR, YEAR)))
                .containsExactly("/targets/0/metric targets-no-way");
        assertThat(wrong(target("deals_won", "-1", Stretch.YEAR, YEAR)))
                .containsExactly("/targets/0/value targets-negative");
        assertThat(wrong(target("deals_won", "1.5", Stretch.YEAR, YEAR)))
                .containsExactly("/targets/0/value targets-not-whole");
        assertThat(wrong(target("win_rate", "1.01", Stretch.YEAR, YEAR)))
                .containsExactly("/targets/0/value targets-share-above-all");
        assertThat(wrong(target("deals_won_value", "1000000000001", Stretch.YEAR, YEAR)))
                .containsExactly("/targets/0/value targets-too-large");
        assertThat(wrong(target("win_rate", "1", Stretch.YEAR, YEAR))).isEmpty();
        assertThat(wrong(new Target(
                        "win_rate",
                        BigDecimal.ONE,
                        Stretch.DAYS,
                        YEAR,
                        null,
                        false,
                        null,
                        BigDecimal.ONE,
                        "butler",
                        null)))
                .containsExactlyInAnyOrder(
                        "/targets/0/baseline targets-nothing-to-do",
                        "/targets/0/ends targets-ends-missing",
                        "/targets/0/owner targets-role-unknown");
        assertThat(wrong(outcome("win_rate", "0.5", YEAR, YEAR.minusDays(1), "Backwards")))
                .containsExactly("/targets/0/ends targets-ends-before");
        assertThat(wrong(new Target(
                        "win_rate", BigDecimal.ONE, Stretch.MONTH, YEAR, YEAR, false, null, null, null, null)))
                .containsExactly("/targets/0/ends targets-ends-surplus");
        assertThatThrownBy(() -> target("win_rate", "1", Stretch.YEAR, LocalDate.of(12, 1, 1)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new MetricTargets(
                        java.util.Collections.nCopies(201, target("win_rate", "1", Stretch.YEAR, YEAR))))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void targets_that_do_not_go_together_are_named_and_quarters_are_added_up() {
        assertThat(wrong(
                        target("deals_won", "9", Stretch.YEAR, YEAR),
                        target("win_rate", "0.4", Stretch.YEAR, YEAR),
                        target("deals_won", "8", Stretch.YEAR, YEAR)))
                .containsExactly("/targets/2/begins targets-twice");
        assertThat(wrong(
                        target("deals_won", "9", Stretch.QUARTER, YEAR),
                        target("deals_won", "8", Stretch.QUARTER, YEAR.plusMonths(2))))
                .containsExactlyInAnyOrder(
                        "/targets/1/begins targets-overlap", "note /targets/1/begins targets-off-calendar");
        assertThat(wrong(
                        target("deals_won", "9", Stretch.QUARTER, YEAR),
                        target("deals_won", "8", Stretch.QUARTER, YEAR.plusMonths(3)),
                        target("deals_won", "3", Stretch.MONTH, YEAR)))
                .isEmpty();
        var quarters = List.of(
                target("deals_won", "10", Stretch.QUARTER, YEAR),
                target("deals_won", "10", Stretch.QUARTER, YEAR.plusMonths(3)),
                target("deals_won", "10", Stretch.QUARTER, YEAR.plusMonths(6)),
                target("deals_won", "11", Stretch.QUARTER, YEAR.plusMonths(9)));
        assertThat(wrong(and(quarters, target("deals_won", "41", Stretch.YEAR, YEAR))))
                .isEmpty();
        assertThat(wrong(and(quarters, target("deals_won", "40", Stretch.YEAR, YEAR))))
                .containsExactly("note /targets/4/value targets-sum");
        assertThat(wrong(and(quarters.subList(0, 3), target("deals_won", "40", Stretch.YEAR, YEAR))))
                .isEmpty();
        assertThat(wrong(
                        outcome("deals_won", "9", YEAR, null, "One"),
                        outcome("win_rate", "0.5", YEAR, null, "Two"),
                        outcome("partners_left", "5", YEAR.plusMonths(11), YEAR.plusYears(2), "Three")))
                .containsExactly("/targets/2/outcome targets-too-many-outcomes");
    }

    private static Target[] and(List<Target> some, Target more) {
        var all = new java.util.ArrayList<>(some);
        all.add(more);
        return all.toArray(Target[]::new);
    }

    @Test
    void a_scope_figures_cannot_be_narrowed_to_is_refused() {
        assertThat(wrong(DocumentScope.programme("club"), target("deals_won", "9", Stretch.YEAR, YEAR)))
                .containsExactly(" targets-scope-programme");
        var region = new DocumentScope(null, "dach", null, null);
        assertThat(wrong(region, target("direct_deals_won", "9", Stretch.YEAR, YEAR)))
                .containsExactly("/targets/0/metric targets-not-narrowed");
        assertThat(wrong(region, target("deals_won", "9", Stretch.YEAR, YEAR))).isEmpty();
    }

    @Test
    void every_sentence_is_whole_in_every_language() {
        var findings = targets.findings(
                actor,
                DocumentScope.programme("club"),
                of(
                        target("deals_won", "-1", Stretch.YEAR, YEAR.plusDays(3)),
                        target("deals_won", "1", Stretch.YEAR, YEAR.plusDays(3)),
                        target("deals_won", "9", Stretch.YEAR, YEAR.plusDays(5)),
                        new Target(
                                "win_rate", BigDecimal.ONE, Stretch.MONTH, YEAR, YEAR, false, null, null, "x", null)));
        for (var language : Language.values()) {
            var reader = new Words(language, ZoneOffset.UTC);
            assertThat(findings)
                    .extracting(finding -> finding.sentence(reader))
                    .allSatisfy(sentence -> assertThat(sentence)
                            .doesNotContain("{")
                            .doesNotContain("metric.")
                            .doesNotContain("targets."));
        }
        assertThat(findings)
                .extracting(finding -> finding.sentence(words))
                .contains("Deals won cannot be less than nought. Give a number from 0 up.")
                .anyMatch(sentence -> sentence.startsWith("There is a target of Deals won for 4 Jan 2027"));
        assertThat(findings).filteredOn(Finding::error).isNotEmpty();
    }

    @Test
    void what_was_kept_one_by_one_is_the_first_draft_and_nobody_writes_it_any_more() {
        office.owner("""
                insert into reports.goal (id, name, name_key, search, metric, outcome, baseline, target, starts_on, due_on, note,
                    withdrawn, entry_id)
                values (gen_random_uuid(), 'A third', '', '', 'win_rate', true, 0.2, 0.33, '2027-01-01', '2027-12-31', null, false,
                        gen_random_uuid()),
                    (gen_random_uuid(), 'Odd days', '', '', 'deals_won', false, null, 12, '2027-02-03', '2027-05-06', 'Why', false,
                        gen_random_uuid()),
                    (gen_random_uuid(), 'Gone', '', '', 'deals_won', false, null, 12, '2027-02-03', '2027-05-06', null, true,
                        gen_random_uuid())
                """);
        var type = office.bean(MetricTargetsType.class);
        assertThat(type.starter(actor, DocumentScope.ALL).targets())
                .containsExactly(
                        new Target(
                                "win_rate",
                                new BigDecimal("0.33"),
                                Stretch.YEAR,
                                YEAR,
                                null,
                                true,
                                "A third",
                                new BigDecimal("0.2"),
                                null,
                                null),
                        new Target(
                                "deals_won",
                                BigDecimal.valueOf(12),
                                Stretch.DAYS,
                                LocalDate.of(2027, 2, 3),
                                LocalDate.of(2027, 5, 6),
                                false,
                                "Odd days",
                                null,
                                null,
                                "Why"));
        assertThat(type.starter(actor, new DocumentScope(null, "dach", null, null))
                        .targets())
                .isEmpty();
        assertThatThrownBy(() -> office.as(
                        actor,
                        () -> office.jdbc()
                                .sql("update reports.goal set target = 1")
                                .update()))
                .hasRootCauseMessage("ERROR: permission denied for table goal");
    }

    @Test
    void a_draft_is_held_against_the_year_before_and_what_is_in_force_is_shown_until_it_is_taken_back() {
        won(today.minusDays(10), 400_000);
        won(today.minusDays(370), 300_000);
        var ruling = new Ruling(office::bean);
        var begins = today.minusDays(30);
        var content = of(
                outcome("partner_sourced_revenue", "1000000", begins, today.plusDays(30), "A million"),
                target("deals_won", "7", Stretch.MONTH, today.plusDays(5)));
        assertThat(targets.running(actor, Map.of(), null, null)).isEmpty();
        var change = ruling.scheduled(MetricTargets.CODE, DocumentScope.ALL, content);
        assertThat(ruling.life(change)).isEqualTo(Life.SCHEDULED);
        var simulation = ruling.simulation(change);
        assertThat(simulation.rows().get(1))
                .startsWith("Partner-sourced revenue")
                .containsSubsequence("€1,000,000", "€300,000", "€700,000 more (233.3%)", "€400,000");
        assertThat(simulation.figures())
                .containsEntry("targets_set", BigDecimal.valueOf(2))
                .containsEntry("targets_above_year_before", BigDecimal.valueOf(2));
        var before = office.clock().instant();
        office.clock().move(Duration.ofSeconds(5));
        assertThat(ruling.drive(change)).isEqualTo(Life.PUBLISHED);

        assertThat(targets.running(actor, Map.of(), null, null)).singleElement().satisfies(standing -> {
            assertThat(words.say(standing.named())).isEqualTo("A million");
            assertThat(standing.figure().value()).isEqualByComparingTo("400000");
            assertThat(standing.target().way(new BigDecimal("400000"))).isEqualByComparingTo("0.4");
            assertThat(standing.target().behind(new BigDecimal("429999"))).isEqualByComparingTo("0.42");
            assertThat(standing.target().behind(new BigDecimal("999999"))).isEqualByComparingTo("0.99");
            assertThat(standing.target().behind(new BigDecimal("1000001"))).isEqualByComparingTo("1");
            assertThat(standing.target().behind(new BigDecimal("-1"))).isEqualByComparingTo("0");
        });
        assertThat(targets.running(actor, Map.of(), before, null)).isEmpty();
        assertThat(targets.sheets(actor, Language.EN)).singleElement().satisfies(sheet -> {
            assertThat(sheet.version()).hasToString("v1.0");
            assertThat(sheet.rows()).extracting(Targets.Row::runs).containsExactly(true, false);
        });
        assertThat(outside("select metric || ' ' || target || ' ' || due_on || ' ' || owner_role from bi.targets"
                        + " where outcome"))
                .isEqualTo("partner_sourced_revenue 1000000 " + today.plusDays(30) + " finance");

        ruling.rollBack(change);
        assertThat(ruling.drive(change)).isEqualTo(Life.ROLLED_BACK);
        assertThat(targets.running(actor, Map.of(), null, null)).isEmpty();
    }

    @Test
    void a_region_has_targets_of_its_own_and_its_figures_are_of_that_region() {
        won(today.minusDays(10), 400_000);
        var dach =
                office.bean(Regions.class).create(actor, new Region("dach", "DACH", List.of(), List.of(), false), null);
        var ruling = new Ruling(office::bean);
        var begins = today.minusDays(30);
        ruling.drive(ruling.scheduled(
                MetricTargets.CODE,
                DocumentScope.ALL,
                of(outcome("deals_won", "5", begins, today.plusDays(3), "Five"))));
        ruling.drive(ruling.scheduled(
                MetricTargets.CODE,
                new DocumentScope(null, "dach", null, null),
                of(outcome("deals_won", "2", begins, today.plusDays(3), "Two in DACH"))));
        var narrowed = Map.of(Dimension.REGION, dach.toString());
        assertThat(targets.running(actor, narrowed, null, null))
                .singleElement()
                .matches(one -> one.narrowed().equals(narrowed))
                .matches(one -> "Two in DACH".equals(one.target().name()))
                .matches(one -> one.figure().rows() == 0);
        assertThat(targets.running(actor, Map.of(), null, null))
                .extracting(Standing::narrowed)
                .containsExactly(Map.of());
        assertThat(targets.running(actor, Map.of(Dimension.SEGMENT, "small"), null, null))
                .extracting(Standing::narrowed)
                .containsExactly(Map.of());
    }

    @Test
    void targets_are_written_as_code_and_read_back() throws AsCode.Invalid {
        var code = office.bean(AsCode.class);
        var path = "metric-targets/all.yaml";
        assertThat(code.files(actor)).noneMatch(file -> file.path().equals(path));
        var ruling = new Ruling(office::bean);
        ruling.drive(ruling.scheduled(
                MetricTargets.CODE,
                DocumentScope.ALL,
                of(outcome("win_rate", "0.5", YEAR, null, "Half"), target("deals_won", "7", Stretch.MONTH, YEAR))));
        var file = code.files(actor).stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow();
        assertThat(file.text())
                .startsWith("# kontor metric-targets schema 1 language en\n")
                .contains("metric: win_rate", "value: 0.5", "period: year", "begins: 2027-01-01", "owner: finance");
        assertThat(code.plan(actor, words, List.of(file)).differences()).isEmpty();
        var wrong = code.plan(
                actor, words, List.of(new AsCode.File(path, file.text().replace("value: 0.5", "value: 1.5"))));
        assertThat(wrong.findings()).singleElement().satisfies(one -> {
            assertThat(one.field()).isEqualTo("/targets/0/value");
            assertThat(one.sentence()).isEqualTo("Win rate is a share and at most 100 percent.");
        });
        var brief = "targets:\n- metric: win_rate\n  value: 0.6\n  period: year\n  begins: 2027-01-01\n";
        var plan = code.plan(actor, words, List.of(new AsCode.File(path, brief)));
        assertThat(plan.findings()).isEmpty();
        assertThat(plan.differences()).hasSize(1);
    }

    @Test
    void names_of_targets_are_read_in_the_language_they_are_translated_to() {
        var ruling = new Ruling(office::bean);
        var change = ruling.drafted(
                MetricTargets.CODE,
                DocumentScope.ALL,
                of(outcome("win_rate", "0.5", today.minusDays(9), today.plusDays(9), "Half of all")));
        var changes = office.bean(Changes.class);
        var translations = office.bean(Translations.class);
        var item = changes.find(actor, change).state().items().getFirst().id();
        translations.add(actor, change, item, "de");
        assertThat(translations.translate(
                        actor,
                        change,
                        changes.find(actor, change).version(),
                        item,
                        "de",
                        List.of(new Translations.Typed("/targets/0/name", "Die Hälfte von allem", true))))
                .isZero();
        ruling.drive(ruling.scheduled(change));
        assertThat(targets.running(actor, Map.of(), null, Language.DE))
                .extracting(one -> one.target().name())
                .containsExactly("Die Hälfte von allem");
        assertThat(targets.running(actor, Map.of(), null, Language.FR))
                .extracting(one -> one.target().name())
                .containsExactly("Half of all");
        assertThat(targets.sheets(actor, Language.DE).getFirst().rows())
                .extracting(row -> row.target().name())
                .containsExactly("Die Hälfte von allem");
    }

    @Test
    void the_starter_charter_says_who_agrees_to_targets() {
        assertThat(office.bean(CharterType.class).starter(Language.EN).rights())
                .filteredOn(clause -> clause.act().equals(MetricTargets.CODE))
                .singleElement()
                .satisfies(clause -> assertThat(clause.ladder())
                        .extracting(rung -> rung.role())
                        .containsExactly("finance", "leadership"));
    }
}
