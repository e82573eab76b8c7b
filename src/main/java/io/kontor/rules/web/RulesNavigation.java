package io.kontor.rules.web;

import io.kontor.ui.NavEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RulesNavigation {
    @Bean
    NavEntry rulesEntry() {
        return NavEntry.office(590, "nav.group.programme", "nav.rules", "/rules", "adjustments", "rule:see");
    }
}
