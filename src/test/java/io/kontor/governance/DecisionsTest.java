package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.governance.approvals.Approvals;
import io.kontor.governance.decisions.AccessReview;
import io.kontor.governance.decisions.AccessReviews;
import io.kontor.governance.decisions.Decision;
import io.kontor.governance.decisions.DecisionLinks;
import io.kontor.governance.decisions.Decisions;
import io.kontor.governance.spi.Act;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.Attention;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class DecisionsTest {
    static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    GovernedOffice office;
    Decisions decisions;

    @BeforeEach
    void open() {
        office = new GovernedOffice();
        decisions = office.office.bean(Decisions.class);
    }

    @AfterEach
    void close() {
        office.close();
    }

    static Decision decision(@Nullable UUID owner, @Nullable LocalDate due, List<Subject> links) {
        return new Decision(
                "Two tiers are enough",
                "Somebody asked for three",
                List.of("Two", "Three"),
                Decision.Outcome.DECIDED,
                "Two",
                "Nobody would know the difference",
                owner,
                DAY,
                due,
                null,
                null,
                links,
                null,
                false,
                false);
    }

    @Test
    void a_request_that_is_decided_stands_in_the_log_with_its_clause_and_its_reasons() {
        var ada = office.person("partner-operations");
        var bob = office.person("partner-operations");
        var subject = new Subject(GovernedOffice.THING, UUID.randomUUID());
        var approvals = office.office.bean(Approvals.class);
        var request = approvals.ask(
                office.as(ada),
                new Approvals.Asked(
                        subject, "A fair", "hash", List.of(new Act("test-spending", BigDecimal.TEN, Set.of())), ""));
        approvals.approve(office.as(bob), request, "hash", "Worth it");
        var known = decisions.about(office.as(ada), subject, 5).getFirst();
        assertThat(known.state().outcome()).isEqualTo(Decision.Outcome.APPROVED);
        assertThat(known.state().clause()).isEqualTo("test-spending.1 (v0.0)");
        assertThat(known.state().rationale()).isEqualTo("Worth it");
        assertThat(known.state().approval()).isEqualTo(request);
        assertThat(known.state().owner()).isEqualTo(ada);
        assertThatThrownBy(() -> decisions.withdraw(office.as(ada), known.id(), known.version(), null))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void its_owner_is_reminded_before_the_day_it_is_to_be_carried_out() {
        var ada = office.person("partner-operations");
        var bob = office.person("partner-operations");
        var id = decisions.create(office.as(ada), decision(bob, DAY.plusDays(20), List.of()), null);
        var attention = office.office.beans(Attention.class).stream()
                .filter(one -> one.code().equals("decisions"))
                .findFirst()
                .orElseThrow();
        assertThat(attention.open(office.as(bob), DAY, 5).count()).isZero();
        assertThat(attention.open(office.as(bob), DAY.plusDays(14), 5).items())
                .extracting(Attention.Item::id)
                .containsExactly(id);
        assertThat(attention.open(office.as(ada), DAY.plusDays(14), 5).count()).isZero();
        assertThat(attention
                        .open(office.as(bob), DAY.plusDays(21), 5)
                        .items()
                        .getFirst()
                        .urgency())
                .isEqualTo(Attention.Urgency.LATE);
    }

    @Test
    void what_is_withdrawn_leaves_what_it_was_about_and_comes_back() {
        var ada = office.person("partner-operations");
        var about = new Subject("person", ada);
        var id = decisions.create(office.as(ada), decision(null, null, List.of(about)), null);
        decisions.withdraw(
                office.as(ada), id, decisions.find(office.as(ada), id).version(), "Wrong");
        assertThat(decisions.about(office.as(ada), about, 5)).isEmpty();
        decisions.restore(office.as(ada), id, decisions.find(office.as(ada), id).version(), null);
        assertThat(decisions.about(office.as(ada), about, 5)).hasSize(1);
    }

    @Test
    void days_before_the_decision_and_owners_there_are_not_are_refused() {
        var ada = office.person("partner-operations");
        assertThatThrownBy(() -> decision(null, DAY.minusDays(1), List.of()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("due"));
        assertThatThrownBy(() -> decisions.create(office.as(ada), decision(UUID.randomUUID(), null, List.of()), null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("owner"));
    }

    @Test
    void addresses_of_pages_are_read_as_what_they_are_about() {
        var ada = office.person("partner-operations");
        var links = office.office.bean(DecisionLinks.class);
        var actor = office.as(ada);
        var read =
                links.read(actor, List.of("https://kontor.example/people/" + ada + "?tab=timeline", "/people/" + ada));
        assertThat(read).containsExactly(new Subject("person", ada));
        assertThat(links.typed(read)).isEqualTo("/people/" + ada);
        assertThat(links.named(actor, read))
                .extracting(DecisionLinks.Named::name)
                .containsExactly("Person 1");
        assertThatThrownBy(() -> links.read(actor, List.of("/people/" + UUID.randomUUID())))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> links.read(actor, List.of("the moon"))).isInstanceOf(Refusal.class);
    }

    @Test
    void an_access_review_keeps_what_was_there_and_says_when_the_next_is_due() {
        var auditor = office.person("auditor");
        var reviews = office.office.bean(AccessReviews.class);
        var actor = office.as(auditor);
        office.office.settle();
        assertThat(reviews.due(actor)).contains(DAY.plusMonths(3));
        assertThat(reviews.size(actor).people()).isEqualTo(1);
        assertThatThrownBy(() -> reviews.sign(actor, "Fine", AccessReview.Way.PASSWORD, DAY))
                .isInstanceOf(Refusal.class);
        var first = reviews.sign(actor, "Fine", AccessReview.Way.PASSWORD, DAY.plusMonths(2));
        var again = reviews.sign(actor, "Fine", AccessReview.Way.PASSKEY, DAY.plusMonths(2));
        assertThat(reviews.find(actor, again).review().hash())
                .isEqualTo(reviews.find(actor, first).review().hash());
        office.person("sales");
        var third = reviews.sign(actor, "One more", AccessReview.Way.PASSWORD, DAY.plusMonths(2));
        assertThat(reviews.find(actor, third).review().hash())
                .isNotEqualTo(reviews.find(actor, first).review().hash());
        assertThat(reviews.find(actor, third).review().people()).isEqualTo(2);
        assertThat(reviews.due(actor)).contains(DAY.plusMonths(2));
        var sales = office.person("sales");
        assertThatThrownBy(() -> reviews.newest(office.as(sales), 5)).isInstanceOf(Refusal.class);
    }
}
