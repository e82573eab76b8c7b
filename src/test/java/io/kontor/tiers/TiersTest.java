package io.kontor.tiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kontor.company.Company;
import io.kontor.company.Rate;
import io.kontor.company.Rates;
import io.kontor.database.Purpose;
import io.kontor.deals.Deals;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.governance.Life;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.partners.Membership;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.Partners;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.people.Access;
import io.kontor.people.Roles;
import io.kontor.rules.Cell;
import io.kontor.rules.DecisionTable;
import io.kontor.rules.Kind;
import io.kontor.rules.Vocabularies;
import io.kontor.support.SampleDeals;
import io.kontor.support.TestOffice;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Members over the days: earning, losing, time to mend, and what somebody sets by hand. */
@Tag("database")
class TiersTest {
    static final Words WORDS = new Words(Language.EN, ZoneOffset.UTC);

    final Actor actor = Access.local("tests", UUID.randomUUID());
    TestOffice office;
    LocalDate today;
    UUID programme;
    UUID firm;
    UUID membership;
    Ruling ruling;

    @BeforeEach
    void found() {
        office = TestOffice.open();
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        office.bean(Roles.class).ship();
        today = LocalDate.ofInstant(office.clock().instant(), ZoneOffset.UTC);
        programme = office.bean(Programmes.class)
                .create(
                        actor,
                        new Programme(
                                "club",
                                "Club",
                                null,
                                Programme.Status.OPEN,
                                null,
                                null,
                                List.of(
                                        new Programme.Tier("member", "Member"),
                                        new Programme.Tier("silver", "Silver"),
                                        new Programme.Tier("gold", "Gold")),
                                List.of(new Programme.Benefit("Discount", Map.of("silver", "10 %", "gold", "20 %"))),
                                false),
                        null);
        firm = firm("Sample Firm");
        membership = member(firm, today.minusDays(400), "gold");
        ruling = new Ruling(office::bean);
    }

    @AfterEach
    void close() {
        office.close();
    }

    UUID firm(String name) {
        return office.bean(Partners.class).create(actor, Partner.named(name).withStatus(PartnerStatus.ACTIVE), null);
    }

    UUID member(UUID partner, LocalDate joined, String tier) {
        return office.bean(Memberships.class)
                .create(
                        actor,
                        new Membership(
                                partner,
                                programme,
                                joined,
                                null,
                                Membership.Status.ACTIVE,
                                List.of(new Dated<>(tier, joined, null)),
                                false),
                        null);
    }

    void won(UUID partner, LocalDate day, int amount) {
        var deal = SampleDeals.won(partner, day, amount);
        office.bean(Deals.class).createMany(actor, List.of(Deals.Draft.of(deal)), null);
        office.settle();
    }

    static DecisionTable table() {
        return new DecisionTable(
                "tier",
                DecisionTable.Hit.FIRST,
                List.of("revenue_12_months", "deals_12_months"),
                List.of(new DecisionTable.Output("tier", Kind.TEXT, List.of("member", "silver", "gold"))),
                List.of(
                        new DecisionTable.Row(List.of(Cell.of(">= 400000"), Cell.of(">= 2")), List.of("gold"), null),
                        new DecisionTable.Row(List.of(Cell.of(">= 100000"), Cell.of("-")), List.of("silver"), null),
                        new DecisionTable.Row(List.of(Cell.of("-"), Cell.of("-")), List.of("member"), null)));
    }

    static TierRules rules(boolean automatic, int grace, int enrolment, int most) {
        return new TierRules(
                "club", table(), automatic, grace, true, enrolment, List.of(30, 60, 90), BigDecimal.valueOf(most), 50);
    }

    void publish(TierRules rules) {
        assertThat(ruling.publish(rules)).isEqualTo(Life.PUBLISHED);
    }

    Evaluations.Evaluated evaluate() {
        return office.bean(Evaluations.class).evaluate(actor, programme);
    }

    Positions.Position position() {
        return office.bean(Positions.class).ofMembership(actor, membership).getFirst();
    }

    String tier() {
        return office.bean(Memberships.class)
                .find(actor, membership)
                .state()
                .tier(LocalDate.ofInstant(office.clock().instant(), ZoneOffset.UTC))
                .orElse("");
    }

    String stands() {
        var position = position();
        return TierWords.stands(
                WORDS,
                position.name(position.progress().tier()),
                position.progress().since(),
                position.progress().keeps(),
                position.currency());
    }

