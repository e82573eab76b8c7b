package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.governance.approvals.Approvals;
import io.kontor.governance.approvals.Delegation;
import io.kontor.governance.approvals.Delegations;
import io.kontor.governance.approvals.Inbox;
import io.kontor.governance.approvals.Request;
import io.kontor.governance.approvals.Standing;
import io.kontor.governance.charter.Adoption;
import io.kontor.governance.charter.CharterType;
import io.kontor.governance.charter.Charters;
import io.kontor.governance.charter.Need;
import io.kontor.governance.spi.Act;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.language.Language;
import io.kontor.language.Words;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class ApprovalsTest {
    GovernedOffice office;
    Approvals approvals;

    @BeforeEach
    void open() {
        office = new GovernedOffice();
        approvals = office.office.bean(Approvals.class);
    }

    @AfterEach
    void close() {
        office.close();
    }

    UUID ask(UUID by, UUID subject, String act, String measure) {
        return ask(office.as(by), subject, act, measure);
    }

    UUID ask(Actor by, UUID subject, String act, String measure) {
        var acts = List.of(new Act(act, measure == null ? null : new BigDecimal(measure), Set.of()));
        return approvals.ask(
                by, new Approvals.Asked(new Subject(GovernedOffice.THING, subject), "A thing", "hash", acts, ""));
    }

    Standing find(UUID request) {
        return approvals.find(office.house(), request);
    }

    void approve(UUID by, UUID request) {
        approvals.approve(office.as(by), request, "hash", null);
    }

    static void refused(String code, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void two_people_of_the_roles_the_clause_names_agree_and_whoever_asked_is_told() {
        var ada = office.person("partner-operations");
        var finance = office.person("finance");
        var product = office.person("product");
        var subject = UUID.randomUUID();
        var request = ask(ada, subject, "test-spending", "20000");
        assertThat(find(request).clauses()).extracting("clause").containsExactly("test-spending.2");
        assertThat(find(request).asked()).containsExactlyInAnyOrder(finance, product);
        refused("approval-own", () -> approve(ada, request));
        approve(finance, request);
        assertThat(find(request).state()).isEqualTo(Request.State.OPEN);
        refused("approval-twice", () -> approve(finance, request));
        assertThat(office.heard.said).isEmpty();
        approve(product, request);
        assertThat(find(request).state()).isEqualTo(Request.State.APPROVED);
        assertThat(find(request).sole()).isFalse();
        assertThat(office.heard.said).containsExactly("approved " + subject);
        refused("approval-decided", () -> approve(product, request));
    }

    @Test
    void a_no_settles_it_with_its_reason() {
        var ada = office.person("partner-operations");
        var finance = office.person("finance");
        office.person("product");
        var subject = UUID.randomUUID();
        var request = ask(ada, subject, "test-spending", "20000");
        approvals.reject(office.as(finance), request, "hash", "Too dear");
        assertThat(find(request).state()).isEqualTo(Request.State.REJECTED);
        assertThat(office.heard.said).containsExactly("rejected " + subject + " Too dear");
    }

    @Test
    void what_changed_since_is_not_approved_and_an_edit_voids_what_was() {
        var ada = office.person("partner-operations");
        var bob = office.person("partner-operations");
        var subject = UUID.randomUUID();
        var request = ask(ada, subject, "test-spending", "5");
        refused("approval-other-content", () -> approvals.approve(office.as(bob), request, "another hash", null));
        approve(bob, request);
        approvals.lapse(office.as(ada), new Subject(GovernedOffice.THING, subject), "edited");
        assertThat(find(request).state()).isEqualTo(Request.State.LAPSED);
        assertThat(find(request).approves("hash")).isFalse();
    }

    @Test
    void small_amounts_that_are_large_together_take_the_ladder_of_the_large() {
        var ada = office.person("partner-operations");
        var bob = office.person("partner-operations");
        office.person("finance");
        office.person("product");
        var first = ask(ada, UUID.randomUUID(), "test-spending", "6000");
        approve(bob, first);
        assertThat(find(first).state()).isEqualTo(Request.State.APPROVED);
        var second = ask(bob, UUID.randomUUID(), "test-spending", "4000");
        assertThat(find(second).clauses()).extracting("clause").containsExactly("test-spending.1", "test-spending.2");
        office.office.clock().move(Duration.ofDays(31));
        var later = ask(ada, UUID.randomUUID(), "test-spending", "4000");
        assertThat(find(later).clauses()).extracting("clause").containsExactly("test-spending.1");
    }

    @Test
    void one_person_alone_decides_and_whoever_comes_second_ratifies() {
        var founder = office.person("administrator");
        var request = ask(founder, UUID.randomUUID(), "test-spending", "20000");
        assertThat(find(request).sole()).isTrue();
        assertThat(find(request).rungs()).extracting(step -> step.need().role()).containsExactly(Need.STAND_IN);
        approve(founder, request);
        assertThat(find(request).state()).isEqualTo(Request.State.APPROVED);
        var second = office.person("partner-operations");
        var inbox = office.office.bean(Inbox.class);
        assertThat(inbox.of(office.as(second)).toRatify())
                .extracting(Standing::id)
                .containsExactly(request);
        assertThat(inbox.of(office.as(founder)).toRatify()).isEmpty();
        refused("approval-not-yours-to-ratify", () -> approvals.ratify(office.as(founder), request, true, null));
        approvals.ratify(office.as(second), request, true, "Right");
        assertThat(inbox.of(office.as(second)).toRatify()).isEmpty();
        assertThat(find(request).request().ratification()).isNotNull();
    }

    @Test
    void who_asked_alone_must_leave_it_to_somebody_who_came_meanwhile() {
        var founder = office.person("administrator");
        var request = ask(founder, UUID.randomUUID(), "test-spending", "20000");
        var second = office.person("administrator");
        refused("approval-own", () -> approve(founder, request));
        approve(second, request);
        assertThat(find(request).state()).isEqualTo(Request.State.APPROVED);
    }

    @Test
    void the_founder_can_forbid_deciding_alone() {
        var founder = office.person("administrator", "partner-operations");
        office.office
                .bean(Adoption.class)
                .adopt(office.as(founder), new Words(Language.EN, ZoneOffset.UTC), Language.EN, false, null);
        assertThat(office.office.bean(Charters.class).now(office.as(founder)).adopted())
                .isTrue();
        refused("approval-too-few-people", () -> ask(founder, UUID.randomUUID(), "test-spending", "20000"));
    }

    @Test
    void the_adoption_is_a_sole_decision_of_the_founder_for_others_to_ratify() {
        var founder = office.person("administrator", "partner-operations");
        var document = office.office
                .bean(Adoption.class)
                .adopt(office.as(founder), new Words(Language.EN, ZoneOffset.UTC), Language.DE, true, null);
        var type = office.office.bean(CharterType.class);
        var adopted = office.office
                .bean(Documents.class)
                .effective(office.house(), type, Where.ANYWHERE)
                .orElseThrow();
        assertThat(adopted.languages().all()).containsExactly(Language.DE, Language.EN, Language.FR, Language.ES);
        assertThat(adopted.in(type, Language.FR)).isEqualTo(type.starter(Language.FR));
        var second = office.person("leadership");
        var box = office.office.bean(Inbox.class).of(office.as(second));
        assertThat(box.toRatify()).hasSize(1);
        assertThat(box.toRatify().getFirst().request().subjectId()).isEqualTo(document);
        refused(
                "document-there-already",
                () -> office.office
                        .bean(Adoption.class)
                        .adopt(office.as(founder), new Words(Language.EN, ZoneOffset.UTC), Language.EN, true, null));
    }

    @Test
    void a_role_nobody_holds_is_named_when_the_office_has_people_enough() {
        var ada = office.person("partner-operations");
        office.person("partner-operations");
        office.person("partner-operations");
        office.person("finance");
        assertThatThrownBy(() -> ask(ada, UUID.randomUUID(), "test-spending", "20000"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("approval-nobody-holds");
                    assertThat(new Words(Language.EN, ZoneOffset.UTC).refusal(refusal))
                            .contains("Product")
                            .contains("test-spending.2");
                });
    }

    @Test
    void who_stands_in_decides_until_the_moment_it_is_taken_back() {
        var ada = office.person("partner-operations");
        var finance = office.person("finance");
        var deputy = office.person("sales");
        office.person("product");
        var delegations = office.office.bean(Delegations.class);
        var day = LocalDate.of(2026, 3, 2);
        var lent = delegations.create(
                office.as(finance), new Delegation(finance, deputy, day, day.plusDays(3), null, null), null);
        var first = ask(ada, UUID.randomUUID(), "test-spending", "20000");
        approve(deputy, first);
        refused("approval-twice", () -> approve(finance, first));
        var second = ask(ada, UUID.randomUUID(), "test-spending", "20000");
        delegations.end(
                office.as(finance),
                lent,
                delegations.find(office.as(finance), lent).version(),
                null);
        refused("approval-delegation-ended", () -> approve(deputy, second));
        var third = office.person("sales");
        refused("approval-not-yours", () -> approve(third, second));
        office.leave(finance);
        refused(
                "approval-left",
                () -> approvals.approve(
                        new Actor(
                                io.kontor.kernel.Side.OFFICE,
                                finance,
                                null,
                                null,
                                office.as(ada).rights(),
                                io.kontor.kernel.Origin.PERSON,
                                UUID.randomUUID()),
                        second,
                        "hash",
                        null));
    }

    @Test
    void a_ring_of_delegations_is_refused_on_the_day_it_would_close() {
        var one = office.person("finance");
        var two = office.person("product");
        var three = office.person("sales");
        var delegations = office.office.bean(Delegations.class);
        var day = LocalDate.of(2026, 3, 2);
        delegations.create(office.as(one), new Delegation(one, two, day, day.plusDays(9), null, null), null);
        delegations.create(
                office.as(two), new Delegation(two, three, day.plusDays(5), day.plusDays(9), null, null), null);
        refused(
                "delegation-ring",
                () -> delegations.create(
                        office.as(three), new Delegation(three, one, day, day.plusDays(6), null, null), null));
        delegations.create(office.as(three), new Delegation(three, one, day, day.plusDays(4), null, null), null);
        assertThatThrownBy(() ->
                        delegations.create(office.as(three), new Delegation(two, one, day, day, null, null), null))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void what_is_no_governed_act_is_approved_at_once() {
        var ada = office.person("partner-operations");
        var subject = new Subject(GovernedOffice.THING, UUID.randomUUID());
        var request = approvals.ask(office.as(ada), new Approvals.Asked(subject, "A thing", "hash", List.of(), ""));
        assertThat(find(request).approves("hash")).isTrue();
        assertThat(find(request).approves("another")).isFalse();
    }

    @Test
    void commands_and_the_house_decide_nothing() {
        var ada = office.person("partner-operations");
        office.person("partner-operations");
        var request = ask(ada, UUID.randomUUID(), "test-spending", "5");
        refused("approval-in-person", () -> approvals.approve(office.house(), request, "hash", null));
    }
}
