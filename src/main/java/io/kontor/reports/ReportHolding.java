package io.kontor.reports;

import io.kontor.kernel.spi.Holding;
import io.kontor.kernel.spi.OfficeHolding;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The kinds of objects this room keeps, as the rest of the house knows them. */
@Configuration(proxyBeanMethods = false)
class ReportHolding {
    @Bean
    Holding briefHolding(Briefs briefs) {
        return new OfficeHolding(Briefs.KIND, "/briefs/", briefs::names);
    }
}
