package io.kontor;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {
    @Test
    void rooms_only_see_what_their_floor_plan_allows() {
        ApplicationModules.of(Kontor.class).verify();
    }
}
