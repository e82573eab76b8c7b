package io.kontor.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Side;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The two pools, the routing between them and {@link Tx}; the endpoint is given from outside. */
@Configuration(proxyBeanMethods = false)
class DatabaseSettings {
    private static final Logger log = LoggerFactory.getLogger(DatabaseSettings.class);
    private static final int OFFICE_CONNECTIONS = 16;
    private static final int PORTAL_CONNECTIONS = 8;

    /** Closed by the context, and with it the connections of both sides. */
    record Pools(Map<Side, HikariDataSource> bySide) implements AutoCloseable {
        @Override
        public void close() {
            bySide.values().forEach(HikariDataSource::close);
        }
    }

    @Bean
    Pools pools(Endpoint endpoint) {
        var pools = new EnumMap<Side, HikariDataSource>(Side.class);
        pools.put(Side.OFFICE, pool(endpoint, Side.OFFICE, OFFICE_CONNECTIONS));
        pools.put(Side.PORTAL, pool(endpoint, Side.PORTAL, PORTAL_CONNECTIONS));
        return new Pools(pools);
    }

    @Bean
    DataSource dataSource(Pools pools) {
        return new TxDataSource(pools.bySide());
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    Tx tx(PlatformTransactionManager manager, DataSource dataSource) {
        return new Tx(manager, new JdbcTemplate(dataSource));
    }

    @Bean
    Copying copying(DataSource dataSource) {
        return new Copying(new JdbcTemplate(dataSource));
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    Ids ids(Clock clock) {
        return new Ids(clock, new SecureRandom());
    }

    /** Without one the office starts and works; what rests on it says so itself, and it is said here once. */
    @Bean
    @ConditionalOnMissingBean
    OfficeSecret officeSecret(ObjectProvider<DataDirectory> data) {
        var secret = OfficeSecret.forOffice(System.getenv(), data.getIfAvailable());
        if (secret.source() == OfficeSecret.Source.NONE) {
            log.warn(
                    "This office has no secret, so its ledger is kept but not sealed. Name one in {} or {}_FILE.",
                    OfficeSecret.VARIABLE,
                    OfficeSecret.VARIABLE);
        }
        return secret;
    }

    private static HikariDataSource pool(Endpoint endpoint, Side side, int size) {
        var config = new HikariConfig();
        config.setPoolName(side.name());
        config.setDataSource(endpoint.as(DatabaseRole.serving(side)));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(side == Side.OFFICE ? 2 : 1);
        config.setAutoCommit(false);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(10_000);
        return new HikariDataSource(config);
    }
}
