package io.kontor.governance.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.governance.Life;
import org.junit.jupiter.api.Test;

class LifeMapTest {
    @Test
    void what_a_change_passed_is_what_no_way_leaves_out() {
        assertThat(LifeMap.of(Life.DRAFT).passed()).isEmpty();
        assertThat(LifeMap.of(Life.WITHDRAWN).passed()).containsExactly(Life.DRAFT);
        assertThat(LifeMap.of(Life.REJECTED).passed())
                .containsExactly(Life.DRAFT, Life.CHECKED, Life.SIMULATED, Life.IN_REVIEW);
        assertThat(LifeMap.of(Life.SUPERSEDED).passed())
                .containsExactly(
                        Life.DRAFT,
                        Life.CHECKED,
                        Life.SIMULATED,
                        Life.IN_REVIEW,
                        Life.APPROVED,
                        Life.PUBLISHING,
                        Life.PUBLISHED);
    }

    @Test
    void what_may_come_next_is_what_the_edges_say() {
        var map = LifeMap.of(Life.SUPERSEDED);
        assertThat(map.next()).containsExactly(new Life.Edge(Life.SUPERSEDED, Life.Step.RESTORE, Life.SETTLED));
        assertThat(map.arrows().stream().filter(LifeMap.Arrow::near)).hasSize(1);
        assertThat(LifeMap.of(Life.WITHDRAWN).next()).isEmpty();
    }
}
