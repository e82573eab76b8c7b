package io.kontor.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.ledger.Ledger;
import io.kontor.people.People;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class WeeklyLetterTest {
    /** A Monday, nine in the morning in Copenhagen, eight in Lisbon, three in New York. */
    static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    TwoRegions world;
    WeeklyLetter letter;

    @BeforeEach
    void open() {
        world = new TwoRegions();
        letter = world.bean(WeeklyLetter.class);
        world.office.clock().set(MONDAY);
    }

    @AfterEach
    void close() {
        world.close();
    }

    List<String> letters(String column, UUID person) {
        return world.office.column("select " + column + " from post.message where person_id = '" + person
                + "' and kind = 'needs-you' order by created_at");
    }

    UUID operations(String name, String language, String zone) {
        return world.person(
                name, name.toLowerCase(java.util.Locale.ROOT) + "@example.com", language, zone, "partner-operations");
    }

    @Test
    void one_letter_a_week_however_often_it_is_asked() {
        var anna = operations("Anna", "en", "Europe/Copenhagen");
        world.partner("Fjord ApS", "DK");
        letter.round();
        letter.round();
        assertThat(letters("subject", anna)).hasSize(1);
        assertThat(letters("body", anna).getFirst())
                .contains("Hello Anna", "One partner has no manager", "– Fjord ApS", "http://localhost:8080/me");
        world.office.clock().move(Duration.ofDays(3));
        letter.round();
        assertThat(letters("subject", anna)).hasSize(1);
        world.office.clock().move(Duration.ofDays(4));
        letter.round();
        letter.round();
        assertThat(letters("subject", anna)).hasSize(2);
    }

    @Test
    void two_nodes_at_once_write_one_letter() {
        var anna = operations("Anna", "en", "Europe/Copenhagen");
        world.partner("Fjord ApS", "DK");
        try (var other = world.office.another()) {
            var second = other.bean(WeeklyLetter.class);
            other.clock().set(MONDAY);
            var one = CompletableFuture.runAsync(letter::round);
            var two = CompletableFuture.runAsync(second::round);
            CompletableFuture.allOf(one, two).join();
        }
        assertThat(letters("subject", anna)).hasSize(1);
    }

    @Test
    void everybody_reads_it_in_their_language_on_their_own_monday_morning() {
        var german = operations("Gerda", "de", "Europe/Berlin");
        var american = operations("Amy", "en", "America/New_York");
        world.partner("Fjord ApS", "DK");
        letter.round();
        assertThat(letters("language", german)).containsExactly("de");
        assertThat(letters("subject", german).getFirst()).startsWith("Was diese Woche");
        assertThat(letters("body", german).getFirst()).contains("Guten Tag Gerda", "Ein Partner", "Fjord ApS");
        assertThat(letters("subject", american)).isEmpty();
        // Eight in the morning in New York.
        world.office.clock().set(Instant.parse("2026-03-02T13:00:00Z"));
        letter.round();
        assertThat(letters("language", american)).containsExactly("en");
        assertThat(letters("subject", german)).hasSize(1);
    }

    @Test
    void it_says_only_what_is_in_the_readers_scope() {
        world.partner("Fjord ApS", "DK");
        world.partner("Etna SpA", "IT");
        var rita = world.person("Rita", "rita@example.com", "en", "Europe/Rome", "regional-owner", world.south);
        letter.round();
        assertThat(letters("body", rita).getFirst()).contains("Etna SpA").doesNotContain("Fjord ApS");
    }

    @Test
    void none_when_nothing_needs_anybody_and_none_later_that_week() {
        var anna = operations("Anna", "en", "Europe/Copenhagen");
        letter.round();
        world.office.clock().move(Duration.ofDays(2));
        world.partner("Fjord ApS", "DK");
        letter.round();
        assertThat(letters("subject", anna)).isEmpty();
    }

    @Test
    void none_to_who_does_not_want_it_until_they_want_it_again() {
        var anna = operations("Anna", "en", "Europe/Copenhagen");
        world.partner("Fjord ApS", "DK");
        var choice = world.bean(Letters.class);
        choice.choose(world.actor(anna), false);
        assertThat(choice.wanted(world.actor(anna))).isFalse();
        letter.round();
        assertThat(letters("subject", anna)).isEmpty();
        choice.choose(world.actor(anna), true);
        world.office.clock().move(Duration.ofDays(7));
        letter.round();
        assertThat(letters("subject", anna)).hasSize(1);
    }

    @Test
    void somebody_new_gets_the_first_one_on_their_first_monday() {
        world.partner("Fjord ApS", "DK");
        world.office.clock().set(Instant.parse("2026-03-05T08:00:00Z"));
        var anna = operations("Anna", "en", "Europe/Copenhagen");
        letter.round();
        assertThat(letters("subject", anna)).isEmpty();
        world.office.clock().set(Instant.parse("2026-03-09T08:00:00Z"));
        letter.round();
        assertThat(letters("subject", anna)).hasSize(1);
    }

    @Test
    void none_to_who_left_and_none_out_of_an_office_of_sample_data() {
        var anna = operations("Anna", "en", "Europe/Copenhagen");
        var otto = operations("Otto", "en", "Europe/Copenhagen");
        world.partner("Fjord ApS", "DK");
        var people = world.bean(People.class);
        people.withdraw(world.admin, otto, people.find(world.admin, otto).version(), null);
        letter.round();
        assertThat(letters("subject", otto)).isEmpty();
        world.bean(Ledger.class).markSample(world.admin);
        world.office.clock().move(Duration.ofDays(7));
        letter.round();
        assertThat(letters("subject", anna)).hasSize(1);
    }
}
