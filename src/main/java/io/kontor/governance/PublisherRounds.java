package io.kontor.governance;

import io.kontor.database.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks several times a minute for what is due. */
@Configuration(proxyBeanMethods = false)
class PublisherRounds {
    @Bean
    Job publisherRound(Publisher publisher) {
        return new Job("publisher", Duration.ofSeconds(20), publisher::round);
    }
}
