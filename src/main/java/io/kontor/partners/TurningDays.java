package io.kontor.partners;

import io.kontor.database.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When a day begins, what holds from it on stands in the lists. */
@Configuration(proxyBeanMethods = false)
class TurningDays {
    @Bean
    Job partnersTurnTheDay(Partners partners) {
        return new Job("partners-day", Duration.ofMinutes(5), partners::turnTheDay);
    }
}
