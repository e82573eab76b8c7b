package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.company.Rate;
import io.kontor.company.Rates;
import io.kontor.company.Region;
import io.kontor.company.Regions;
import io.kontor.governance.approvals.Approvals;
import io.kontor.governance.approvals.Request;
import io.kontor.governance.charter.Adoption;
import io.kontor.governance.charter.Charter;
import io.kontor.governance.charter.CharterType;
import io.kontor.governance.charter.Charters;
import io.kontor.governance.charter.Clause;
import io.kontor.governance.charter.Rung;
import io.kontor.governance.spi.Act;
import io.kontor.governance.spi.Draft;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.language.Language;
import io.kontor.language.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class CharterChecksTest {
    GovernedOffice office;
    CharterType type;

    @BeforeEach
    void open() {
        office = new GovernedOffice();
        type = office.office.bean(CharterType.class);
    }

    @AfterEach
    void close() {
        office.close();
    }

    static Clause clause(String code, String act, String from, boolean inTurn, Rung... ladder) {
        return new Clause(
                code,
                act,
                from == null ? null : new BigDecimal(from),
                DocumentScope.ALL,
                List.of(ladder),
                inTurn,
                48,
                0);
    }

    Charter starter() {
        return type.starter(Language.EN);
    }

    List<Finding> check(Charter charter, DocumentScope scope) {
        return type.check(
                office.house(),
                new Draft<>(UUID.randomUUID(), UUID.randomUUID(), scope, charter, null, LocalDate.of(2026, 3, 2)));
    }

    List<String> codes(Charter charter) {
        return check(charter, DocumentScope.ALL).stream().map(Finding::code).toList();
    }

    @Test
    void the_starter_charter_has_no_errors_and_speaks_of_every_act_there_is() {
        assertThat(check(starter(), DocumentScope.ALL)).noneMatch(Finding::error);
        assertThat(codes(starter())).doesNotContain("charter-gap", "charter-act-unknown");
        assertThat(office.office.bean(Charters.class).gaps(starter())).isEmpty();
    }

    @Test
    void what_is_wrong_is_named_with_its_place() {
        var charter = starter()
                .with(List.of(
                        clause("a", "charter", "5", false, new Rung("leadership", 1)),
                        clause("b", "test-spending", null, false, new Rung("wizard", 1)),
                        clause("c", "test-spending", null, false, new Rung("finance", 1)),
                        clause("d", "nothing-known", null, false, new Rung("finance", 1))));
        var findings = check(charter, DocumentScope.ALL);
        assertThat(findings)
                .filteredOn(Finding::error)
                .extracting(Finding::path, Finding::code)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple("/rights/0/from", "charter-not-measured"),
                        org.assertj.core.api.Assertions.tuple("/rights/1/ladder/0/role", "charter-role-unknown"),
                        org.assertj.core.api.Assertions.tuple("/rights/2", "charter-clause-double"));
        assertThat(findings).extracting(Finding::code).contains("charter-act-unknown", "charter-gap");
        assertThat(check(starter(), DocumentScope.programme("club")))
                .extracting(Finding::code)
                .contains("charter-for-all");
        var gaps = office.office.bean(Charters.class).gaps(charter);
        assertThat(gaps).extracting(gap -> gap.act().code()).contains("test-rule");
        assertThat(gaps.getFirst().proposed()).isNotEmpty();
    }

    @Test
    void a_ladder_nobody_can_climb_is_named_with_the_role_it_lacks() {
        office.person("administrator");
        assertThat(codes(starter())).contains("charter-ladder-shrinks").doesNotContain("charter-ladder-nobody");
        office.person("administrator");
        office.person("administrator");
        office.person("administrator");
        var nobody = check(starter(), DocumentScope.ALL).stream()
                .filter(finding -> finding.code().equals("charter-ladder-nobody"))
                .toList();
        assertThat(nobody).isNotEmpty();
        assertThat(nobody.getFirst().sentence(new Words(Language.EN, ZoneOffset.UTC)))
                .contains("Give the role to somebody");
    }

    @Test
    void a_charter_that_makes_no_sense_is_refused_with_its_field() {
        var good = clause("a", "charter", null, false, new Rung("leadership", 1));
        assertThatThrownBy(() -> starter().with(List.of()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("rights"));
        assertThatThrownBy(() -> starter().with(List.of(good, good))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> clause("a", "charter", null, false)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> clause("a", "x", null, false, new Rung("finance", 1), new Rung("finance", 2)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> clause("a", "x", "-1", false, new Rung("finance", 1)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Charter.Emergency("leadership", 0)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Charter.Budget("Fairs", new BigDecimal("-1"), "finance"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void steps_in_turn_wait_for_those_before_and_an_act_without_a_clause_takes_the_strictest() {
        var ada = office.person("partner-operations");
        var legal = office.person("legal");
        var finance = office.person("finance");
        adopt(clause("turns", "test-rule", null, true, new Rung("legal", 1), new Rung("finance", 1)));
        var approvals = office.office.bean(Approvals.class);
        var request = ask(ada, Act.of("test-rule"));
        assertThatThrownBy(() -> approvals.approve(office.as(finance), request, "hash", null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("approval-not-your-turn"));
        approvals.approve(office.as(legal), request, "hash", null);
        approvals.approve(office.as(finance), request, "hash", null);
        assertThat(approvals.find(office.as(ada), request).state()).isEqualTo(Request.State.APPROVED);
        var gap = approvals.find(office.as(ada), ask(ada, Act.of("never-heard-of")));
        assertThat(gap.request().gaps()).containsExactly("never-heard-of");
        assertThat(gap.request().asked()).extracting(need -> need.role()).containsExactly("legal", "finance");
    }

    @Test
    void the_owner_of_every_region_touched_agrees_and_one_who_owns_both_speaks_for_both() {
        var ada = office.person("partner-operations");
        var north = office.person("sales");
        var both = office.person("sales");
        var regions = office.office.bean(Regions.class);
        var dach = regions.create(
                office.house(), new Region("dach", "DACH", List.of(), List.of(owner(north), owner(both)), false), null);
        var iberia = regions.create(
                office.house(), new Region("iberia", "Iberia", List.of(), List.of(owner(both)), false), null);
        adopt(clause("owners", "test-rule", null, false, new Rung(Rung.REGIONAL_OWNER, 1)));
        var approvals = office.office.bean(Approvals.class);
        var first = ask(ada, new Act("test-rule", null, Set.of(dach, iberia)));
        approvals.approve(office.as(north), first, "hash", null);
        assertThat(approvals.find(office.as(ada), first).state()).isEqualTo(Request.State.OPEN);
        approvals.approve(office.as(both), first, "hash", null);
        assertThat(approvals.find(office.as(ada), first).state()).isEqualTo(Request.State.APPROVED);
        var second = ask(ada, new Act("test-rule", null, Set.of(dach, iberia)));
        approvals.approve(office.as(both), second, "hash", null);
        assertThat(approvals.find(office.as(ada), second).state()).isEqualTo(Request.State.APPROVED);
    }

    @Test
    void a_gap_is_closed_by_a_change_that_adds_the_clauses_proposed_for_it() {
        var ada = office.person("administrator", "partner-operations");
        adopt(clause("own", "charter", null, false, new Rung("leadership", 1)));
        var charters = office.office.bean(Charters.class);
        var adoption = office.office.bean(Adoption.class);
        var words = new Words(Language.EN, ZoneOffset.UTC);
        assertThat(charters.gaps(charters.now(office.as(ada)).charter()))
                .extracting(gap -> gap.act().code())
                .contains("test-spending");
        var change = adoption.close(office.as(ada), words, "test-spending");
        var text = office.office
                .bean(Changes.class)
                .find(office.as(ada), change)
                .state()
                .items()
                .getFirst()
                .text();
        assertThat(text).contains("test-spending.1", "test-spending.3", "own");
        assertThatThrownBy(() -> adoption.close(office.as(ada), words, "charter"))
                .isInstanceOf(Refusal.class);
    }

    static Dated<UUID> owner(UUID person) {
        return new Dated<>(person, null, null);
    }

    void adopt(Clause... clauses) {
        office.office
                .bean(Documents.class)
                .adopt(office.house(), type, starter().with(List.of(clauses)), Languages.in(Language.EN), null);
    }

    UUID ask(UUID by, Act act) {
        return office.office
                .bean(Approvals.class)
                .ask(
                        office.as(by),
                        new Approvals.Asked(
                                new Subject(GovernedOffice.THING, UUID.randomUUID()),
                                "A thing",
                                "hash",
                                List.of(act),
                                ""));
    }

    @Test
    void amounts_are_compared_in_the_reporting_currency_of_the_day_and_without_a_rate_not_at_all() {
        var amounts = office.office.bean(Amounts.class);
        var money = List.of(Money.of("100", "EUR"), Money.of("50", "USD"));
        assertThatThrownBy(() -> amounts.today(office.house(), money))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("amount-without-rate"));
        office.office
                .bean(Rates.class)
                .record(
                        office.house(),
                        List.of(new Rate("USD", "EUR", LocalDate.of(2026, 3, 1), new BigDecimal("0.9"), "test")),
                        null);
        assertThat(amounts.today(office.house(), money)).isEqualByComparingTo("145");
    }
}
