package io.kontor.customers.web;

import io.kontor.ui.NavEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CustomersNavigation {
    @Bean
    NavEntry customersEntry() {
        return NavEntry.office(230, "nav.group.pipeline", "nav.customers", "/customers", "building", "customer:see");
    }
}
