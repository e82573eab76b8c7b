package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kontor.database.Job;
import io.kontor.database.Tx;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Somebody;
import io.kontor.kernel.Subject;
import io.kontor.people.People;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What somebody typed into an editor and did not save. */
@Tag("database")
class TypingTest {
    static GovernedOffice office;
    static Typing typing;
    static Changes changes;

    @BeforeAll
    static void open() {
        office = new GovernedOffice();
        typing = office.office.bean(Typing.class);
        changes = office.office.bean(Changes.class);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private record Draft(UUID change, UUID item) {}

    private static Draft draft() {
        var change = changes.open(office.house(), "A charter", null, "charter", DocumentScope.ALL);
        return new Draft(
                change,
                changes.find(office.house(), change).state().items().getFirst().id());
    }

    private static void keep(UUID person, Draft draft, String text) {
        typing.keep(
                office.as(person), draft.change(), draft.item(), Map.of("mission", List.of(text), "rows", List.of()));
    }

    @Test
    void each_finds_what_they_typed_last_and_nobody_elses_and_the_draft_stays_as_it_was() {
        var ada = office.person("partner-operations");
        var bob = office.person("partner-operations");
        var draft = draft();
        var before = changes.find(office.house(), draft.change());
        keep(ada, draft, "Grow");
        keep(ada, draft, "Grow with \"partners\"\n");
        keep(bob, draft, "Shrink");
        assertThat(typing.of(office.as(ada), draft.item()).orElseThrow().fields())
                .isEqualTo(Map.of("mission", List.of("Grow with \"partners\"\n"), "rows", List.of()));
        typing.forget(office.as(ada), draft.item());
        assertThat(typing.of(office.as(ada), draft.item())).isEmpty();
        assertThat(typing.of(office.as(bob), draft.item())).isPresent();
        assertThat(changes.find(office.house(), draft.change())).isEqualTo(before);
    }

    @Test
    void what_arrives_after_the_form_it_was_typed_into_was_saved_is_not_offered_again() {
        var ada = office.person("partner-operations");
        var bob = office.person("partner-operations");
        var draft = draft();
        var version = UUID.randomUUID();
        keep(ada, draft, "Grow", version);
        keep(bob, draft, "Shrink", version);
        typing.saved(office.as(ada), draft.change(), draft.item(), version);
        assertThat(typing.of(office.as(ada), draft.item())).isEmpty();
        keep(ada, draft, "Grow late", version);
        assertThat(typing.of(office.as(ada), draft.item())).isEmpty();
        assertThat(typing.of(office.as(bob), draft.item())).isPresent();
        keep(ada, draft, "Grow more", UUID.randomUUID());
        assertThat(typing.of(office.as(ada), draft.item()).orElseThrow().fields())
                .containsEntry("mission", List.of("Grow more"));
        keep(ada, draft, "Grow late again", version);
        assertThat(typing.of(office.as(ada), draft.item()).orElseThrow().fields())
                .containsEntry("mission", List.of("Grow more"));
        typing.saved(office.as(bob), draft.change(), draft.item(), version);
        keep(bob, draft, "Shrink", version);
        assertThat(typing.of(office.as(bob), draft.item())).isEmpty();
    }

    private static void keep(UUID person, Draft draft, String text, UUID version) {
        typing.keep(
                office.as(person),
                draft.change(),
                draft.item(),
                Map.of("mission", List.of(text), "version", List.of(version.toString())));
    }

    @Test
    void nothing_is_kept_of_what_cannot_be_edited_or_is_too_long() {
        var ada = office.person("partner-operations");
        var draft = draft();
        refused("field-too-long", () -> keep(ada, draft, "x".repeat(2_000_000)));
        refused("not-found", () -> keep(ada, new Draft(draft.change(), UUID.randomUUID()), "Grow"));
        refused("forbidden", () -> keep(office.person("sales"), draft, "Grow"));
        changes.withdraw(office.house(), draft.change(), null);
        refused("change-not-editable", () -> keep(ada, draft, "Grow"));
        assertThat(typing.of(office.as(ada), draft.item())).isEmpty();
    }

    private static void refused(String code, Runnable work) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(work::run)
                .extracting(Refusal::code)
                .isEqualTo(code);
    }

    @Test
    void it_is_gone_after_a_month() {
        var ada = office.person("partner-operations");
        var draft = draft();
        keep(ada, draft, "Grow");
        var tidying = office.office.beans(Job.class).stream()
                .filter(job -> job.name().equals("change-typing"))
                .findFirst()
                .orElseThrow();
        office.office.clock().move(Duration.ofDays(29));
        tidying.work().run();
        assertThat(typing.of(office.as(ada), draft.item())).isPresent();
        office.office.clock().move(Duration.ofDays(2));
        tidying.work().run();
        assertThat(typing.of(office.as(ada), draft.item())).isEmpty();
    }

    @Test
    void who_is_erased_leaves_nothing_typed_behind() {
        var ada = office.person("partner-operations");
        var bob = office.person("partner-operations");
        var draft = draft();
        keep(ada, draft, "Grow");
        keep(bob, draft, "Shrink");
        var who = Somebody.of(new Subject(People.KIND, ada));
        var house = office.house();
        office.office.bean(Tx.class).as(house, () -> {
            assertThat(typing.held(house, who)).hasSize(1);
            typing.erase(house, who, "system");
            assertThat(typing.held(house, who)).isEmpty();
        });
        assertThat(typing.of(office.as(bob), draft.item())).isPresent();
    }
}
