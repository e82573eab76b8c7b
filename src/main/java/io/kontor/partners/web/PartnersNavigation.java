package io.kontor.partners.web;

import io.kontor.ui.NavEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PartnersNavigation {
    @Bean
    NavEntry partnersEntry() {
        return NavEntry.office(
                100, "nav.group.partners", "nav.partners", "/partners", "building-community", "partner:see");
    }

    @Bean
    NavEntry contactsEntry() {
        return NavEntry.office(110, "nav.group.partners", "nav.contacts", "/contacts", "address-book", "contact:see");
    }

    @Bean
    NavEntry agreementsEntry() {
        return NavEntry.office(120, "nav.group.partners", "nav.agreements", "/agreements", "calendar", "agreement:see");
    }

    @Bean
    NavEntry programmesEntry() {
        return NavEntry.office(500, "nav.group.programme", "nav.programmes", "/programmes", "award", "programme:see");
    }

    @Bean
    NavEntry membershipsEntry() {
        return NavEntry.office(
                510, "nav.group.programme", "nav.memberships", "/memberships", "users", "membership:see");
    }
}
