package io.kontor.catalog.web;

import io.kontor.ui.NavEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogNavigation {
    @Bean
    NavEntry productsEntry() {
        return NavEntry.office(400, "nav.group.pricing", "nav.products", "/products", "package", "product:see");
    }

    @Bean
    NavEntry familiesEntry() {
        return NavEntry.office(410, "nav.group.pricing", "nav.families", "/families", "list-details", "family:see");
    }
}
