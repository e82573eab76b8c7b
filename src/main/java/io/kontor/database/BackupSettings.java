package io.kontor.database;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An office with a data directory of its own keeps backups beside it; of an outside database somebody else does. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(DataDirectory.class)
class BackupSettings {
    @Bean
    DailyBackups dailyBackups(DataDirectory data, Endpoint endpoint, Clock clock) {
        return new DailyBackups(data, endpoint, clock);
    }
}
