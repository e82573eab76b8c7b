package io.kontor.customers;

import io.kontor.kernel.spi.TakesBack;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Customers that a larger act made or changed, and what becomes of them when it is taken back. */
@Configuration(proxyBeanMethods = false)
class CustomerTakesBack {
    @Bean
    TakesBack customersTakesBack(Customers customers) {
        return customers.book().takesBack("withdrawn", customer -> customer.withWithdrawn(true));
    }
}
