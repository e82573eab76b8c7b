package io.kontor.governance.decisions;

import io.kontor.kernel.spi.Found;
import io.kontor.kernel.spi.Holding;
import io.kontor.kernel.spi.OfficeHolding;
import io.kontor.lists.Searches;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Decisions and reviews of access, as the rest of the house knows them. */
@Configuration(proxyBeanMethods = false)
class DecisionHoldings {
    @Bean
    Holding decisionHolding(Decisions decisions) {
        return new OfficeHolding(Decisions.KIND, "/decisions/", decisions::names);
    }

    @Bean
    Holding accessReviewHolding(AccessReviews reviews) {
        return new OfficeHolding(AccessReviews.KIND, "/access-reviews/", reviews::names);
    }

    @Bean
    Found decisionsFound(Searches searches, DecisionListing listing) {
        return searches.of(listing, Decisions.KIND, 70, "/decisions/", "title", "decided");
    }
}
