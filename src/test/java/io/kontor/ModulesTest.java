package io.kontor;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.language.Language;
import io.kontor.language.Words;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {
    @Test
    void rooms_only_see_what_their_floor_plan_allows() {
        ApplicationModules.of(Kontor.class).verify();
    }

    /** Reading the bundles refuses a text that two rooms define; every page would fail with it. */
    @Test
    void every_text_stands_in_one_room_only() {
        assertThat(Words.keys(Language.EN)).isNotEmpty();
    }
}
