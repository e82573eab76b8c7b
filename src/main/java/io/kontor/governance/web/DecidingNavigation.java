package io.kontor.governance.web;

import io.kontor.ui.NavEntry;
import io.kontor.ui.ObjectTab;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DecidingNavigation {
    private static final String GROUP = "nav.group.governance";

    @Bean
    NavEntry charterEntry() {
        return NavEntry.office(600, GROUP, "nav.charter", "/charter", "award", "approval:see");
    }

    @Bean
    NavEntry approvalsEntry() {
        return NavEntry.office(605, GROUP, "nav.approvals", "/approvals", "checks", "approval:see");
    }

    @Bean
    NavEntry decisionsEntry() {
        return NavEntry.office(640, GROUP, "nav.decisions", "/decisions", "list-details", "decision:see");
    }

    /** What was decided about an object, on its page. */
    @Bean
    ObjectTab decisionsTab() {
        return new ObjectTab(
                Set.of("partner", "customer", "deal", "programme", "document", "change"),
                600,
                "decisions",
                "decisions.tab",
                "/decisions/of/{type}/{id}",
                "decision:see");
    }

    @Bean
    NavEntry accessReviewsEntry() {
        return NavEntry.office(
                820, "nav.records", "nav.access-reviews", "/access-reviews", "shield-lock", "access-review:see");
    }
}
