package io.kontor.customers;

import io.kontor.kernel.spi.Found;
import io.kontor.lists.Searches;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Search finds customers. */
@Configuration(proxyBeanMethods = false)
class CustomerSearch {
    @Bean
    Found foundCustomers(Searches searches, CustomerListing listing) {
        return searches.of(listing, Customers.KIND, 30, "/customers", "name", "city", "country");
    }
}
