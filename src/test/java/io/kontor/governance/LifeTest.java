package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.language.Words;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LifeTest {
    @Test
    void every_state_can_be_reached_from_a_draft_and_every_step_has_a_name() {
        var reached = EnumSet.of(Life.DRAFT);
        for (int i = 0; i < Life.values().length; i++) {
            Life.edges().stream()
                    .filter(edge -> reached.contains(edge.from()))
                    .map(Life.Edge::to)
                    .toList()
                    .forEach(reached::add);
        }
        assertThat(reached).containsExactlyInAnyOrder(Life.values());
        assertThat(Stream.of(Life.Step.values()).filter(step -> !Words.has("step." + step.code())))
                .isEmpty();
    }

    @Property
    void nothing_is_published_on_any_way_that_does_not_pass_approval_after_its_last_edit(
            @ForAll @Size(max = 40) List<Life.Step> steps) {
        var life = Life.DRAFT;
        var approved = false;
        for (var step : steps) {
            var next = life.after(step).orElse(life);
            if (next != life) {
                approved = step == Life.Step.APPROVE || (approved && step != Life.Step.EDIT);
                life = next;
            }
            if (life == Life.PUBLISHING || life.inForce()) {
                assertThat(approved).isTrue();
            }
        }
    }

    @Property
    void of_two_changes_that_touch_different_members_nothing_is_lost(
            @ForAll int was, @ForAll int theirs, @ForAll int yours) {
        var json = JsonMapper.shared();
        var base = json.readTree("{\"a\":%d,\"b\":%d,\"list\":[{\"code\":\"x\",\"n\":%d}]}".formatted(was, was, was));
        var there = json.readTree("{\"a\":%d,\"b\":%d,\"list\":[{\"code\":\"x\",\"n\":%d},{\"code\":\"y\",\"n\":1}]}"
                .formatted(theirs, was, was));
        var here =
                json.readTree("{\"a\":%d,\"b\":%d,\"list\":[{\"code\":\"x\",\"n\":%d}]}".formatted(was, yours, yours));
        var merged = Rebase.of(base, there, here);
        assertThat(merged.clashes()).isEmpty();
        assertThat(merged.tree().get("a").asInt()).isEqualTo(theirs);
        assertThat(merged.tree().get("b").asInt()).isEqualTo(yours);
        assertThat(merged.tree().get("list").get(0).get("n").asInt()).isEqualTo(yours);
        assertThat(merged.tree().get("list")).hasSize(2);
        assertThat(Rebase.of(base, there, there).tree()).isEqualTo(there);
    }

    @Test
    void quiet_hours_may_lie_over_midnight() {
        var rules = new ReleaseRules(3, LocalTime.of(22, 0), LocalTime.of(6, 0), 14, 6);
        assertThat(rules.quiet(LocalTime.of(23, 0))).isTrue();
        assertThat(rules.quiet(LocalTime.of(5, 59))).isTrue();
        assertThat(rules.quiet(LocalTime.of(6, 0))).isFalse();
        assertThat(rules.quiet(LocalTime.of(12, 0))).isFalse();
        var night = ZonedDateTime.of(2026, 3, 2, 23, 0, 0, 0, ZoneOffset.UTC);
        assertThat(rules.over(night)).isEqualTo(ZonedDateTime.of(2026, 3, 3, 6, 0, 0, 0, ZoneOffset.UTC));
    }
}
