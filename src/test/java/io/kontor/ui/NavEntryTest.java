package io.kontor.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Rights.Right;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NavEntryTest {
    private final NavEntry entries = NavEntry.office(1, "group", "label", "/path", "icon", "entry:see");

    private static Actor seeing(Scope scope) {
        var rights = new Rights(List.of(new Right("role", "entry", Verb.SEE, scope)));
        return new Actor(Side.OFFICE, UUID.randomUUID(), null, null, rights, Origin.PERSON, UUID.randomUUID());
    }

    @Test
    void a_page_about_everything_is_not_offered_to_who_may_see_a_part() {
        var part = seeing(Scope.regions(Set.of(UUID.randomUUID())));
        assertThat(entries.opensTo(part)).isTrue();
        assertThat(entries.forAll().opensTo(part)).isFalse();
        assertThat(entries.forAll().opensTo(seeing(Scope.ALL))).isTrue();
    }

    @Test
    void nobody_is_led_to_the_other_side_or_to_what_they_may_not() {
        var office = seeing(Scope.ALL);
        assertThat(NavEntry.office(1, "group", "label", "/path", "icon", "deal:see")
                        .opensTo(office))
                .isFalse();
        assertThat(NavEntry.portal(1, "label", "/path", "icon", "entry:see").opensTo(office))
                .isFalse();
        assertThat(NavEntry.portal(1, "label", "/path", "icon", "").opensTo(office))
                .isFalse();
        assertThat(NavEntry.office(1, "group", "label", "/path", "icon", "").opensTo(office))
                .isTrue();
    }
}