    @Test
    void the_sentence_says_tier_since_when_how_much_and_how_far_above() {
        won(firm, today.minusDays(20), 300_000);
        won(firm, today.minusDays(200), 112_000);
        publish(rules(true, 30, 0, 100));
        evaluate();
        assertThat(tier()).isEqualTo("gold");
        assertThat(stands())
                .isEqualTo("Gold since 26 Jan 2025: €412,000 in 12 months, threshold €400,000; €12,000 above."
                        + " 2 deals won in 12 months, threshold 2; just reached (0 above).");
        assertThat(position().receipt()).isNotNull();
    }

    @Test
    void who_earns_less_has_time_to_mend_and_then_falls_and_rises_again_at_once() {
        won(firm, today.minusDays(300), 120_000);
        publish(rules(true, 30, 0, 100));
        assertThat(evaluate().fell()).isZero();
        var progress = position().progress();
        assertThat(progress.outcome()).isEqualTo(Outcome.GRACE);
        assertThat(progress.graceUntil()).isEqualTo(today.plusDays(30));
        assertThat(progress.suggested()).isEqualTo("silver");
        assertThat(tier()).isEqualTo("gold");
        office.clock().move(Duration.ofDays(29));
        assertThat(evaluate().fell()).isZero();
        office.clock().move(Duration.ofDays(1));
        assertThat(evaluate().fell()).isEqualTo(1);
        assertThat(tier()).isEqualTo("silver");
        won(firm, today.plusDays(30), 300_000);
        assertThat(evaluate().rose()).isEqualTo(1);
        assertThat(tier()).isEqualTo("gold");
        assertThat(position().progress().since()).isEqualTo(today.plusDays(30));
        assertThat(position().progress().graceUntil()).isNull();
    }

