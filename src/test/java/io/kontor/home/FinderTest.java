package io.kontor.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.deals.Deal;
import io.kontor.deals.DealShare;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Rights;
import io.kontor.kernel.spi.Found;
import io.kontor.partners.Partners;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FinderTest {
    TwoRegions world;
    Finder finder;
    Actor northern;
    UUID nordwind;

    @BeforeAll
    void open() {
        world = new TwoRegions();
        finder = world.bean(Finder.class);
        nordwind = world.partner("Müßiggang Fjord ApS", "DK");
        var etna = world.partner("Etna Fjord SpA", "IT");
        world.contact(nordwind, "Karen Sample");
        world.contact(etna, "Carla Sample");
        northern = world.within(world.north);
    }

    @AfterAll
    void close() {
        world.close();
    }

    List<String> names(Actor actor, String typed) {
        return finder.find(actor, typed, 10).stream()
                .flatMap(group -> group.hits().stream())
                .map(Found.Hit::name)
                .toList();
    }

    @Test
    void a_part_of_a_name_finds_partners_and_their_people() {
        assertThat(names(world.admin, "fjord")).containsExactly("Etna Fjord SpA", "Müßiggang Fjord ApS");
        assertThat(names(world.admin, "sample")).containsExactly("Carla Sample", "Karen Sample");
    }

    @Test
    void accents_and_capitals_do_not_matter_and_every_word_must_be_there() {
        assertThat(names(world.admin, "MUSSIG fjord")).containsExactly("Müßiggang Fjord ApS");
        assertThat(names(world.admin, "müßig etna")).isEmpty();
    }

    @Test
    void somebody_for_the_north_never_finds_what_is_in_the_south() {
        assertThat(names(northern, "fjord")).containsExactly("Müßiggang Fjord ApS");
        assertThat(names(northern, "etna")).isEmpty();
        assertThat(names(northern, "sample")).containsExactly("Karen Sample");
    }

    @Test
    void somebody_without_rights_finds_nothing() {
        assertThat(names(northern.with(Rights.NONE), "fjord")).isEmpty();
    }

    @Test
    void two_letters_find_the_beginnings_of_words_and_one_letter_finds_nothing() {
        assertThat(names(world.admin, "ka")).containsExactly("Karen Sample");
        assertThat(names(world.admin, "fj")).containsExactly("Etna Fjord SpA", "Müßiggang Fjord ApS");
        assertThat(names(world.admin, "jo")).isEmpty();
        assertThat(names(world.admin, "k")).isEmpty();
        assertThat(names(world.admin, "   ")).isEmpty();
    }

    @Test
    void signs_that_mean_something_to_the_database_are_only_signs() {
        assertThat(names(world.admin, "%%")).isEmpty();
        assertThat(names(world.admin, "f_ord")).isEmpty();
        assertThat(names(world.admin, "\\'\"")).isEmpty();
    }

    @Test
    void what_begins_with_the_words_comes_first() {
        world.partner("Aa Zebra Partner", "DK");
        world.partner("Zebra Works", "DK");
        assertThat(names(world.admin, "zebra")).containsExactly("Zebra Works", "Aa Zebra Partner");
    }

    @Test
    void never_more_than_asked_for() {
        IntStream.range(0, 12).forEach(i -> world.partner("Crowd " + i, "DK"));
        assertThat(finder.find(world.admin, "crowd", 5).getFirst().hits()).hasSize(5);
    }

    @Test
    void withdrawn_things_are_not_found() {
        var partners = world.bean(Partners.class);
        var id = world.partner("Vanishing Ltd", "DK");
        partners.withdraw(world.admin, id, partners.find(world.admin, id).version(), null);
        assertThat(names(world.admin, "vanishing")).isEmpty();
    }

    @Test
    void people_and_programmes_are_found_with_what_tells_them_apart() {
        world.person("Paula Findme", "paula@example.com", "en", "Europe/Berlin", "auditor");
        world.bean(Programmes.class)
                .create(
                        world.admin,
                        new Programme(
                                "findme-2026",
                                "Findme Händler",
                                null,
                                Programme.Status.OPEN,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                false),
                        null);
        var groups = finder.find(world.admin, "findme", 10);
        assertThat(groups).extracting(group -> group.kind().kind()).containsExactly("programme", "person");
        assertThat(groups.getLast().hits().getFirst().details()).contains("paula@example.com");
        assertThat(names(world.admin, "handler findme-2026")).containsExactly("Findme Händler");
    }

    @Test
    void commands_are_what_the_roles_allow() {
        var commands = world.bean(Commands.class);
        var auditor = world.actor(world.person("Otto", "otto@example.com", "en", "Europe/Berlin", "auditor"));
        assertThat(commands.matching(TwoRegions.viewer(world.admin), "add partner"))
                .extracting(Commands.Command::path)
                .containsExactly("/partners/new");
        assertThat(commands.matching(TwoRegions.viewer(auditor), "add partner")).isEmpty();
        assertThat(commands.matching(TwoRegions.viewer(auditor), "partners"))
                .extracting(Commands.Command::path)
                .contains("/partners");
        assertThat(commands.matching(TwoRegions.viewer(auditor), "deutsch"))
                .extracting(Commands.Command::press)
                .containsExactly(new Commands.Press("language", "de"));
    }

    private void deal(String name, UUID partner, int day) {
        world.bean(Deals.class)
                .create(
                        world.admin,
                        new Deal(
                                name,
                                null,
                                null,
                                "EUR",
                                Stage.QUALIFIED,
                                BigDecimal.TEN,
                                LocalDate.of(2026, 1, 1),
                                LocalDate.of(2026, 6, 1).plusDays(day),
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                List.of(new DealShare(partner, PartnerRole.SOURCING, LocalDate.of(2026, 1, 1), null)),
                                null,
                                null,
                                Map.of(),
                                null,
                                false),
                        null);
    }

    @Test
    void words_that_most_deals_hold_find_the_newest_and_rare_ones_find_the_oldest() {
        var southern = world.partner("Deal House", "IT");
        deal("Ancient zircon renewal", nordwind, 0);
        IntStream.range(1, 230).forEach(i -> deal("Yearly renewal " + i, i % 2 == 0 ? nordwind : southern, i));
        assertThat(names(world.admin, "yearly renewal")).hasSize(10).allMatch(name -> name.startsWith("Yearly"));
        assertThat(names(world.admin, "zircon")).containsExactly("Ancient zircon renewal");
        assertThat(names(world.within(world.south), "zircon")).isEmpty();
        assertThat(names(world.within(world.south), "renewal 2"))
                .hasSize(10)
                .allMatch(name -> Integer.parseInt(name.substring("Yearly renewal ".length())) % 2 == 1);
        assertThat(names(world.admin, "re")).doesNotContain("Yearly renewal 1");
        assertThat(names(world.admin, "re zircon")).containsExactly("Ancient zircon renewal");
    }
}
