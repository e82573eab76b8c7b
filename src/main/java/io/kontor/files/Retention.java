package io.kontor.files;

import io.kontor.company.Company;
import io.kontor.database.Job;
import io.kontor.database.Purpose;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files that were given a last day go when it has come. */
@Configuration(proxyBeanMethods = false)
class Retention {
    @Bean
    Job filesExpiry(Files files, Company company, Clock clock) {
        return new Job("files-expiry", Duration.ofHours(6), () -> {
            var today = company.profile(Purpose.SETTINGS.actor()).today(clock);
            files.expire(today);
        });
    }
}
