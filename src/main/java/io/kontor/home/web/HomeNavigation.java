package io.kontor.home.web;

import io.kontor.ui.NavEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HomeNavigation {
    @Bean
    NavEntry homeEntry() {
        return NavEntry.office(0, "", "nav.home", "/", "home", "company:see");
    }
}