    /** An amount of another currency counts at the rate of the day; without a rate nothing is guessed. */
    @Test
    void rules_read_amounts_in_the_offices_own_fields() {
        office.bean(CustomFields.class)
                .create(
                        actor,
                        new CustomField(
                                Partners.KIND,
                                "own-budget",
                                CustomField.Type.MONEY,
                                CustomField.Audience.OFFICE,
                                Map.of("en", "Own budget"),
                                List.of(),
                                1,
                                false),
                        null);
        var partners = office.bean(Partners.class);
        partners.change(
                actor,
                firm,
                partners.find(actor, firm).version(),
                partner -> partner.builder()
                        .custom(Map.of("own-budget", "500 USD"))
                        .build(),
                null);
        var table = new DecisionTable(
                TierRules.VOCABULARY,
                DecisionTable.Hit.FIRST,
                List.of("x_own_budget"),
                table().outputs(),
                List.of(
                        new DecisionTable.Row(List.of(Cell.of(">= 1000")), List.of("gold"), null),
                        new DecisionTable.Row(List.of(Cell.of("-")), List.of("member"), null)));
        publish(new TierRules("club", table, true, 0, true, 0, List.of(), BigDecimal.valueOf(100), 50));
        evaluate();
        assertThat(position().progress().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(tier()).isEqualTo("gold");
        office.bean(Rates.class)
                .record(actor, List.of(new Rate("USD", "EUR", today, new BigDecimal("1.5"), "test")), null);
        evaluate();
        assertThat(tier()).isEqualTo("member");
        office.bean(Rates.class)
                .record(actor, List.of(new Rate("USD", "EUR", today, new BigDecimal("2"), "test")), null);
        evaluate();
        assertThat(tier()).isEqualTo("gold");
    }

    @Test
    void every_vocabulary_has_a_name_in_the_readers_language() {
        assertThat(office.bean(Vocabularies.class).codes())
                .contains(TierRules.VOCABULARY)
                .allMatch(code -> Words.has("vocabulary." + code));
    }

    @Test
    void a_move_nobody_carried_out_is_announced_and_the_tier_is_still_the_one_before() {
        won(firm, today.minusDays(20), 300_000);
        won(firm, today.minusDays(200), 112_000);
        publish(rules(false, 0, 0, 100));
        evaluate();
        var tiers = office.bean(Memberships.class);
        tiers.change(
                actor,
                membership,
                tiers.find(actor, membership).version(),
                member -> member.withTier("silver", today.minusDays(90)),
                null);
        assertThat(evaluate().rose()).isZero();
        var progress = position().progress();
        assertThat(progress.outcome()).isEqualTo(Outcome.RISES);
        assertThat(progress.tier()).isEqualTo("silver").isEqualTo(tier());
        assertThat(progress.since()).isEqualTo(today.minusDays(90));
        assertThat(progress.suggested()).isEqualTo("gold");
        assertThat(progress.next()).isEqualTo("gold");
        assertThat(progress.moveOn()).isEqualTo(today);
        assertThat(office.bean(Evaluations.class).move(actor, programme).rose()).isEqualTo(1);
        assertThat(position().progress().tier()).isEqualTo("gold").isEqualTo(tier());
        assertThat(position().progress().since()).isEqualTo(today);
    }

    @Test
    void a_new_member_cannot_fall_before_its_time_is_over() {
        var young = member(firm("Young Firm"), today.minusDays(10), "silver");
        publish(rules(true, 0, 60, 100));
        evaluate();
        var progress = office.bean(Positions.class)
                .ofMembership(actor, young)
                .getFirst()
                .progress();
        assertThat(progress.outcome()).isEqualTo(Outcome.ENROLLED);
        assertThat(progress.moveOn()).isEqualTo(today.plusDays(50));
        assertThat(progress.tier()).isEqualTo("silver");
        office.clock().move(Duration.ofDays(50));
        evaluate();
        assertThat(office.bean(Positions.class)
                        .ofMembership(actor, young)
                        .getFirst()
                        .progress()
                        .tier())
                .isEqualTo("member");
    }

    @Test
    void a_tier_set_by_hand_holds_until_its_day_and_no_longer() {
        publish(rules(true, 30, 0, 100));
        var tiers = office.bean(Tiers.class);
        refuses("field-required", () -> tiers.hold(actor, membership, null, "gold", today.plusDays(9), " "));
        refuses("tiers-hold-until", () -> tiers.hold(actor, membership, null, "gold", today, "strategic"));
        refuses("tiers-hold-until", () -> tiers.hold(actor, membership, null, "gold", null, "strategic"));
        refuses("tier-unknown", () -> tiers.hold(actor, membership, null, "tin", today.plusDays(9), "strategic"));
        tiers.hold(actor, membership, null, "silver", today.plusDays(9), "strategic");
        assertThat(tier()).isEqualTo("silver");
        evaluate();
        assertThat(position().progress().outcome()).isEqualTo(Outcome.HELD);
        assertThat(position().heldReason()).isEqualTo("strategic");
        assertThat(position().progress().moveOn()).isEqualTo(today.plusDays(9));
        office.clock().move(Duration.ofDays(9));
        assertThat(evaluate().fell()).isEqualTo(1);
        assertThat(tier()).isEqualTo("member");
        assertThat(position().heldTier()).isNull();
        assertThat(office.column("select action from ledger.entry where subject_type = 'tier' order by seq"))
                .contains("tier.held", "tier.judged");
        refuses(
                "tiers-nothing-held",
                () -> tiers.release(
                        actor,
                        membership,
                        java.util.Objects.requireNonNull(position().version()),
                        "enough"));
    }

    @Test
    void when_more_would_fall_than_the_rules_allow_nobody_falls() {
        for (int i = 0; i < 4; i++) {
            member(firm("Other Firm " + i), today.minusDays(400), i == 0 ? "silver" : "member");
        }
        publish(rules(true, 0, 0, 100));
        office.clock().move(Duration.ofDays(1));
        evaluate();
        assertThat(tier()).isEqualTo("member");
        publish(rules(false, 0, 0, 20));
        office.bean(Tiers.class).hold(actor, membership, null, "gold", today.plusDays(3), "once");
        evaluate();
        office.clock().move(Duration.ofDays(5));
        var how = evaluate();
        assertThat(how.fell()).isZero();
        assertThat(position().progress().outcome()).isEqualTo(Outcome.FALLS);
        assertThat(office.bean(Evaluations.class).move(actor, programme).fell()).isEqualTo(1);
        assertThat(tier()).isEqualTo("member");
    }

    @Test
    void nobody_sets_a_tier_without_the_right_and_nobody_looks_without_it() {
        publish(rules(true, 30, 0, 100));
        var reader = new Actor(
                Side.OFFICE,
                null,
                "test:reader",
                null,
                new Rights(List.of(
                        new Rights.Right("reader", "tier", Verb.SEE, Scope.ALL),
                        new Rights.Right("reader", "membership", Verb.SEE, Scope.ALL),
                        new Rights.Right("reader", "programme", Verb.SEE, Scope.ALL),
                        new Rights.Right("reader", "partner", Verb.SEE, Scope.ALL))),
                Origin.PERSON,
                UUID.randomUUID());
        refuses(
                "forbidden",
                () -> office.bean(Tiers.class).hold(reader, membership, null, "gold", today.plusDays(9), "please"));
        refuses("forbidden", () -> office.bean(Evaluations.class).evaluate(reader, programme));
        assertThat(tier()).isEqualTo("gold");
        evaluate();
        assertThat(office.bean(Positions.class).ofMembership(reader, membership))
                .hasSize(1);
    }

    void refuses(String code, Runnable work) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(work::run)
                .matches(refusal -> refusal.code().equals(code), code);
    }
}
