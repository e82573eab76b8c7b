package io.kontor.settings.web;

import io.kontor.ui.NavEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SettingsNavigation {
    private static final String GROUP = "nav.settings";

    @Bean
    NavEntry settingsEntry() {
        return NavEntry.office(900, GROUP, "nav.all-settings", "/settings", "settings", "company:see");
    }

    @Bean
    NavEntry peopleEntry() {
        return NavEntry.office(905, GROUP, "nav.people", "/people", "users", "person:see");
    }

    @Bean
    NavEntry teamsEntry() {
        return NavEntry.office(907, GROUP, "nav.teams", "/teams", "users-group", "team:see");
    }

    @Bean
    NavEntry rolesEntry() {
        return NavEntry.office(909, GROUP, "nav.roles", "/settings/roles", "shield-lock", "role:see");
    }

    @Bean
    NavEntry companyEntry() {
        return NavEntry.office(911, GROUP, "nav.company", "/settings/company", "building", "company:see");
    }

    @Bean
    NavEntry regionsEntry() {
        return NavEntry.office(913, GROUP, "nav.regions", "/settings/regions", "world", "region:see");
    }

    @Bean
    NavEntry ratesEntry() {
        return NavEntry.office(915, GROUP, "nav.rates", "/settings/rates", "currency-euro", "rate:see");
    }

    @Bean
    NavEntry fieldsEntry() {
        return NavEntry.office(920, GROUP, "fields.title", "/settings/fields", "forms", "field:see");
    }
}
