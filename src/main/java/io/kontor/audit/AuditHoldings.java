package io.kontor.audit;

import io.kontor.kernel.spi.Holding;
import io.kontor.kernel.spi.OfficeHolding;
import java.util.HashMap;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Anomalies and reviews, as the rest of the house knows them. */
@Configuration(proxyBeanMethods = false)
class AuditHoldings {
    @Bean
    Holding anomalyHolding(Anomalies anomalies) {
        return new OfficeHolding(Anomalies.KIND, "/audit/anomalies/", (actor, ids) -> {
            var names = new HashMap<UUID, String>();
            anomalies.kinds(actor, ids).forEach((id, kind) -> names.put(id, kind.code()));
            return names;
        });
    }

    @Bean
    Holding reviewHolding(LogReviews reviews) {
        return new OfficeHolding(LogReviews.KIND, "/audit/reviews/", reviews::names);
    }

    @Bean
    Holding reportHolding(KeptReports reports) {
        return new OfficeHolding(AuditReports.KIND, "/audit/reports/", reports::names);
    }
}
