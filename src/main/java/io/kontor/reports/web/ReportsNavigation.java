package io.kontor.reports.web;

import io.kontor.ui.NavEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportsNavigation {
    @Bean
    NavEntry numbersEntry() {
        return NavEntry.office(20, "", "nav.numbers", "/numbers", "chart-line", "metric:see");
    }

    @Bean
    NavEntry targetsEntry() {
        return NavEntry.office(520, "nav.group.programme", "nav.targets", "/targets", "target", "metric:see");
    }

    @Bean
    NavEntry briefsEntry() {
        return NavEntry.office(530, "nav.group.programme", "nav.briefs", "/briefs", "report-money", "brief:see");
    }
}
