package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.database.Job;
import io.kontor.governance.approvals.Approvals;
import io.kontor.governance.approvals.Inbox;
import io.kontor.governance.approvals.Request;
import io.kontor.governance.approvals.Standing;
import io.kontor.governance.decisions.Drift;
import io.kontor.governance.spi.Act;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class ApprovalDeadlinesTest {
    GovernedOffice office;
    Approvals approvals;
    UUID ada;
    UUID finance;
    UUID product;

    @BeforeEach
    void open() {
        office = new GovernedOffice();
        approvals = office.office.bean(Approvals.class);
        ada = office.person("partner-operations");
        finance = office.person("finance");
        product = office.person("product");
    }

    @AfterEach
    void close() {
        office.close();
    }

    UUID ask(UUID subject) {
        return approvals.ask(
                office.as(ada),
                new Approvals.Asked(
                        new Subject(GovernedOffice.THING, subject),
                        "A thing",
                        "hash",
                        List.of(new Act("test-spending", new BigDecimal("20000"), Set.of())),
                        ""));
    }

    Standing find(UUID request) {
        return approvals.find(office.house(), request);
    }

    void round(Duration later) {
        office.office.clock().move(later);
        office.office.beans(Job.class).stream()
                .filter(job -> job.name().equals("approval-deadlines"))
                .forEach(job -> job.work().run());
    }

    List<String> mails(String kind) {
        return office.office.column("select p.name from post.message m join people.person p on p.id = m.person_id"
                + " where m.kind = '" + kind + "' order by p.name");
    }

    @Test
    void when_the_time_runs_out_it_is_escalated_then_expires_and_can_be_asked_again() {
        var leader = office.person("leadership");
        var request = ask(UUID.randomUUID());
        assertThat(mails("approval-asked")).containsExactly("Person 2", "Person 3");
        round(Duration.ofHours(71));
        assertThat(find(request).request().escalated()).isFalse();
        round(Duration.ofHours(2));
        assertThat(find(request).state()).isEqualTo(Request.State.OPEN);
        assertThat(find(request).request().escalated()).isTrue();
        assertThat(mails("approval-escalated")).containsExactly("Person 4");
        approvals.approve(office.as(finance), request, "hash", null);
        round(Duration.ofHours(73));
        assertThat(find(request).state()).isEqualTo(Request.State.EXPIRED);
        assertThat(mails("approval-expired")).containsExactly("Person 1");
        assertThatThrownBy(() -> approvals.approve(office.as(product), request, "hash", null))
                .isInstanceOf(Refusal.class);
        assertThat(office.office.bean(Inbox.class).of(office.as(ada)).again())
                .extracting(Standing::id)
                .containsExactly(request);
        assertThatThrownBy(() -> approvals.askAgain(office.as(leader), request)).isInstanceOf(Refusal.class);
        approvals.askAgain(office.as(ada), request);
        assertThat(find(request).state()).isEqualTo(Request.State.OPEN);
        assertThat(find(request).request().votes()).isEmpty();
        approvals.approve(office.as(finance), request, "hash", null);
        approvals.approve(office.as(product), request, "hash", null);
        assertThat(find(request).state()).isEqualTo(Request.State.APPROVED);
        assertThat(office.heard.said).hasSize(1);
    }

    @Test
    void what_is_let_through_in_an_emergency_is_taken_back_unless_it_is_ratified_in_its_hours() {
        var leader = office.person("leadership");
        var taken = UUID.randomUUID();
        var kept = UUID.randomUUID();
        var first = ask(taken);
        var second = ask(kept);
        assertThatThrownBy(() -> approvals.letThrough(office.as(finance), first, "hash", "Fire"))
                .isInstanceOf(Refusal.class);
        approvals.letThrough(office.as(leader), first, "hash", "Fire");
        approvals.letThrough(office.as(leader), second, "hash", "Fire");
        assertThat(office.heard.said).containsExactly("approved " + taken, "approved " + kept);
        assertThat(find(first).emergency()).isTrue();
        approvals.approve(office.as(finance), second, "hash", null);
        approvals.approve(office.as(product), second, "hash", null);
        round(Duration.ofHours(47));
        assertThat(find(first).state()).isEqualTo(Request.State.APPROVED);
        round(Duration.ofHours(2));
        assertThat(find(first).state()).isEqualTo(Request.State.LAPSED);
        assertThat(find(second).state()).isEqualTo(Request.State.APPROVED);
        assertThat(office.heard.said)
                .containsExactly("approved " + taken, "approved " + kept, "lapsed " + taken + " not-ratified");
        var drift =
                office.office.bean(Drift.class).of(office.as(ada), LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 30));
        assertThat(drift).extracting(Drift.Strayed::why).containsOnly(Drift.Why.EMERGENCY);
        assertThat(drift).extracting(Drift.Strayed::ratified).containsExactlyInAnyOrder("no", "yes");
    }

    @Test
    void somebody_of_the_ladder_who_says_no_to_an_emergency_takes_it_back_at_once() {
        var leader = office.person("leadership");
        var subject = UUID.randomUUID();
        var request = ask(subject);
        approvals.letThrough(office.as(leader), request, "hash", "Fire");
        approvals.reject(office.as(finance), request, "hash", "There was none");
        assertThat(find(request).state()).isEqualTo(Request.State.LAPSED);
        assertThat(office.heard.said).containsExactly("approved " + subject, "lapsed " + subject + " rejected");
    }
}
